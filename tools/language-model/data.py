"""Treebanks and their label sets."""

import gzip
from collections import namedtuple
from pathlib import Path

# One sentence: forms, UPOS, XPOS, heads (1-based, 0 = root), relations with subtypes.
Sentence = namedtuple("Sentence", "words upos xpos heads relations")
Labels = namedtuple("Labels", "upos xpos relations")

FILES = {
    "ewt-train": "en_ewt-ud-train",
    "ewt-dev": "en_ewt-ud-dev",
    "ewt-test": "en_ewt-ud-test",
    "gum-train": "en_gum_open-ud-train",
    "gum-dev": "en_gum_open-ud-dev",
    "gum-test": "en_gum_open-ud-test",
    "pud-test": "en_pud-ud-test",
}
LONGEST = 100  # Longer training sentences are few and would set the memory a batch needs.


def read_conllu(path):
    """Reads the syntactic words of a gzipped CoNLL-U file; ranges and empty nodes are left out."""
    sentences, rows = [], []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if columns[0].isdigit():
                rows.append((columns[1], columns[3], columns[4], int(columns[6]), columns[7]))
            elif columns == [""] and rows:
                sentences.append(Sentence(*map(list, zip(*rows))))
                rows = []
    if rows:
        sentences.append(Sentence(*map(list, zip(*rows))))
    return sentences


def treebank(data, name):
    return read_conllu(Path(data) / "treebanks" / f"{FILES[name]}.conllu.gz")


def training_sentences(data):
    both = treebank(data, "ewt-train") + treebank(data, "gum-train")
    return [s for s in both if len(s.words) <= LONGEST]


def labels_of(sentences):
    """The sorted label sets; their order is the row order of the heads."""
    unique = lambda field: sorted({label for s in sentences for label in getattr(s, field)})
    return Labels(unique("upos"), unique("xpos"), unique("relations"))


def targets(sentence, labels):
    """Label rows [4][n]: UPOS, XPOS, head, relation."""
    row = lambda names, values: [names.index(value) for value in values]
    return [
        row(labels.upos, sentence.upos),
        row(labels.xpos, sentence.xpos),
        sentence.heads,
        row(labels.relations, sentence.relations),
    ]
