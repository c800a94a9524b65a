"""Labelled sentences: which words may tell which class, and which tell none.

A bag is a set of words of which at least one tells one of the bag's classes. Words that are in no bag tell nothing, with a weight
that says how sure that is.
"""

import gzip
import itertools
import json
import re
from collections import namedtuple
from pathlib import Path

from classes import CANDIDATES, NONE, CLASSES, number, of_type
from triggers import lines, triggers, forms

# `none` is the weight of telling nothing for words outside all bags; `fold` is None where the sentence is ours and never judged on.
Example = namedtuple("Example", "source name fold words bags none")
Bag = namedtuple("Bag", "words classes weight")
Raw = namedtuple("Raw", "source name fold text spans none")
FOLDS = 5
OWN = Path(__file__).resolve().parent / "data"
EVAL = Path(__file__).resolve().parents[2] / "eval"
_NEAR = {"obj", "xcomp", "ccomp", "obl", "advcl", "nmod", "conj", "obl:agent", "iobj"}
_SAID = {"said", "says", "say", "told"}
_MARK = re.compile(r"\*([^*]+)\*(?:/([A-Z]+))?")


def news(folder):
    """Sentences of real news with one relation or more; the rest of a sentence may tell something too."""
    texts, gold = _rows(folder / "sentences" / "articles.jsonl"), _rows(folder / "sentences" / "gold.jsonl")
    for i, (text, row) in enumerate(zip(texts, gold)):
        wanted = [([number(p) for p in r["plover"]], r["source"], r["target"]) for r in row["relations"]]
        yield Raw("news", row["id"], i % FOLDS, text["text"], wanted, 0.15)


def articles(folder):
    """Annotated articles: (name, fold, text, [(start, end, classes, weight)]). They are few, so that one fold is judged on all of them."""
    for row in _rows(folder / "articles" / "articles.jsonl"):
        gold = json.loads((folder / "articles" / f"{row['id']}.gold.json").read_text(encoding="utf-8"))
        yield row["id"], 0, row["text"], _evidence(gold)


def _evidence(gold):
    """Where annotated events are told, with their classes."""
    spans = []
    for event in gold["events"]:
        classes = sorted({c for t in event["type"] for c in of_type(t)} - {NONE})
        at = event["evidence"]
        if classes:
            spans.append((at["start"], at["end"], classes, 0.4 if event.get("optional") else 1.0))
    return spans


def marked(folder):
    """Paragraphs of raw text whose every telling word we have marked, in the form of `articles`; the texts themselves stay in the shared folder."""
    for path in sorted(OWN.glob("marks/*.tsv")):
        with gzip.open(folder / "raw-text" / f"{path.stem}.txt.gz", "rt", encoding="utf-8") as file:
            texts = file.read().split("\n")
        spans = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            number_, word, classes = line.split("\t")
            spans.setdefault(int(number_), []).append((*_occurrence(texts[int(number_) - 1], word), sorted({number(c) for c in classes.split("/")}), 1.0))
        for at, text in enumerate(texts, 1):
            if text.strip() and not text.startswith("(("):
                yield f"{path.stem}:{at}", None, text, spans.get(at, [])


def _occurrence(text, word):
    """Where the word stands; `word#2` is the second of its form."""
    form, _, count = word.partition("#")
    found = [match.span() for match in re.finditer(rf"\b{re.escape(form)}\b", text)]
    return found[min(int(count or 1), len(found)) - 1]


def tuned():
    """Our own annotated articles, the part that may be tuned on, in the form of `articles`; the other part judges, so that they need no fold."""
    for path in sorted([*EVAL.glob("gold/*.gold.json"), *EVAL.glob("news/*.gold.json")]):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if gold["split"] != "tune":
            continue
        text = path.with_name(f"{gold['id']}.txt").read_text(encoding="utf-8")
        yield gold["id"], None, text, _evidence(gold)


def negatives(folder):
    """Articles that tell no event at all."""
    for i, row in enumerate(_rows(folder / "articles" / "negatives.jsonl")):
        yield row["id"], i % FOLDS, row["text"]


def own(folder=OWN):
    """Sentences of our own: `*word*` tells the class of its section, `*word*/CLASS` another one; the rest tells none."""
    for path in sorted(folder.glob("*.txt")):
        section = None
        for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("== "):
                section = CLASSES.index(line[3:].strip())
            elif line.strip() and not line.startswith("#"):
                if section is None:
                    raise ValueError(f"{path}:{at}: a sentence stands under `== CLASS`")
                yield f"{path.stem}:{at}", *_marked(line.strip(), section)


def _marked(line, section):
    text, spans, end = "", [], 0
    for match in _MARK.finditer(line):
        text += line[end : match.start()]
        classes = [number(match.group(2)) if match.group(2) else section]
        spans.append((len(text), len(text) + len(match.group(1)), classes, 1.0))
        text, end = text + match.group(1), match.end()
    return text + line[end:], spans


def phrases():
    """Sentences of our own that tell one event in known words, the part that may be tuned on; what else they tell is not known."""
    for path in sorted(EVAL.glob("phrases/*.jsonl")):
        for row in _rows(path):
            if row["split"] == "tune":
                classes = sorted({c for t in row["type"] for c in of_type(t)} - {NONE})
                at = _pieces(row["text"], row["words"].split(" ... "))
                if classes and at:
                    yield f"{path.stem}:{row['id']}", row["text"], (at, classes)


