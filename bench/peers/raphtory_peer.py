"""Raphtory in process: a temporal graph whose edges are the pairs and whose updates are the events."""

import sys
from collections import Counter
from datetime import date, datetime, timedelta, timezone

import pandas
from raphtory import Graph

from statements import month
from worker import MET, serve

graph = Graph()
EPOCH = date(1970, 1, 1)
MILLISECONDS = 86_400_000


def load():
    columns = ["id", "day", "source", "target", "type", "score"]
    for part in pandas.read_csv(sys.argv[1], sep="\t", names=columns, quoting=3, parse_dates=["day"], chunksize=1_000_000, keep_default_na=False):
        graph.load_edges_from_pandas(df=part, time="day", src="source", dst="target", properties=["id", "type", "score"])


def moment(day, more=0):
    return datetime.combine(date.fromisoformat(day) + timedelta(days=more), datetime.min.time(), tzinfo=timezone.utc)


def window(question):
    return graph.window(moment(question["from"]), moment(question["to"], 1))


def meetings(question):
    counts, last = Counter(), {}
    for edge in window(question).edges:
        pair = tuple(sorted((edge.src.name, edge.dst.name)))
        for at, kind in edge.properties.temporal.get("type").items():
            if kind in MET:
                counts[pair] += 1
                last[pair] = max(last.get(pair, at), at)
    rows = sorted(counts.items(), key=lambda row: (-row[1], -last[row[0]], row[0]))
    return [[a, b, n] for (a, b), n in rows[:100]]


def ego(question):
    counts = Counter()
    node = window(question).node(question["a"])
    for edge in node.edges if node else []:
        other = edge.dst.name if edge.src.name == question["a"] else edge.src.name
        counts[other] += len(edge.history())
    return [[name, n] for name, n in sorted(counts.items(), key=lambda row: (-row[1], row[0]))[:99]]


def path(question):
    """Rings from both ends, the smaller first."""
    view = window(question)
    seen, rings, hops = [{question["a"]}, {question["b"]}], [{question["a"]}, {question["b"]}], 0
    while all(rings):
        hops += 1
        side = 1 if len(rings[1]) < len(rings[0]) else 0
        found = [view.node(name) for name in rings[side]]
        ring = {other.name for node in found if node for other in node.neighbours}
        if ring & seen[1 - side]:
            return hops
        rings[side] = ring - seen[side]
        seen[side] |= ring
    return 0


def shared(question):
    for a, b in ((question["a"], question["b"]), (question["b"], question["a"])):
        edge = graph.edge(a, b)
        if edge:
            told = edge.properties.temporal
            for (at, number), kind, score in zip(told.get("id").items(), told.get("type").values(), told.get("score").values()):
                yield EPOCH + timedelta(milliseconds=at), number, a, b, kind, score


def dyad(question):
    counts, sums = Counter(), Counter()
    for day, _, _, _, _, score in shared(question):
        counts[12 * day.year + day.month - 1] += 1
        sums[12 * day.year + day.month - 1] += score
    return [[month(at), counts[at], sums[at] / counts[at]] for at in sorted(counts)]


def counterparts(question):
    counts = [(node.name, node.degree()) for node in window(question).nodes]
    return [[name, n] for name, n in sorted(counts, key=lambda row: (-row[1], row[0]))[:50]]


def latest(question):
    rows = sorted(shared(question), key=lambda row: row[:2], reverse=True)
    return [[number, str(day), a, b, kind] for day, number, a, b, kind, _ in rows[:50]]


serve(load, {"meetings": meetings, "ego": ego, "path": path, "dyad": dyad, "counterparts": counterparts, "latest": latest})
