"""The six questions in SQL. `events` holds id, day, source, target, type and score; `met` is the list of types that are meetings."""

from worker import MET

TYPES = ", ".join(f"'{kind}'" for kind in MET)

MEETINGS = f"""
select least(source, target) as a, greatest(source, target) as b, count(*) as n
from events where day between {{0}} and {{1}} and type in ({TYPES})
group by 1, 2 order by n desc, max(day) desc, a, b limit 100"""

EGO = """
select other, count(*) as n from (
    select target as other from events where source = {0} and day between {1} and {2}
    union all
    select source from events where target = {0} and day between {1} and {2}) as around
group by other order by n desc, other limit 99"""

DYAD = """
select extract(year from day) * 12 + extract(month from day) - 1 as month, count(*), avg(score) from (
    select day, score from events where source = {0} and target = {1}
    union all
    select day, score from events where source = {1} and target = {0}) as shared
group by month order by month"""

COUNTERPARTS = """
select actor, count(*) as n from (
    select source as actor, target as other from events where day between {0} and {1}
    union
    select target, source from events where day between {0} and {1}) as pairs
group by actor order by n desc, actor limit 50"""

LATEST = """
select id, day, source, target, type from (
    (select id, day, source, target, type from events where source = {0} and target = {1} order by day desc, id desc limit 50)
    union all
    (select id, day, source, target, type from events where source = {1} and target = {0} order by day desc, id desc limit 50)) as shared
order by day desc, id desc limit 50"""

NEAR = """
select distinct target as other from events where source = any({0}) and day between {1} and {2}
union
select distinct source from events where target = any({0}) and day between {1} and {2}"""


class Statements:
    """Answers the questions by `run(statement, parameters) -> rows`, with actors by number and their names by `names`."""

    def __init__(self, run, mark):
        self.run, self.mark = run, mark
        self.names, self.numbers = [], {}

    def named(self, names):
        """Numbers follow the order of names, so that ties come in the same order everywhere."""
        self.names.extend(names)
        self.numbers.update((name, number) for number, name in enumerate(self.names))

    def ask(self, statement, *parameters):
        marks = [self.mark.format(at + 1) for at in range(len(parameters))]
        return self.run(statement.format(*marks), parameters)

    def answers(self):
        name, number = self.names, self.numbers
        return {
            "meetings": lambda q: [[name[a], name[b], n] for a, b, n in self.ask(MEETINGS, q["from"], q["to"])],
            "ego": lambda q: [[name[a], n] for a, n in self.ask(EGO, number[q["a"]], q["from"], q["to"])],
            "path": lambda q: self.path(number[q["a"]], number[q["b"]], q["from"], q["to"]),
            "dyad": lambda q: [[month(m), n, float(mean)] for m, n, mean in self.ask(DYAD, number[q["a"]], number[q["b"]])],
            "counterparts": lambda q: [[name[a], n] for a, n in self.ask(COUNTERPARTS, q["from"], q["to"])],
            "latest": lambda q: [[i, str(day), name[a], name[b], kind] for i, day, a, b, kind in self.ask(LATEST, number[q["a"]], number[q["b"]])],
        }

    def path(self, a, b, first, last):
        """Rings from both ends, the smaller first: quicker than a recursive statement, which walks all from one end."""
        seen, rings, hops = [{a}, {b}], [{a}, {b}], 0
        while all(rings):
            hops += 1
            side = 1 if len(rings[1]) < len(rings[0]) else 0
            ring = {other for (other,) in self.ask(NEAR, list(rings[side]), first, last)}
            if ring & seen[1 - side]:
                return hops
            rings[side] = ring - seen[side]
            seen[side] |= ring
        return 0


def month(number):
    return f"{int(number) // 12:04d}-{int(number) % 12 + 1:02d}"
