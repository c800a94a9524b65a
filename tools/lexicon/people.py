"""Writes the English nouns for people and for bodies of people: crates/extract/data/lexicon/people.tsv.

usage: people.py [DIR]      DIR: the folder of WordNet's files (Debian: package wordnet-base, /usr/share/wordnet)

A noun is kept when its most frequent sense lies in WordNet's lexicographer file noun.person or noun.group. Columns: noun, kind.
Source: Princeton WordNet 3.0, WordNet licence (free use with the notice kept).
"""

import sys
from pathlib import Path

OUT = Path(__file__).resolve().parents[2] / "crates/extract/data/lexicon/people.tsv"
FILES = {"18": "person", "14": "group"}
# First senses that news does not mean, or that are no actors.
NEVER = set("series set number group class list pair couple trio variety type kind lot range collection mass system body race sun".split())
NEVER |= set("flight rally reunion convention meeting conference law package".split())


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/wordnet")
    file_of = dict(offset_and_file(line) for line in rows(folder / "data.noun"))
    nouns = {}
    for line in rows(folder / "index.noun"):
        noun, cells = line.split()[0], line.split()
        first = cells[-int(cells[2])]
        kind = FILES.get(file_of[first])
        if kind and noun.isalpha() and len(noun) > 2 and noun not in NEVER:
            nouns[noun] = kind
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text("noun\tkind\n" + "".join(f"{noun}\t{kind}\n" for noun, kind in sorted(nouns.items())))
    print(len(nouns), "nouns")


def rows(path):
    return (line for line in path.read_text().splitlines() if not line.startswith(" "))


def offset_and_file(line):
    offset, file, _ = line.split(" ", 2)
    return offset, file


if __name__ == "__main__":
    main()
