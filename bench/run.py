#!/usr/bin/env python3
"""Compare this graph with plain arrays and other engines, in one run.

    bench/run.py --events 1000000 --pairs 1 --data ICEWS.tsv.gz [--with floor,graph,service,postgres,duckdb,kuzu,raphtory]

Generates the events (once a size), starts every contestant in a process of its own, checks that all give the same answers, puts each
question to each of them in turn, and prints a table in Markdown. Engines from PyPI are installed into virtual environments under the work
folder; one that does not install is named and left out. Figures are CPU milliseconds of the contestant alone, so that other programs on
the machine disturb little.
"""

import argparse
import json
import math
import os
import random
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
FIRST = date(1995, 1, 1)
PEERS = {
    "postgres": ("peers/postgres.py", ["psycopg[binary]==3.2.9"]),
    "duckdb": ("peers/duckdb_peer.py", ["duckdb==1.3.2"]),
    "kuzu": ("peers/kuzu_peer.py", ["kuzu==0.11.2"]),
    "raphtory": ("peers/raphtory_peer.py", ["raphtory==0.16.0"]),
}
OURS = ("floor", "graph", "service")
NAMES = {
    "meetings30": "who met whom, 30 days, top 100",
    "meetings365": "who met whom, 365 days, top 100",
    "ego": "ego network of a busy actor, 90 days",
    "path": "shortest path, 90 days",
    "dyad": "dyad by month, all time",
    "counterparts": "top 50 by counterparts, 365 days",
    "latest": "latest 50 events of a dyad",
    "told": "the same with names and dates",
}


def main():
    arguments = parse()
    work = arguments.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    binary = arguments.binary or build()
    events = generate(binary, arguments, work)
    questions = ask(events, arguments.questions, arguments.seed)
    contestants = start(binary, arguments, work, events)
    try:
        answered = {name: [] for name in contestants}
        for at, (kind, question) in enumerate(questions):
            for name, worker in contestants.items():
                repeats = 5 if name in OURS else 2
                answered[name].append((kind, worker.ask({**question, "repeats": repeats})))
            say(f"{at + 1} of {len(questions)} questions")
        same = compare(questions, answered)
        report(arguments, contestants, answered, same)
        if "graph" in contestants:
            # Once, since the graph keeps what it has reckoned.
            for name in ("pagerank", "betweenness"):
                print(f"\n{name} of the whole graph: {contestants['graph'].ask({'q': name})['ms'][0]:.0f} CPU ms")
    finally:
        for worker in contestants.values():
            worker.end()


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--pairs", type=int, default=1, help="how many times as many pairs as the original has")
    parser.add_argument("--data", type=Path, required=True, help="the four columns of ICEWS 2014, gzipped")
    parser.add_argument("--with", dest="contestants", default="floor,graph,service,postgres,duckdb,kuzu,raphtory")
    parser.add_argument("--questions", type=int, default=40, help="questions of each kind")
    parser.add_argument("--seed", type=int, default=2014)
    parser.add_argument("--binary", type=Path, help="a chancery-bench that is built already")
    parser.add_argument("--chancery", type=Path, help="a chancery that is built already, for the service")
    parser.add_argument("--work", type=Path, default=HERE.parent / "target" / "bench")
    return parser.parse_args()


def say(text):
    print(f"\r{text}", end="\n" if not sys.stderr.isatty() else "", file=sys.stderr, flush=True)


def build(package="chancery-bench"):
    subprocess.run(["cargo", "build", "--release", "--locked", "--package", package], cwd=HERE.parent, check=True)
    target = Path(os.environ.get("CARGO_TARGET_DIR", HERE.parent / "target"))
    return target / "release" / package


def generate(binary, arguments, work):
    events = work / f"events-{arguments.events}-{arguments.pairs}-{arguments.seed}.tsv"
    if not events.exists():
        partial = events.with_suffix(".partial")
        command = [binary, "generate", "--events", str(arguments.events), "--pairs", str(arguments.pairs), "--seed", str(arguments.seed), partial]
        with subprocess.Popen(["gzip", "-dc", arguments.data], stdout=subprocess.PIPE) as source:
            subprocess.run(command, stdin=source.stdout, check=True)
            # The generator stops reading where it has enough.
        partial.rename(events)
    return events


