"""Reading and writing of tab-separated tables, the folding of names, and the codes of countries."""
import collections
import re
import unicodedata

FAULTS = collections.Counter()

# Codes of the sources that are not those of Chancery: ISO 3166-1 alpha-3, ISO 3166-3 for a state that was dissolved, KOS for
# Kosovo. A state that only changed its name keeps today's code.
CODES = {
    "FRG": "DEU", "GER": "DEU", "XKX": "KOS", "RVN": "VNM", "YAR": "YEM", "RHO": "ZWE", "UAR": "EGY", "BUR": "MMR", "DHY": "BEN",
    "HVO": "BFA", "CEY": "LKA", "TMP": "TLS", "EPK": "PAK", "ZAN": "TZA", "TGK": "TZA", "FED": "ZWE", "ROC": "CHN", "MDF": "MLI",
    "SKM": "IND", "ZAR": "COD",
}
# Partially recognised bodies belong to the parent state.
PARENTS = {
    "XNC": "CYP", "XAB": "GEO", "XSO": "GEO", "XTN": "MDA", "XSL": "SOM", "XNK": "AZE", "XDN": "UKR", "XLG": "UKR", "ESH": "MAR",
    "BIA": "NGA", "KAT": "COD",
}
# Dependencies count to their sovereign, but for these.
APART = {"HKG", "PSE", "ATA", "TWN"}
SOVEREIGNS = {}
# Names of countries by the codes of the sources.
NAMES = {}


def country(code):
    """The code under which the acts of a state, territory or body count."""
    code = PARENTS.get(code, CODES.get(code, code))
    return code if code in APART else SOVEREIGNS.get(code, code)


def read(path):
    """The rows of a table as dictionaries."""
    with open(path, encoding="utf-8") as lines:
        header, *rows = (line.rstrip("\n").split("\t") for line in lines)
    for number, row in enumerate(rows, 2):
        if len(row) != len(header):
            raise SystemExit(f"{path}:{number}: {len(row)} cells, but {len(header)} columns")
    return [dict(zip(header, row)) for row in rows]


def lines_of(header, rows):
    """The table as text, with its header."""
    lines = ["\t".join(header)]
    for row in rows:
        cells = [str(cell) for cell in row]
        if len(cells) != len(header) or any("\t" in cell or "\n" in cell for cell in cells):
            raise SystemExit(f"a row does not fit its header {header}: {cells}")
        lines.append("\t".join(cells))
    return "\n".join(lines) + "\n"


def parts(cell):
    """The items of a list in a cell."""
    return [item.strip() for item in cell.split("|") if item.strip()]


PLAIN = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ə": "e", "ħ": "h"})


def fold(name):
    """Lower case without marks, words parted by one space: the form in which names are compared."""
    plain = unicodedata.normalize("NFD", name.lower().translate(PLAIN))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).translate(PLAIN)
    return " ".join(re.findall(r"[^\W_]+", plain))


def slug(name):
    """The name as part of an actor id."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(name))) or "-".join(re.findall(r"\w+", fold(name)))


def distinct(names, first=()):
    """Names that differ when folded, without those that `first` has already."""
    seen = {fold(name) for name in first} | {""}
    kept = []
    for name in names:
        if fold(name) not in seen:
            seen.add(fold(name))
            kept.append(name)
    return kept
