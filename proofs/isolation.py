"""Nobody reads or writes what isn't theirs, even with every WHERE removed: random SQL as every kind of actor.

Connects as the program's own role, acts as each organisation (and as nobody) of each market in the database, and
runs random statements over every table: bare selects, joins, subqueries, set operations, updates and deletes without
a condition, moves of rows to another market. Every row that comes back is held against the truth of its own columns:
its market, and for documents its parties. Fails on the first foreign row, on any row without a context, and where it
saw too little to mean anything.

    bin/prove isolation [--seconds 60] [--seed 1]
"""

import argparse
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

import django
from django.apps import apps
from django.db import DatabaseError, connection, transaction


@dataclass(frozen=True)
class Who:
    """A context to act in. `organisation` None: the house that sees the whole market."""

    market: UUID
    organisation: UUID | None


@dataclass(frozen=True)
class Table:
    """A table and how its rows are told apart."""

    name: str
    parties: tuple[str, ...]
    insert_only: bool

    def own(self, who: Who) -> str:
        """The condition that a row is this actor's, said without the policies."""
        mine = f"market_id = '{who.market}'"
        if not self.parties or who.organisation is None:
            return mine
        parties = " OR ".join(
            f"'{who.organisation}' = ANY({column[:-2]})"
            if column.endswith("[]")
            else f"{column} = '{who.organisation}'"
            for column in self.parties
        )
        return f"{mine} AND coalesce({parties}, false)"


#: Ways to ask for everything. {a}, {b}: tables; {own_a}, {own_b}: what of them is the actor's. Each counts what isn't.
READS = (
    "SELECT count(*) FILTER (WHERE NOT ({own_a})), count(*) FROM {a}",
    "SELECT count(*) FILTER (WHERE NOT ({own_a})), count(*) FROM (SELECT * FROM {a} ORDER BY random() LIMIT 500) x",
    "WITH x AS MATERIALIZED (SELECT * FROM {a}) SELECT count(*) FILTER (WHERE NOT ({own_a})), count(*) FROM x",
    "SELECT count(*) FILTER (WHERE NOT ({own_a})), count(*) FROM (SELECT * FROM {a} UNION ALL SELECT * FROM {a}) x",
    "SELECT count(*) FILTER (WHERE NOT ({own_a})), count(*) FROM {a} WHERE id IN (SELECT id FROM {a})",
    "SELECT count(*) FILTER (WHERE NOT ({own_a})), count(*) FROM {a} TABLESAMPLE BERNOULLI (50)",
    "SELECT count(*) FILTER (WHERE NOT ({own_a})), count(*) FROM {a} x WHERE EXISTS (SELECT FROM {b} LIMIT 1)",
    "SELECT count(*) FILTER (WHERE NOT ({own_a})), count(*) FROM"
    " (SELECT x.* FROM {a} x, LATERAL (SELECT FROM {b} LIMIT 2) y LIMIT 500) x",
    "SELECT count(*) FILTER (WHERE NOT ({own_a})), count(*) FROM {a} WHERE market_id <> '{market}' OR true",
)
WRITES = (
    "WITH x AS (UPDATE {a} SET market_id = market_id RETURNING *) SELECT count(*) FILTER (WHERE NOT ({own_a})) FROM x",
    "WITH x AS (DELETE FROM {a} RETURNING *) SELECT count(*) FILTER (WHERE NOT ({own_a})) FROM x",
)


@dataclass
class Report:
    """What was tried and seen."""

    statements: int = 0
    rows: int = 0
    refused: int = 0
    seen: Counter[str] = field(default_factory=Counter)
    leaks: list[str] = field(default_factory=list)


def tables() -> list[Table]:
    """Every table of the program that holds a market's data."""
    models = (model for model in apps.get_models() if hasattr(model, "isolation") and model._meta.managed)
    return [
        Table(model._meta.db_table, model.isolation.parties, model.isolation.insert_only) for model in models
    ]


def actors(markets: list[UUID]) -> list[Who]:
    """The house and every organisation of these markets."""
    found = []
    for market in markets:
        with transaction.atomic():
            become(Who(market, None))
            with connection.cursor() as cursor:
                cursor.execute("SELECT id FROM organisations_organisation")
                found += [Who(market, None), *(Who(market, row[0]) for row in cursor.fetchall())]
    return found


