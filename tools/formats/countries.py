#!/usr/bin/env python3
"""Compiles crates/formats/data/countries.tsv: the codes and names under which the field's files have countries.

Usage: countries.py GAZETTEER_SOURCES

Reads countries.tsv of the gazetteer's sources (FIPS 10-4 and CAMEO codes) and crates/extract/data/gazetteer/countries.tsv (the codes under
which countries count, and their names). Sources and licences: tools/gazetteer/README.md.
"""
import csv
import pathlib
import sys

ROOT = pathlib.Path(__file__).parents[2]
HEAD = """\
# Countries as the field's files have them. Codes of today's countries: GeoNames (CC BY 4.0, GeoNames.org), changed; FIPS codes of dissolved
# states, CAMEO codes and names: own work (CC0). Made by tools/formats/countries.py. Columns:
#   actor     the country's id in the graph
#   country   the code under which it counts: for a territory, that of its state
#   name      the usual name
#   names     other names, parted by |
#   iso2      ISO 3166-1 alpha-2
#   fips      FIPS 10-4 codes, as the places of GDELT have them, parted by |
#   cameo     CAMEO codes that differ from the id, as the actors of GDELT have them, parted by |
"""
# Names that ICEWS, POLECAT and GDELT use beyond those of the gazetteer.
MORE = {
    "PSE": ["Occupied Palestinian Territory", "Palestinian Territory, Occupied", "Palestinian Territory", "State of Palestine", "West Bank", "Gaza Strip"],
    "MKD": ["the former Yugoslav Republic of Macedonia", "Macedonia"],
    "MDA": ["Moldova, Republic of"],
    "COG": ["Congo", "Congo, Republic of the"],
    "COD": ["Congo, Democratic Republic of the", "Democratic Republic of Congo"],
    "TLS": ["Timor-Leste"],
    "VAT": ["Vatican City State", "Holy See (Vatican City State)"],
    "RUS": ["Russian Federation"],
    "IRN": ["Iran, Islamic Republic of"],
    "KOR": ["Korea, Republic of"],
    "PRK": ["Korea, Democratic People's Republic of"],
    "LAO": ["Lao People's Democratic Republic"],
    "SYR": ["Syrian Arab Republic"],
    "TZA": ["Tanzania, United Republic of"],
    "VEN": ["Venezuela, Bolivarian Republic of"],
    "BOL": ["Bolivia, Plurinational State of"],
    "CIV": ["Ivory Coast"],
    "SWZ": ["Swaziland", "Eswatini"],
    "TUR": ["Türkiye"],
    "CZE": ["Czechia"],
    "CPV": ["Cape Verde"],
    "FSM": ["Micronesia, Federated States of"],
}
# FIPS codes of parts of countries that GDELT gives as countries.
PARTS = {"PSE": ["WE", "GZ"], "NOR": ["JN", "SV"], "USA": ["UM"], "FRA": ["IP"]}

# The field writes PSE as often as PAL, and the first code is the one that is written.
FIRST = {"PSE": ["PSE"]}


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def listed(cell):
    return [item for item in cell.split("|") if item]


def main(sources):
    by_name = {row["name"]: row for row in rows(pathlib.Path(sources) / "countries.tsv")}
    known = rows(ROOT / "crates/extract/data/gazetteer/countries.tsv")
    out, fips_seen, current = [], set(), {row["actor"] for row in known if row["kind"] != "dissolved state"}
    # Today's countries first: where a code was given twice, they keep it.
    for row in sorted(known, key=lambda row: (row["kind"] == "dissolved state", row["actor"], row["name"])):
        source = by_name.get(row["name"], {})
        actor, gone = row["actor"], row["kind"] == "dissolved state"
        names = listed(row["names"]) + ([] if gone else MORE.get(actor, []))
        names = [name for name in dict.fromkeys(names) if name != row["name"]]
        fips = listed(source.get("fips10_4", "")) + ([] if gone else PARTS.get(actor, []))
        fips = [code for code in dict.fromkeys(fips) if code not in fips_seen]
        fips_seen.update(fips)
        cameo = FIRST.get(actor, []) + [code for code in listed(source.get("cameo_if_different", "")) if code != actor and code not in current]
        cameo += [source["iso3"]] if source.get("iso3") and source["iso3"] != actor and source["iso3"] not in current else []
        out.append([actor, row["country"], row["name"], "|".join(names), source.get("iso2", ""), "|".join(fips), "|".join(dict.fromkeys(cameo))])
    target = ROOT / "crates/formats/data/countries.tsv"
    lines = ["\t".join(line) for line in [["actor", "country", "name", "names", "iso2", "fips", "cameo"], *out]]
    target.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(out)} countries, {sum(1 for line in out if line[5])} with FIPS codes, {sum(1 for line in out if line[6])} with CAMEO codes")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
