"""This service over HTTP: the events are imported into an embedded store, and each question is a request. Its time is what the service's own
threads were on a core, from the request to the answer; reading the answer's JSON is the client's affair and not counted."""

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.parse
from pathlib import Path

from worker import serve

EVENTS, WORK, CHANCERY = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
numbers = {}
service = {}


def lines():
    """The events as Chancery's own lines of PLOVER, which keep ids of events and actors as they are."""
    with EVENTS.open(encoding="utf-8") as file:
        names = sorted({name for line in file for name in line.split("\t")[2:4]}, key=str.encode)
    # Ids in the order of names, so that equals stand in the same order everywhere.
    numbers.update((name, f"a{at:06}") for at, name in enumerate(names))

    def party(ordinal, name, role):
        own = {"ordinal": ordinal, "id": numbers[name], "kind": "organization", "role": role}
        return {"text": name, "chancery": own}

    with EVENTS.open(encoding="utf-8") as file:
        for line in file:
            number, day, source, target, kind, score = line.rstrip("\n").split("\t")
            sides = {"ACTOR": [party(0, source, "source")], "RECIP": [party(1, target, "target")]}
            own = {"id": f"{int(number):016x}", "type": kind, "status": "occurred", "cameo": "040", "goldstein": float(score), "confidence": 1.0,
                   "start": day, "end": day}
            yield json.dumps({"pub_date": day, "attributes": sides, "chancery": own}) + "\n"


def load():
    data = WORK / f"service-{EVENTS.stem}"
    imported = data / "imported"
    if not imported.exists():
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir()
        with (data / "events.jsonl").open("w", encoding="utf-8") as out:
            out.writelines(lines())
        command = [CHANCERY, "import", "plover", data / "events.jsonl", "--data-dir", data, "--rejected", data / "rejected"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        (data / "events.jsonl").unlink()
        imported.write_text(json.dumps(numbers), encoding="utf-8")
    numbers.update(json.loads(imported.read_text(encoding="utf-8")))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [CHANCERY, "serve", "--data-dir", data, "--listen", address]
    service["process"] = subprocess.Popen(command, stderr=subprocess.DEVNULL, env={**os.environ, "CHANCERY_LOG": "warn"})
    service["address"] = address
    while True:
        try:
            connect()
            return ask("/readyz")
        except OSError:
            if service["process"].poll() is not None:
                raise
            time.sleep(0.1)


def connect():
    service["connection"] = http.client.HTTPConnection(service["address"], timeout=60)


def ask(path, **parameters):
    query = urllib.parse.urlencode({"from" if name == "since" else name: value for name, value in parameters.items()})
    service["connection"].request("GET", f"{path}?{query}" if query else path)
    answer = service["connection"].getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {body[:300]}")
    return body


def threads():
    """Nanoseconds that each thread of the service was on a core."""
    spent = {}
    if process := service.get("process"):
        for path in Path(f"/proc/{process.pid}/task").glob("*/schedstat"):
            try:
                spent[path.parent.name] = int(path.read_text(encoding="ascii").split()[0])
            except OSError:
                pass  # It has ended meanwhile.
    return spent


class Clock:
    """Seconds of all threads since the first call; what a thread used before it ended stays counted."""

    def __init__(self):
        self.last, self.sum = {}, 0

    def __call__(self):
        now = threads()
        self.sum += sum(max(0, spent - self.last.get(thread, 0)) for thread, spent in now.items())
        self.last = now
        return self.sum / 1e9


def memory():
    if process := service.get("process"):
        return int(Path(f"/proc/{process.pid}/statm").read_text(encoding="ascii").split()[1]) * 4096
    return 0


def window(question):
    return {"since": question["from"], "to": question["to"]}


def day(date):
    return date["start"]


def latest(event):
    roles = {one["role"]: one["name"] for one in event["participants"]}
    return [int(event["id"], 16), day(event["date"]), roles["source"], roles["target"], event["type"]]


# For each question: its request, and its rows from the answer.
ANSWERS = {
    "meetings": (lambda q: ask("/v1/meetings", **window(q), limit=100),
                 lambda body: [[pair["a"]["name"], pair["b"]["name"], pair["count"]] for pair in body["data"]]),
    "ego": (lambda q: ask(f"/v1/actors/{numbers[q['a']]}/network", **window(q), max_nodes=100),
            lambda body: [[node["name"], node["count"]] for node in body["nodes"] if node["depth"] == 1]),
    "path": (lambda q: ask("/v1/paths", **window(q), actor=numbers[q["a"]], **{"with": numbers[q["b"]]}),
             lambda body: len(body["path"]["hops"]) if body["path"] else 0),
    "dyad": (lambda q: ask(f"/v1/dyads/{numbers[q['a']]}/{numbers[q['b']]}", latest=0),
             lambda body: [[month["month"], month["count"], month["mean_score"]] for month in body["series"]]),
    "counterparts": (lambda q: ask("/v1/rankings", **window(q), by="counterparts", limit=50),
                     lambda body: [[row["actor"]["name"], int(row["value"])] for row in body["data"]]),
    "latest": (lambda q: ask("/v1/events", actor=numbers[q["a"]], limit=50, **{"with": numbers[q["b"]]}),
               lambda body: [latest(event) for event in body["data"]]),
}


try:
    serve(load, {name: request for name, (request, _) in ANSWERS.items()}, Clock(), memory,
          lambda name, body: ANSWERS[name][1](json.loads(body)))
finally:
    if "process" in service:
        service["process"].terminate()
        service["process"].wait()