def markets_there() -> list[UUID]:
    """All markets, as sign-in sees them."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL dinghuo.scope = 'gate'")
        cursor.execute("SELECT id FROM organisations_market")
        return [row[0] for row in cursor.fetchall()]


def become(who: Who) -> None:
    """Tell the database who acts, as dinghuo.foundation.tenancy does."""
    scope = "market" if who.organisation is None else "party"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SET LOCAL dinghuo.market = '{who.market}'; SET LOCAL dinghuo.scope = '{scope}'; "
            f"SET LOCAL dinghuo.organisation = '{who.organisation or ''}'"
        )


def attack(markets: list[UUID], seconds: float, seed: int) -> Report:
    """Run random statements for so long; stops at the first foreign row."""
    chance = random.Random(seed)
    report, everybody, everything = Report(), actors(markets), tables()
    nobody(everything, report)
    ends = time.monotonic() + seconds
    while time.monotonic() < ends and not report.leaks:
        who = chance.choice(everybody)
        a, b = chance.choice(everything), chance.choice(everything)
        kind = chance.random()
        if kind < 0.7:
            read(who, a, b, chance.choice(READS), report)
        elif kind < 0.9:
            write(who, a, chance.choice(WRITES), report)
        else:
            smuggle(who, a, chance.choice(everybody), report)
    return report


def nobody(everything: list[Table], report: Report) -> None:
    """Without a context nothing is there."""
    for table in everything:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table.name}")
            report.statements += 1
            if count := cursor.fetchone()[0]:
                report.leaks.append(f"without a context {table.name} shows {count} rows")


def read(who: Who, a: Table, b: Table, form: str, report: Report) -> None:
    """Ask for everything in one of the ways, and count what isn't the actor's."""
    statement = form.format(a=a.name, b=b.name, own_a=a.own(who), own_b=b.own(who), market=who.market)
    if a.name in ("catalogue_listing", "organisations_market"):
        # Rows that have another key than `id`, or are their own market.
        statement = statement.replace("WHERE id IN (SELECT id", "WHERE market_id IN (SELECT market_id")
    with transaction.atomic(), connection.cursor() as cursor:
        become(who)
        cursor.execute(statement)
        foreign, seen = cursor.fetchone()
    report.statements += 1
    report.rows += seen
    report.seen[a.name] += seen
    if foreign:
        report.leaks.append(f"{who}: {foreign} foreign rows by: {statement}")


def write(who: Who, a: Table, form: str, report: Report) -> None:
    """Change or delete everything without a condition, and take it back."""
    statement = form.format(a=a.name, own_a=a.own(who))
    report.statements += 1
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            become(who)
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute(statement)
            if foreign := cursor.fetchone()[0]:
                report.leaks.append(f"{who}: touched {foreign} foreign rows by: {statement}")
            transaction.set_rollback(True)
    except DatabaseError:
        report.refused += 1


def smuggle(who: Who, a: Table, other: Who, report: Report) -> None:
    """Move a row of one's own into another market."""
    if other.market == who.market:
        return
    statement = f"UPDATE {a.name} SET market_id = '{other.market}'"
    report.statements += 1
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            become(who)
            cursor.execute(statement)
            if cursor.rowcount > 0:
                report.leaks.append(f"{who}: moved {cursor.rowcount} rows of {a.name} to {other.market}")
            transaction.set_rollback(True)
    except DatabaseError:
        report.refused += 1


def main() -> None:
    """Attack every market in this checkout's database."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    options = parser.parse_args()
    markets = markets_there()
    if len(markets) < 2:
        sys.exit("There must be two markets to tell apart: run bin/setup, which loads the demo.")
    report = attack(markets, options.seconds, options.seed)
    unseen = [table.name for table in tables() if not report.seen[table.name]]
    print(
        f"seed {options.seed}: {report.statements} statements as {len(actors(markets))} actors in {len(markets)} "
        f"markets over {len(tables())} tables; {report.rows} rows seen, {report.refused} writes refused, "
        f"{len(report.leaks)} leaks. Tables without a row to see: {', '.join(unseen) or 'none'}."
    )
    for leak in report.leaks:
        print(leak)
    if report.leaks or not report.rows:
        sys.exit("isolation is broken" if report.leaks else "nothing was seen: the proof means nothing")


if __name__ == "__main__":
    django.setup()
    main()
