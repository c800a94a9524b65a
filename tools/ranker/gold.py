"""Annotated articles and sentences: which candidate takes which part in which act."""

import collections
import json
import re
import subprocess
import sys
from pathlib import Path

TYPES = Path(__file__).resolve().parents[2] / "crates" / "core" / "data" / "types.tsv"

# `gold` is the path of an article's annotation, or the relations of a sentence; `events` the events of an article.
Text = collections.namedtuple("Text", "id group text day gold events")
# A candidate: what is told of it with and without what the frames found, and its class (0 none, 1 source, 2 target, 3 participant).
Row = collections.namedtuple("Row", "text values bare label")

EVERY = 5  # each fifth sentence is kept from training
ROLES = {"source": 1, "speaker": 1, "mediator": 1, "target": 2, "host": 2, "participant": 3}
# The roles of the two sides of a phrase, where they are not source and target.
SIDES = {kind: ("participant", "participant") for kind in ("meeting", "talks", "call", "agreement", "cooperation")}
SIDES |= {"visit": ("source", "host"), "mediation": ("mediator", "participant")}
STOP = set("the a an of in on at to for and or by with from his her its their s mr mrs ms former new".split())
LIKELY = 0.3  # from here on a class that the reader finds likely aligns an act with an annotation
CLASS_OF = {}  # of each type, the class of the reader


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def articles(folders, shared):
    """The tuned part of each folder, the articles of the shared folder, and its articles without events."""
    for folder in folders:
        for path in sorted(folder.glob("*.gold.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            if gold["split"] == "tune":
                text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8").removesuffix("\n")
                yield Text(gold["id"], folder.name, text, gold["published_on"], path, gold["events"])
    for row in lines(shared / "eval" / "articles" / "articles.jsonl"):
        path = shared / "eval" / "articles" / f"{row['id']}.gold.json"
        yield Text(row["id"], "wikinews", row["text"], row["published_on"], path, json.loads(path.read_text(encoding="utf-8"))["events"])
    for row in lines(shared / "eval" / "articles" / "negatives.jsonl"):
        yield Text(row["id"], "negatives", row["text"], row["published_on"], None, [])


def sentences(shared):
    """The sentences with who did what to whom, without each fifth, which is not looked at."""
    folder = shared / "eval" / "sentences"
    relations = {row["id"]: row["relations"] for row in lines(folder / "gold.jsonl")}
    for number, row in enumerate(lines(folder / "articles.jsonl")):
        if number % EVERY:
            yield Text(row["id"], "sentences", row["text"], row["published_on"], relations[row["id"]], None)


def phrases(folder):
    """The tuned sentences of our own that each tell one event between named parties; what else they tell is not annotated."""
    for path in sorted(folder.glob("*.jsonl")):
        for row in lines(path):
            if row["split"] == "tune":
                kind = row["type"][0]
                first, second = SIDES.get(kind, ("source", "target"))
                sides = [(first, name) for name in row["source"]] + [(second, name) for name in row["target"]]
                event = {"type": row["type"], "evidence": {"start": 0, "end": len(row["text"])}, "participants": [party(role, name) for role, name in sides]}
                yield Text(f"{path.stem}/{row['id']}", "phrases", row["text"], "2015-06-17", None, [event])


def party(role, name):
    """A state by its code, or a body by its name."""
    state = len(name) == 3 and name.isupper() and name not in ("M23", "ELN", "CSP", "RUF", "IMF", "PKK")
    return {"role": role, "country": name if state else None, "organization": None if state else name}


def classes_of(types):
    """The classes of types; RETREAT and CONCEDE are one for the reader."""
    if not CLASS_OF:
        for line in TYPES.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if not line.startswith("#") and len(cells) > 2:
                CLASS_OF[cells[0]] = merged(cells[2])
    return {CLASS_OF[name] for name in types}


def merged(plover):
    return "CONCEDE" if plover == "RETREAT" else plover


def rows(text, asked):
    """The candidates of the acts that are annotated, with what they are."""
    label = of_relation if text.group == "sentences" else of_event
    for question, gold in aligned(text, asked["questions"]):
        for candidate in question["candidates"]:
            part = label(candidate, gold, text.text)
            if part is not None:
                yield Row(text.id, candidate["row"], candidate["bare"], part)


def aligned(text, questions):
    """Acts with the annotation that they tell, the best fitting first; each once."""
    scored = []
    for i, gold in enumerate(text.gold if text.group == "sentences" else text.events):
        for j, question in enumerate(questions):
            if text.group == "sentences":
                fits = 2 * (question["class"] in {merged(name) for name in gold["plover"]})
            else:
                inside = gold["evidence"]["start"] <= question["span"][0] < gold["evidence"]["end"]
                fits = inside * (2 * (question["type"] in gold["type"]) + (question["class"] in classes_of(gold["type"])))
            if fits:
                scored.append((-fits - question["likely"], i, j, question, gold))
    used = set()
    for _, i, j, question, gold in sorted(scored, key=lambda row: row[:3]):
        if ("gold", i) not in used and ("act", j) not in used:
            used |= {("gold", i), ("act", j)}
            yield question, gold


def of_relation(candidate, relation, text):
    """The side of a sentence's relation with whose words the candidate's overlap; nothing is known where it is both, or named elsewhere."""
    if not candidate["span"]:
        return None
    told = words(text[slice(*candidate["span"])])
    sides = [bool(told & words(relation[side])) for side in ("source", "target")]
    return None if all(sides) else 1 if sides[0] else 2 if sides[1] else 0


def words(text):
    return set(re.findall(r"\w+", (text or "").lower())) - STOP


def of_event(candidate, event, _):
    """The role that at least half of those whom the candidate names have in the event."""
    sides = collections.Counter()
    for who in candidate["who"]:
        for role in {ROLES[part["role"]] for part in event["participants"] if is_party(part, who)}:
            sides[role] += 1
    sides = {role: count for role, count in sides.items() if 2 * count >= len(candidate["who"])}
    best = [role for role, count in sides.items() if count == max(sides.values())]
    return 0 if not best else best[0] if len(best) == 1 else None


def is_party(part, who):
    """Whether somebody acts for a participant's country or, where it has none, is the body or bears the name."""
    if part["country"] or who["country"]:
        return part["country"] == who["country"]
    short = lambda text: "".join(word[0] for word in re.findall(r"\w+", text) if word[0].isupper())
    body = part["organization"]
    named = [name for name in (who["organization"], who["name"]) if name]
    return any(words(body) & words(name) or short(body) == name.upper() or short(name) == body.upper() for name in named)


def score(texts, told, title, options):
    """Prints what the shared scorers say of each group of texts."""
    scorers = options.shared / "eval" / "scorers"
    for group in dict.fromkeys(text.group for text in texts):
        members = [text for text in texts if text.group == group]
        path = options.work / f"{title}.{group}.jsonl"
        events = [event for text in members for event in told[text.id]]
        path.write_text("".join(json.dumps(event) + "\n" for event in events), encoding="utf-8")
        if group == "phrases":
            continue
        if group == "negatives":
            print(title, group, f"{sum(event['type'] != 'statement' for event in events) / len(members):.3f} events an article")
            continue
        if group == "sentences":
            gold = options.work / "sentences.gold.jsonl"
            gold.write_text("".join(json.dumps({"id": text.id, "relations": text.gold}) + "\n" for text in members), encoding="utf-8")
            command = [scorers / "score_sentences.py", gold, path]
        else:
            command = [scorers / "score_articles.py", *[text.gold for text in members], "--", path]
        out = subprocess.run([sys.executable, *command], check=True, capture_output=True, text=True).stdout
        print(title, group, " | ".join(out.strip().splitlines()[-1 if group == "sentences" else -3:]))
