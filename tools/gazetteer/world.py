"""Countries, organisations, armed groups, offices, cities and regions."""
import re

from tables import CODES, FAULTS, NAMES, PARENTS, SOVEREIGNS, country, distinct, fold, parts, slug

# Adjectives that the source gives to a country although they are words of their own.
NO_ADJECTIVES = {"Sino", "Franco", "Anglo", "Russo", "Italo", "Hispano", "Luso", "Pak", "NK", "SK"}
# Names that stand for a country only in some texts, or for more than one.
NO_NAMES = {"CAR", "the Kingdom", "RP", "R.P.", "BiH", "BVI", "Government Palace", "Royal Court", "Republican Palace", "the Fund", "Arg", "Parliament Hill",
            "J1", "Sejong", "Male", "Kasbah", "Beehive", "Bankova", "Brdo", "Victoria", "Tipperary", "Lagos", "Karachi", "Almaty", "Almaty",
            "Tel Aviv", "Yangon", "Abidjan", "Jeddah", "Jidda", "Dar es Salaam", "Sejong", "Quezon City", "Geneva", "Amsterdam", "Cape Town",
            "Bloemfontein", "Entebbe", "Aden", "Taiz", "Cotonou", "Rawalpindi", "Saipan", "Tahiti", "Santo Domingo Republic", "Nazi"}

# Spellings of capitals that the sources lack.
MORE_CAPITALS = {"MMR": ["Naypyitaw"]}


def compile_countries(rows):
    for row in rows:
        NAMES[row["iso3"]] = re.sub(r" [(/].*", "", row["name"])
        if row["sovereign"]:
            SOVEREIGNS[row["iso3"]] = row["sovereign"]
    out = []
    for row in rows:
        code = row["iso3"]
        actor = slug(row["name"]) if code in PARENTS else CODES.get(code, code)
        name = re.sub(r" [(/].*", "", row["name"])
        names = [n for n in parts(row["official_name"]) + parts(row["other_names"]) if n not in NO_NAMES and n != "/"]
        adjectives = [a for a in parts(row["adjectives"]) if a not in NO_ADJECTIVES]
        seats = [n for n in parts(row["metonyms"]) if n not in NO_NAMES]
        capitals = [n for n in parts(row["capitals"]) if n not in NO_NAMES]
        capitals[1:1] = MORE_CAPITALS.get(code, [])
        FAULTS["names of a country left out as too ambiguous"] += sum(n in NO_NAMES for n in parts(row["other_names"] + "|" + row["metonyms"] + "|" + row["capitals"]))
        sector = "PRE" if code in PARENTS else "GOV"
        cells = (distinct(names, [name]), adjectives, [n for n in parts(row["nouns"])], capitals, seats)
        out.append([actor, country(code), name, *("|".join(cell) for cell in cells), row["from"], row["to"], row["kind"], sector, row["successors"]])
    out.sort(key=lambda row: (row[0], row[7]))
    return ["actor", "country", "name", "names", "adjectives", "nouns", "capitals", "seats", "from", "to", "kind", "sector", "successors"], out


def compile_organisations(rows):
    out, seen = [], set()
    for row in rows:
        name = re.sub(r" \(.*\)", "", row["name"])
        identifier = slug(row["name"])
        if identifier in seen:
            FAULTS["organisations with the id of another, left out"] += 1
            continue
        seen.add(identifier)
        others = [re.sub(r" \(.*\)", "", n) for n in parts(row["other_names"]) if n not in NO_NAMES]
        # The Russian service is meant far more often than the Financial Stability Board.
        acronyms = [a for a in parts(row["acronyms"]) if a != "FSB"]
        members = [m if m in ("EU", "AU", "UN") else country(m) for m in parts(row["members"])]
        out.append([identifier, name, "|".join(acronyms), "|".join(distinct(others, [name])), row["kind"], row["founded"],
                    row["dissolved"], "|".join(dict.fromkeys(members))])
    out.sort()
    return ["id", "name", "acronyms", "names", "kind", "from", "to", "members"], out


