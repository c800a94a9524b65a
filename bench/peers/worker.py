"""What every peer shares: it loads, says what that took, and answers one question a line until its standard input ends."""

import json
import sys
import time

MET = ("meeting", "talks", "visit", "call", "mediation")


def resident():
    """Resident memory of this process in bytes."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * 4096


def serve(load, answers, cpu=time.process_time, memory=resident, show=lambda _, answer: answer):
    """`answers` maps the kinds of questions to functions from a question to an answer, and `show` makes rows of that, not counted; `cpu` counts
    the engine's seconds on all threads."""
    before, wall, spent = memory(), time.monotonic(), cpu()
    load()
    say({"load_wall_s": time.monotonic() - wall, "load_cpu_s": cpu() - spent, "resident_mib": (memory() - before) / 2**20})
    for line in sys.stdin:
        question = json.loads(line)
        times, answer = [], None
        for _ in range(question["repeats"]):
            spent = cpu()
            answer = answers[question["q"]](question)
            times.append((cpu() - spent) * 1000)
        say({"ms": times, "answer": show(question["q"], answer)})


def say(value):
    print(json.dumps(value, default=str), flush=True)
