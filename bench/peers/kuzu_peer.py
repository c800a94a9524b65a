"""Kuzu in process: actors are nodes, events are relations between them."""

import csv
import shutil
import sys
import tempfile
import warnings
from pathlib import Path

import kuzu

from statements import month
from worker import MET, serve

# A prepared statement is what a service would use, whatever the package recommends.
warnings.simplefilter("ignore", DeprecationWarning)
FOLDER = Path(tempfile.mkdtemp(prefix="kuzu-", dir=sys.argv[2]))
connection = kuzu.Connection(kuzu.Database(str(FOLDER / "graph"), buffer_pool_size=4 << 30), num_threads=1)
names, numbers, prepared = [], {}, {}

WINDOW = "e.day >= date($first) and e.day <= date($last)"
TYPES = ", ".join(f"'{kind}'" for kind in MET)
MEETINGS = f"""
match (a:Actor)-[e:Event]->(b:Actor) where {WINDOW} and e.type in [{TYPES}]
with case when a.number < b.number then a.number else b.number end as x,
     case when a.number < b.number then b.number else a.number end as y, e
with x, y, count(*) as n, max(e.day) as latest
return x, y, n order by n desc, latest desc, x, y limit 100"""
EGO = f"match (a:Actor)-[e:Event]-(b:Actor) where a.number = $a and {WINDOW} return b.number as other, count(*) as n order by n desc, other limit 99"
NEAR = f"match (a:Actor)-[e:Event]-(b:Actor) where a.number in $ring and {WINDOW} return distinct b.number"
DYAD = """
match (a:Actor)-[e:Event]-(b:Actor) where a.number = $a and b.number = $b
with date_part('year', e.day) * 12 + date_part('month', e.day) - 1 as month, e.score as score
return month, count(*), avg(score) order by month"""
COUNTERPARTS = f"match (a:Actor)-[e:Event]-(b:Actor) where {WINDOW} return a.number as actor, count(distinct b.number) as n order by n desc, actor limit 50"
LATEST = """
match (a:Actor)-[e:Event]->(b:Actor) where a.number = $a and b.number = $b
return e.id as id, e.day as day, a.number, b.number, e.type order by day desc, id desc limit 50"""


def ask(statement, **parameters):
    if statement not in prepared:
        prepared[statement] = connection.prepare(statement)
    return connection.execute(prepared[statement], parameters).get_all()


def load():
    told = set()
    with open(sys.argv[1], encoding="utf-8") as file:
        for line in file:
            cells = line.split("\t", 4)
            told.update(cells[2:4])
    names.extend(sorted(told))
    numbers.update((name, number) for number, name in enumerate(names))
    with (FOLDER / "actors.csv").open("w", encoding="utf-8") as out:
        out.writelines(f"{number}\n" for number in range(len(names)))
    with open(sys.argv[1], encoding="utf-8") as file, (FOLDER / "events.csv").open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        for line in file:
            number, day, source, target, kind, score = line.rstrip("\n").split("\t")
            rows.writerow((numbers[source], numbers[target], number, day, kind, score))
    connection.execute("create node table Actor(number int64, primary key(number))")
    connection.execute("create rel table Event(from Actor to Actor, id int64, day date, type string, score float)")
    connection.execute(f"copy Actor from '{FOLDER}/actors.csv'")
    connection.execute(f"copy Event from '{FOLDER}/events.csv' (parallel=false)")


def path(question):
    """Rings from both ends, the smaller first."""
    a, b = numbers[question["a"]], numbers[question["b"]]
    seen, rings, hops = [{a}, {b}], [{a}, {b}], 0
    while all(rings):
        hops += 1
        side = 1 if len(rings[1]) < len(rings[0]) else 0
        ring = {other for (other,) in ask(NEAR, ring=list(rings[side]), first=question["from"], last=question["to"])}
        if ring & seen[1 - side]:
            return hops
        rings[side] = ring - seen[side]
        seen[side] |= ring
    return 0


def latest(question):
    a, b = numbers[question["a"]], numbers[question["b"]]
    rows = sorted(ask(LATEST, a=a, b=b) + ask(LATEST, a=b, b=a), key=lambda row: (row[1], row[0]), reverse=True)
    return [[number, str(day), names[source], names[target], kind] for number, day, source, target, kind in rows[:50]]


def windowed(statement, question, **more):
    return ask(statement, first=question["from"], last=question["to"], **more)


try:
    serve(load, {
        "meetings": lambda q: [[names[a], names[b], n] for a, b, n in windowed(MEETINGS, q)],
        "ego": lambda q: [[names[other], n] for other, n in windowed(EGO, q, a=numbers[q["a"]])],
        "path": path,
        "dyad": lambda q: [[month(m), n, float(mean)] for m, n, mean in ask(DYAD, a=numbers[q["a"]], b=numbers[q["b"]])],
        "counterparts": lambda q: [[names[actor], n] for actor, n in windowed(COUNTERPARTS, q)],
        "latest": latest,
    })
finally:
    shutil.rmtree(FOLDER, ignore_errors=True)
