"""DuckDB in process, its table in order of days so that a window is a few blocks."""

import sys

import duckdb

from statements import Statements
from worker import serve

connection = duckdb.connect()
connection.execute("set threads = 1")
prepared = {}


def run(statement, parameters):
    """Planned once; the values are numbers, lists of numbers and days that this program made."""
    if statement not in prepared:
        prepared[statement] = f"asked{len(prepared)}"
        connection.execute(f"prepare {prepared[statement]} as {statement}")
    values = ", ".join(f"date '{value}'" if isinstance(value, str) else str(value) for value in parameters)
    return connection.execute(f"execute {prepared[statement]}({values})").fetchall()


statements = Statements(run, "${}")


def load():
    columns = "{'id': 'bigint', 'day': 'date', 'source': 'varchar', 'target': 'varchar', 'type': 'varchar', 'score': 'float'}"
    connection.execute(f"create table told as from read_csv('{sys.argv[1]}', delim = '\t', header = false, quote = '', columns = {columns})")
    connection.execute("create table actors as select row_number() over (order by name) - 1 as number, name"
                       " from (select source as name from told union select target from told)")
    connection.execute("create table events as select id, day, a.number::integer as source, b.number::integer as target, type, score"
                       " from told join actors a on a.name = told.source join actors b on b.name = told.target order by day, id")
    connection.execute("drop table told")
    statements.named([name for (name,) in connection.execute("select name from actors order by number").fetchall()])


serve(load, statements.answers())
