#!/usr/bin/env python3
"""Compare the service with a bare handler that gives back the same bytes, in one run.

    bench/wrk.py --data ICEWS.tsv.gz [--connections 8] [--seconds 5] [--rounds 3]

Imports the events into a store of its own, starts the service on it and the bare handler on the service's answer, and lets wrk (Debian's
package) put the same question to both in turn. Prints a table in Markdown: requests a second and times on the clock, which other programs
on the machine disturb, and the CPU time that each server took for a request, which they disturb little. The service keeps no answers: each
request is read, asked of the graph and written anew.
"""

import argparse
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from run import build

QUESTION = "/v1/meetings?from=2014-06-01&to=2014-06-30&level=actor&limit=100"
TICKS = os.sysconf("SC_CLK_TCK")


def main():
    arguments = parse()
    chancery, bench = arguments.chancery or build("chancery"), arguments.bench or build("chancery-bench")
    servers = {}
    with tempfile.TemporaryDirectory(prefix="chancery-http-") as folder:
        store = ["--data-dir", str(Path(folder) / "data")]
        subprocess.run([chancery, "import", "icews", arguments.data, *store, "--rejected", str(Path(folder) / "rejected")], check=True)
        try:
            servers["service"] = Server([chancery, "serve", *store], QUESTION)
            body = servers["service"].get()
            pairs = len(json.loads(body)["data"])
            answer = Path(folder) / "answer.json"
            answer.write_bytes(body)
            servers["bare"] = Server([bench, "bare", answer], QUESTION)
            if servers["bare"].get() != body:
                sys.exit("the bare handler gives other bytes")
            for round_ in range(arguments.rounds):
                for server in servers.values():
                    server.load(arguments)
                print(f"round {round_ + 1} of {arguments.rounds}", file=sys.stderr)
        finally:
            for server in servers.values():
                server.end()
    report(arguments, servers, pairs, len(body))


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the four columns of ICEWS 2014, gzipped")
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--seconds", type=int, default=5, help="of each round, for each server")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--chancery", type=Path, help="a chancery that is built already")
    parser.add_argument("--bench", type=Path, help="a chancery-bench that is built already")
    return parser.parse_args()


class Server:
    """A server on a free port of this machine, and what wrk found."""

    def __init__(self, command, question):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{free.getsockname()[1]}"
        self.url = f"http://{address}{question}"
        self.process = subprocess.Popen([*command, "--listen", address], stderr=subprocess.DEVNULL, env={**os.environ, "CHANCERY_LOG": "warn"})
        self.rates, self.cpu, self.times = [], [], []

    def get(self):
        for _ in range(600):
            try:
                with urllib.request.urlopen(self.url, timeout=5) as answer:
                    return answer.read()
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.1)
        sys.exit(f"no answer from {self.url}")

    def load(self, arguments):
        before = self.used()
        command = ["wrk", "-t", "1", "-c", str(arguments.connections), "-d", f"{arguments.seconds}s", "--latency", self.url]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        if "Non-2xx" in told or "Socket errors" in told:
            sys.exit(told)
        requests = int(re.search(r"(\d+) requests in", told)[1])
        self.rates.append(float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1]))
        self.cpu.append((self.used() - before) * 1e6 / requests)
        self.times.append([milliseconds(re.search(rf"{share}%\s+(\S+)", told)[1]) for share in (50, 99)])

    def used(self):
        """CPU seconds of the process so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def end(self):
        self.process.terminate()
        self.process.wait(timeout=60)


def milliseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 1e-3, "ms": 1.0, "s": 1e3}[unit]


def report(arguments, servers, pairs, size):
    print(f"{QUESTION}: {pairs} pairs, {size} bytes; {arguments.connections} connections, {arguments.rounds} rounds of {arguments.seconds} s\n")
    print("| | requests/s | median ms | 99% ms | CPU µs a request |")
    print("|---|---|---|---|---|")
    middle = {}
    for name, server in servers.items():
        middle[name] = [statistics.median(values) for values in (server.rates, *zip(*server.times), server.cpu)]
        rate, half, late, cpu = middle[name]
        print(f"| {name} | {rate:.0f} | {half:.2f} | {late:.2f} | {cpu:.0f} |")
    if len(middle) == 2:
        print(f"| service : bare | {middle['service'][0] / middle['bare'][0]:.2f} | | | {middle['service'][3] / middle['bare'][3]:.1f} |")


if __name__ == "__main__":
    main()
