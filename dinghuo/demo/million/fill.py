"""Writes the goods and all that follows from them, as the tables' owner, in one transaction."""

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from typing import Any

import psycopg

from dinghuo.demo.million.articles import Part
from dinghuo.demo.million.rows import COLUMNS, Ground, rows
from dinghuo.demo.million.size import Size
from dinghuo.local.address import address
from dinghuo.local.lightened import empty_by_default, lightened, unforced

STATEMENTS = Path(__file__).with_suffix(".sql")
#: The same as Ground.id_of.
IDS = """
CREATE FUNCTION pg_temp.id(kind integer, n bigint) RETURNS uuid IMMUTABLE PARALLEL SAFE LANGUAGE sql RETURN
    ('{moment:012x}' || '7' || lpad(to_hex(kind), 3, '0') || '8' || lpad(to_hex(n), 15, '0'))::uuid;
"""
MADE = """
CREATE TEMPORARY TABLE made (n bigint, variant_id uuid, product_id uuid, is_first boolean, supplier integer,
                             price numeric, unit text, group_case integer, shape text)
"""
#: Filled with more rows than keys and indexes are worth keeping up to date for.
FILLED = (
    *("catalogue_product", "catalogue_variant", "catalogue_packunit", "catalogue_offer", "catalogue_listing"),
    *("catalogue_code", "catalogue_image", "inventory_stock", "inventory_movement", "pricing_price"),
)
#: Variants in a part: what two cores make in about a second.
IN_A_PART = 5_000
#: A small market's goods are made sooner than a process starts.
WORTH_PROCESSES = 20_000
#: Parts that are made before they are written: more would only fill the memory.
AHEAD = 8
WRITES = re.compile(r"(?:INSERT INTO|UPDATE) (\w+)")
Say = Callable[[str], None]


def fill(size: Size, ground: Ground, values: Mapping[str, Any], say: Say) -> None:
    """Write all of it, or nothing; `values` are what fill.sql asks for besides. Says how far it is."""
    with closing(psycopg.connect(address("owner").dsn(), cursor_factory=psycopg.ClientCursor)) as connection:
        with connection.transaction():
            connection.execute(
                "SELECT set_config('dinghuo.market', %s, true), set_config('dinghuo.scope', 'market', true), "
                "set_config('work_mem', '128MB', true)",
                [ground.market],
            )
            connection.execute(IDS.format(moment=ground.moment_ms))
            connection.execute(MADE)
            with (
                empty_by_default(connection),
                unforced(connection, FILLED),
                lightened(connection, FILLED, lambda what: say(f"back: {what}")),
            ):
                _copy(connection, size, ground, say)
                for statement in _statements():
                    if written := WRITES.search(statement):
                        say(written[1])
                    connection.execute(statement, {**values, "market": ground.market})
                say("keys and indexes, checked over all rows")
        connection.autocommit = True
        say("statistics")
        connection.execute("VACUUM (ANALYZE)")


def _copy(connection: psycopg.Connection, size: Size, ground: Ground, say: Say) -> None:
    parts = -(-size.variants // IN_A_PART)
    for done, lines in enumerate(_made(size, ground, parts), start=1):
        for table, text in lines.items():
            with connection.cursor().copy(f"COPY {table} ({COLUMNS[table]}) FROM STDIN".encode()) as copied:
                copied.write(text)
        if done % max(parts // 20, 1) == 0:
            say(f"{done / parts:4.0%} of the goods")


def _made(size: Size, ground: Ground, parts: int) -> Iterator[dict[str, bytes]]:
    wanted = [Part(size, number, parts) for number in range(parts)]
    if size.variants < WORTH_PROCESSES:
        yield from (rows(ground, part) for part in wanted)
        return
    # New processes, not copies of this one: they must not share its connections.
    with ProcessPoolExecutor(cpu_count() or 1, mp_context=get_context("spawn")) as pool:
        ahead = deque(pool.submit(rows, ground, part) for part in wanted[:AHEAD])
        for part in [*wanted[AHEAD:], *[None] * min(AHEAD, parts)]:
            yield ahead.popleft().result()
            if part:
                ahead.append(pool.submit(rows, ground, part))


def _statements() -> Sequence[str]:
    return [each for each in STATEMENTS.read_text(encoding="utf-8").split(";\n") if each.strip()]