def compile_groups(rows):
    out = []
    for row in rows:
        name = re.sub(r" \(.*\)", "", row["name"])
        homes = list(dict.fromkeys(country(code) for code in parts(row["home_iso3"])))
        aliases = [re.sub(r" \(.*\)", "", a) for a in parts(row["aliases"])]
        sector = {"SEP": "REB", "MOV": "SOC", "ETH": "CVL"}.get(row["sector"], row["sector"])
        out.append([slug(row["name"]), name, "|".join(distinct(aliases, [name])), "|".join(homes), row["from"], row["to"], sector])
    out.sort()
    return ["id", "name", "names", "homes", "from", "to", "sector"], out


def compile_offices(rows):
    """Offices of persons only: the words for bodies and for people without office are in groups.tsv, written by hand."""
    bodies = {"government", "military", "police", "court", "legislature", "civilians", "rebels", "delegation", "diplomatic mission", "media", "opposition"}
    # Words of another meaning without their accent or their owner: a charge is mostly a complaint, and firms have chief executives.
    out, seen = [], {fold("chargé")}
    firms = {"chief executive": ("business", "BUS", "6")}
    for row in rows:
        title = row["title"]
        if title in firms:
            out.append([title, *firms[title][:2], "", firms[title][2]])
            continue
        if row["office"] in bodies and title not in ("editor", "correspondent", "journalist", "reporter", "police chief", "police commissioner"):
            continue
        if row["needs_country"] == "yes" and fold(title) in seen:
            FAULTS["titles with a second reading, left out"] += 1
            continue
        seen.add(fold(title))
        sector = {"MED": "JRN"}.get(row["sector"], row["sector"])
        office = row["office"]
        if title.lower().startswith(("former ", "ex-", "late ")):
            continue
        acts_for = row["implied_actor"].split("/")[0]
        out.append([title, office, sector, "" if acts_for == "organisation" else acts_for, row["rank"]])
    out.sort()
    return ["title", "office", "sector", "acts_for", "rank"], out


def compile_cities(rows):
    out = []
    for row in rows:
        population = int(row["population"] or 0)
        known = row["kind"] != "city" or population >= 300_000
        others = distinct([row["ascii_name"], *(parts(row["alternate_names"]) if known else [])], [row["name"]])
        others = [n for n in others if len(fold(n)) > 2]
        FAULTS["other names of small cities left out"] += 0 if known else len(parts(row["alternate_names"]))
        spot = [f"{float(row[axis]):.3f}" for axis in ("lat", "lon")]
        name = row["name"]
        if name.startswith("Good Friday venue "):
            name = name.removeprefix("Good Friday venue ")
            FAULTS["names with a note in them, cut"] += 1
        out.append([name, "|".join(others), country(row["iso3"]), row["admin1"] if row["iso3"] == "USA" else "", *spot, population // 1000 or "",
                    row["kind"]])
    out.sort(key=lambda row: (row[0], row[2], row[4]))
    return ["name", "names", "country", "state", "lat", "lon", "thousands", "kind"], out


def compile_regions(rows, cities):
    spots = {}
    for city in sorted(cities, key=lambda city: int(city["population"] or 0)):
        for name in [city["name"], city["ascii_name"], *parts(city["alternate_names"])]:
            spots[fold(name), country(city["iso3"])] = (f"{float(city['lat']):.2f}", f"{float(city['lon']):.2f}")
    out = []
    for row in rows:
        codes = list(dict.fromkeys(country(code) for code in parts(row["country_iso3"])))
        spot = next((spots[fold(row["centre"]), code] for code in codes if (fold(row["centre"]), code) in spots), ("", ""))
        if row["centre"] and not spot[0]:
            FAULTS["centres of regions that are no city of the table"] += 1
        out.append([row["name"], "|".join(parts(row["aliases"])), "|".join(parts(row["adjectives"])), "|".join(codes), row["kind"], *spot])
    out.sort()
    return ["name", "names", "adjectives", "countries", "kind", "lat", "lon"], out
