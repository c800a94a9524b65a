#!/usr/bin/env python3
"""Compiles the source tables of the gazetteer into the data files that chancery-extract ships.

usage: compile.py SOURCE_FOLDER [TARGET_FOLDER]

The source folder holds leaders.tsv, us_envoys.tsv, org_officials.tsv, countries.tsv, organisations.tsv, armed_groups.tsv,
offices.tsv, cities.tsv and us_states_regions.tsv; sources and licences are in README.md beside this script. The target is
crates/extract/data/gazetteer. Faults of the sources are repaired by the rules below and counted on standard error.
"""
import pathlib
import sys

from persons import compile_persons
from tables import FAULTS, lines_of, read
from world import compile_cities, compile_countries, compile_groups, compile_offices, compile_organisations, compile_regions


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    source = pathlib.Path(sys.argv[1])
    here = pathlib.Path(__file__).resolve().parent
    target = pathlib.Path(sys.argv[2]) if len(sys.argv) == 3 else here.parents[1] / "crates/extract/data/gazetteer"
    target.mkdir(parents=True, exist_ok=True)
    tables = {path.stem: read(path) for path in sorted(source.glob("*.tsv"))}
    # What the sources lack, gathered by hand: heads of state and government, titles, places where states meet.
    for table, more in (("leaders", "heads"), ("offices", "titles"), ("cities", "places")):
        tables[table] += read(here / f"{more}.tsv")
    files = {
        "countries": compile_countries(tables["countries"]),
        "organisations": compile_organisations(tables["organisations"]),
        "armed_groups": compile_groups(tables["armed_groups"]),
        "offices": compile_offices(tables["offices"]),
        "cities": compile_cities(tables["cities"]),
        "regions": compile_regions(tables["us_states_regions"], tables["cities"]),
        "persons": compile_persons(tables["leaders"], tables["us_envoys"], tables["org_officials"]),
    }
    total = 0
    for name, (header, rows) in files.items():
        text = lines_of(header, rows)
        (target / f"{name}.tsv").write_text(text, encoding="utf-8")
        total += len(text.encode())
        print(f"{name}.tsv: {len(rows)} rows, {len(text.encode()):,} bytes", file=sys.stderr)
    print(f"together {total:,} bytes", file=sys.stderr)
    for fault, count in sorted(FAULTS.items()):
        print(f"{count:>6}  {fault}", file=sys.stderr)


if __name__ == "__main__":
    main()
