"""Postgres: a private server with the indexes that serve these questions best. Its memory is the size of table and indexes, all in cache."""

import atexit
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg

from statements import Statements
from worker import serve

EVENTS = Path(sys.argv[1])


def binaries():
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if versions:
        return versions[-1].parent
    return Path(subprocess.run(["pg_config", "--bindir"], check=True, capture_output=True, text=True).stdout.strip())


def server():
    """The address of a new server, which ends with this process."""
    folder = Path(tempfile.mkdtemp(prefix="chancery-bench-pg-", dir="/tmp"))
    owner = {}
    if os.getuid() == 0:
        user = next(pwd.getpwnam(name) for name in ("postgres", "nobody") if name in {entry.pw_name for entry in pwd.getpwall()})
        shutil.chown(folder, user.pw_uid, user.pw_gid)
        owner = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    tools = binaries()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}
    subprocess.run([tools / "initdb", "-D", folder / "data", "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C"], check=True, **owner, **quiet)
    settings = {"listen_addresses": "", "unix_socket_directories": folder, "shared_buffers": "2GB", "work_mem": "256MB",
                "maintenance_work_mem": "512MB", "fsync": "off", "max_wal_size": "8GB", "jit": "off",
                "max_parallel_workers_per_gather": "0", "max_parallel_maintenance_workers": "0", "random_page_cost": "1.1"}
    given = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
    process = subprocess.Popen([tools / "postgres", "-D", folder / "data", *given], **owner, **quiet)

    def end():
        # At once: asked politely it would wait for this process to hang up.
        process.send_signal(signal.SIGINT)
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(end)
    # Python ends at once by this signal and runs nothing registered; by an exit it does.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    for _ in range(300):
        try:
            return psycopg.connect(f"host={folder} user=bench dbname=postgres", autocommit=True)
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise RuntimeError("the server does not start")


connection = server()
backend = connection.info.backend_pid


def cpu():
    """Seconds that the backend was on a core."""
    with open(f"/proc/{backend}/schedstat", encoding="ascii") as file:
        return int(file.read().split()[0]) / 1e9


def run(statement, parameters):
    named = {f"p{at}": value for at, value in enumerate(parameters, 1)}
    return connection.execute(statement, named, prepare=True).fetchall()


statements = Statements(run, "%(p{})s")


def load():
    connection.execute("create table told (id bigint, day date, source text, target text, type text, score real)")
    with EVENTS.open("rb") as file, connection.cursor().copy("copy told from stdin") as copy:
        while data := file.read(1 << 20):
            copy.write(data)
    connection.execute("create table actors as select row_number() over (order by name) - 1 as number, name"
                       " from (select source as name from told union select target from told) as names")
    connection.execute("create table events as select id, day, a.number::int as source, b.number::int as target, type, score"
                       " from told join actors a on a.name = source join actors b on b.name = target order by day, id")
    connection.execute("drop table told")
    connection.execute("create index on events (day) include (source, target, type)")
    connection.execute("create index on events (source, target, day desc, id desc) include (type, score)")
    connection.execute("create index on events (source, day) include (target)")
    connection.execute("create index on events (target, day) include (source)")
    connection.execute("vacuum analyze events")
    statements.named([name for (name,) in connection.execute("select name from actors order by number")])
    connection.execute("create extension if not exists pg_prewarm")
    for (relation,) in connection.execute("select oid::regclass::text from pg_class where relname like 'events%'").fetchall():
        connection.execute("select pg_prewarm(%s::regclass)", (relation,))


def memory():
    try:
        return connection.execute("select pg_total_relation_size('events')").fetchone()[0]
    except psycopg.errors.UndefinedTable:
        return 0


serve(load, statements.answers(), cpu, memory)