def ask(events, count, seed):
    """Questions of each kind: the actors and pairs are drawn from the events themselves, so the busy come up often."""
    dice = random.Random(seed)
    size = events.stat().st_size
    with events.open("rb") as file:

        def line():
            file.seek(dice.randrange(max(size - 4096, 1)))
            file.readline()
            return file.readline().decode().rstrip("\n").split("\t")

        def window(days):
            start = dice.randrange(366, 7000 - days)
            first = FIRST + timedelta(days=start)
            return {"from": first.isoformat(), "to": (first + timedelta(days=days - 1)).isoformat()}

        questions = []
        for _ in range(count):
            drawn = [line() for _ in range(5)]
            questions.append(("meetings30", {"q": "meetings", **window(30)}))
            questions.append(("meetings365", {"q": "meetings", **window(365)}))
            questions.append(("ego", {"q": "ego", "a": drawn[0][2], **window(90)}))
            questions.append(("path", {"q": "path", "a": drawn[1][2], "b": drawn[2][3], **window(90)}))
            questions.append(("dyad", {"q": "dyad", "a": drawn[3][2], "b": drawn[3][3]}))
            questions.append(("counterparts", {"q": "counterparts", **window(365)}))
            latest = {"q": "latest", "a": drawn[4][2], "b": drawn[4][3]}
            questions.append(("latest", latest))
            questions.append(("told", {**latest, "named": True}))
    return [(kind, question) for kind, question in questions if question.get("a") != question.get("b") or "b" not in question]


class Worker:
    """A contestant's process: a question a line in, an answer a line out."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        self.loaded = self.read()

    def read(self):
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"ended with {self.process.wait()}")
        return json.loads(line)

    def ask(self, question):
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        return self.read()

    def end(self):
        self.process.stdin.close()
        self.process.wait(timeout=60)


def start(binary, arguments, work, events):
    contestants = {}
    for name in arguments.contestants.split(","):
        say(f"starting {name}")
        try:
            if name == "service":
                chancery = arguments.chancery or build("chancery")
                contestants[name] = Worker([sys.executable, HERE / "peers" / "service.py", events, work, chancery])
            elif name in OURS:
                contestants[name] = Worker([binary, name, events])
            else:
                contestants[name] = Worker([install(name, work), HERE / PEERS[name][0], events, work])
        except (RuntimeError, subprocess.CalledProcessError) as error:
            print(f"{name} is left out: {error}\n")
    return contestants


def install(name, work):
    """The Python of an environment in which the engine's package is installed."""
    folder = work / f"venv-{name}"
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PEERS[name][1]], check=True)
    return python


def alike(one, other):
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, float) or isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-6, abs_tol=1e-6)
    return one == other


def compare(questions, answered):
    """How many answers of each contestant are the first one's."""
    first = next(iter(answered))
    same = {}
    for name, answers in answered.items():
        different = [at for at, (mine, model) in enumerate(zip(answers, answered[first])) if not alike(mine[1]["answer"], model[1]["answer"])]
        same[name] = len(answers) - len(different)
        for at in different[:3]:
            print(f"{name} differs: {questions[at]}\n  {str(answers[at][1]['answer'])[:300]}\n  {str(answered[first][at][1]['answer'])[:300]}", file=sys.stderr)
    return same


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))]


def report(arguments, contestants, answered, same):
    print(f"{arguments.events} events, {arguments.pairs} times the pairs, {arguments.questions} questions of each kind; CPU ms: median / p95 / p99\n")
    print("| | " + " | ".join(contestants) + " | graph : floor, median / p95 |")
    print("|---|" + "---|" * (len(contestants) + 1))
    for kind, label in NAMES.items():
        cells, shares = [], {}
        for name in contestants:
            times = [percentile(answer["ms"], 0.5) for asked, answer in answered[name] if asked == kind]
            shares[name] = [percentile(times, share) for share in (0.5, 0.95, 0.99)]
            cells.append(" / ".join(f"{value:.4g}" for value in shares[name]))
        ratio = "-"
        if "floor" in shares and "graph" in shares:
            ratio = " / ".join(f"{shares['graph'][at] / shares['floor'][at]:.2f}" for at in (0, 1))
        print(f"| {label} | " + " | ".join(cells) + f" | {ratio} |")
    for label, key, form in (("load, wall s", "load_wall_s", ".1f"), ("load, CPU s", "load_cpu_s", ".1f"), ("resident, MiB", "resident_mib", ".0f")):
        print(f"| {label} | " + " | ".join(format(worker.loaded[key], form) for worker in contestants.values()) + " | |")
    per_event = (f"{worker.loaded['resident_mib'] * 2**20 / arguments.events:.1f}" for worker in contestants.values())
    print("| resident, bytes an event | " + " | ".join(per_event) + " | |")
    asked = len(next(iter(answered.values())))
    print("| same answers | " + " | ".join(f"{same[name]} of {asked}" for name in contestants) + " | |")


if __name__ == "__main__":
    main()