def _pieces(text, pieces):
    """Where the pieces of a wording lie, one after the other; nothing if one of them is not there."""
    spans, end = [], 0
    for piece in pieces:
        start = text.find(piece, end)
        if start < 0:
            return []
        end = start + len(piece)
        spans.append((start, end))
    return spans


def frame_examples():
    """The examples of the shipped frames; the trigger is known."""
    for at, (kind, lemma, classes, text) in enumerate(lines()):
        if NONE in classes:
            yield f"frames:{at}", text, []
            continue
        for word in re.finditer(r"[\w'-]+", text):
            if word.group().lower() in forms(lemma, kind):
                yield f"frames:{at}", text, [(word.start(), word.end(), classes, 1.0)]
                break


def build(shared, split, tokenise, parse, more=False):
    """All examples, with `more` also those that what ships has not learnt. `parse` gives the sentences of lists of words with tags and trees."""
    raws = list(_raws(shared / "eval", shared / "data", split, [OWN, *([OWN / "more"] if more else [])]))
    trees = parse([tokenise(raw.text) for raw in raws])
    known = triggers()
    for raw, tree in zip(raws, trees):
        if tree.words:
            yield tree, example(raw, tree, known)


def _raws(folder, data, split, folders):
    yield from news(folder)
    for source, texts, none in (("article", [*articles(folder), *tuned()], 0.3), ("marked", marked(data), 0.7)):
        for name, fold, text, spans in texts:
            for start, sentence in _sentences(text, split):
                end = start + len(sentence)
                inside = [(max(s - start, 0), e - start, c, w) for s, e, c, w in spans if s < end and e > start and _most(s, e, start, end)]
                yield Raw(source, name, fold, sentence, inside, none)
    for name, fold, text in negatives(folder):
        for _, sentence in _sentences(text, split):
            yield Raw("negative", name, fold, sentence, [], 1.0)
    for name, text, spans in itertools.chain.from_iterable(map(own, folders)):
        yield Raw("own", name, None, text, spans, 1.0)
    for name, text, span in phrases():
        yield Raw("phrases", name, None, text, [span], 0.3)
    for name, text, spans in frame_examples():
        yield Raw("frames", name, None, text, spans, 0.5)


def _most(s, e, start, end):
    return (min(e, end) - max(s, start)) * 2 >= e - s


def _sentences(text, split):
    at = 0
    for paragraph in text.split("\n"):
        for sentence in split(paragraph):
            start = _find(text, sentence, at)
            if start is not None:
                at = start + len(sentence)
                yield start, text[start:at]


def _find(text, sentence, at):
    """Where a sentence begins whose white space may be written otherwise."""
    match = re.compile(r"\s+".join(map(re.escape, sentence.split()))).search(text, at)
    return match.start() if match else None


def example(raw, tree, known):
    places = offsets(raw.text, tree.words)
    candidates = {i for i, tag in enumerate(tree.upos) if tag in CANDIDATES and tree.words[i].lower() not in _SAID}
    bags = []
    for span in raw.spans:
        bag = _bag(raw, places, tree, candidates, span)
        bags.append(_narrow(bag, tree, known) if raw.source in ("news", "article") else bag)
    return Example(raw.source, raw.name, raw.fold, tree.words, [b for b in bags if b.words], raw.none)


def _bag(raw, places, tree, candidates, span):
    if raw.source == "news":
        return _relation(raw.text, places, tree, candidates, span)
    if raw.source == "phrases":
        pieces, classes = span
        inside = {i for start, end in pieces for i in _within(places, start, end)}
        return Bag(sorted(inside & candidates or inside), classes, 1.0)
    return _span(places, candidates, span)


def offsets(text, words):
    """Where each word lies in the text."""
    places, at = [], 0
    for word in words:
        start = text.find(word, at)
        start = at if start < 0 else start
        places.append((start, start + len(word)))
        at = start + len(word)
    return places


def _within(places, start, end):
    return [i for i, (a, b) in enumerate(places) if a < end and b > start]


def _span(places, candidates, span):
    start, end, classes, weight = span
    inside = set(_within(places, start, end))
    return Bag(sorted(inside & candidates or inside), classes, weight)


def _relation(text, places, tree, candidates, relation):
    """The predicates between source and target in the tree, and what hangs on them."""
    classes, source, target = relation
    spans = [_within(places, at, at + len(side)) if (at := text.find(side)) >= 0 else [] for side in (source, target)]
    names = set(spans[0]) | set(spans[1])
    heads = [_top(tree, span) for span in spans if span]
    path = set(_path(tree, *heads)) if len(heads) == 2 else set(range(len(tree.words)))
    below = {i for i, head in enumerate(tree.heads) if head - 1 in path and tree.relations[i] in _NEAR}
    bag = ((path | below) - names) & candidates or (path & candidates) or candidates
    return Bag(sorted(bag), classes, 1.0)


def _top(tree, span):
    inside = set(span)
    return next((i for i in span if tree.heads[i] - 1 not in inside), span[0])


def _path(tree, a, b):
    up = lambda i: [i] + (up(tree.heads[i] - 1) if tree.heads[i] else [])
    first, second = up(a), up(b)
    shared = next((i for i in first if i in set(second)), None)
    if shared is None:
        return first + second
    return first[: first.index(shared) + 1] + second[: second.index(shared)]


def _narrow(bag, tree, known):
    """Only the words that are triggers of the class, where there are any."""
    wanted = set(bag.classes)
    hinted = [i for i in bag.words if known.get(tree.words[i].lower(), set()) & wanted]
    return bag._replace(words=hinted or bag.words)


def _rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
