#!/usr/bin/env python3
"""How many wordings of the press are read: each sentence of eval/phrases tells one event between named parties.

usage: eval/phrases.py [--program chancery] [--set first|second|third|fourth] [--split tune|check] [--misses]
A sentence is read when an event of an accepted type's PLOVER class is told; with its parties when that event names all of them, states by
their code, bodies by a part of their name. Other events of the sentence count neither for nor against.
"""
import argparse, collections, json, pathlib, subprocess, sys

HERE = pathlib.Path(__file__).parent / "phrases"
TYPES = pathlib.Path(__file__).parents[1] / "crates" / "core" / "data" / "types.tsv"

def classes():
    """The PLOVER class of each type."""
    rows = [line.split("\t") for line in TYPES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {cells[0]: cells[2] for cells in rows if len(cells) > 2}

def parties(event):
    return {p["country"] or p["name"].lower() for p in event["participants"]}

def names(wanted, told):
    return wanted in told or any(wanted.lower() in name or name in wanted.lower() for name in told if min(len(name), len(wanted)) > 3)

def main():
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("--program", default="chancery", help="the program to run")
    ask.add_argument("--set", choices=["first", "second", "third", "fourth"], help="one of the sets; all without it")
    ask.add_argument("--split", choices=["tune", "check"], help="one part; both without it")
    ask.add_argument("--misses", action="store_true", help="print the sentences whose event or parties are missed; for `tune` alone")
    given = ask.parse_args()
    if given.misses and given.split != "tune":
        sys.exit("--misses: only with --split tune; the others stay unread")
    files = [HERE / f"{given.set}.jsonl"] if given.set else sorted(HERE.glob("*.jsonl"))
    lines = [(path.stem, json.loads(line)) for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    lines = [(stem, line) for stem, line in lines if given.split in (None, line["split"])]
    texts = "".join(json.dumps({"id": f"{stem}/{line['id']}", "text": line["text"], "published_on": "2015-06-17"}) + "\n" for stem, line in lines)
    told = subprocess.run([given.program, "extract", "--reader", "off", "--jsonl"], input=texts, capture_output=True, text=True, check=True).stdout
    events = collections.defaultdict(list)
    for event in map(json.loads, told.splitlines()):
        events[event["article"]].append(event)
    class_of = classes()
    count = collections.defaultdict(lambda: [0, 0, 0])
    for stem, line in lines:
        accepted = {class_of.get(kind) for kind in line["type"]}
        fits = [event for event in events[f"{stem}/{line['id']}"] if class_of.get(event["type"]) in accepted]
        wanted = set(line["source"]) | set(line["target"])
        whole = any(all(names(name, parties(event)) for name in wanted) for event in fits)
        for key in (line["type"][0], "all"):
            for at, one in enumerate((1, bool(fits), whole)):
                count[key][at] += one
        if given.misses and not whole:
            print(f"{line['type'][0]} {line['source']} > {line['target']} [{line['words']}] {line['text']}")
    print("| type | sentences | class | with all parties |\n|---|---|---|---|")
    for kind, (all_, read, whole) in sorted(count.items(), key=lambda row: row[0] == "all"):
        print(f"| {kind} | {all_} | {read / all_:.2f} | {whole / all_:.2f} |")

if __name__ == "__main__":
    main()
