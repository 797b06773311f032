"""The markets of demo/million in which lists of goods are measured, and one of their customers, signed in."""

import hashlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from uuid import UUID

import psycopg

from bench.rig import databases
from dinghuo.local import roles, setup
from dinghuo.local.address import Address, address
from dinghuo.local.places import ROOT, var

MADE_BY = ("dinghuo/demo/million", "dinghuo/demo/data/million.toml", "dinghuo/catalogue/rules/search_text.py")
SECRET = "bench-shopper"  # noqa: S105 - of databases that only bin/bench serves, on loopback
#: A form's token is good where it is the cookie's: 32 letters.
CSRF = "benchbenchbenchbenchbenchbenchxx"
#: A customer of the first storefront with the best level and a contract with a supplier of the first group.
SHOPPER = """
SELECT c.buyer_id, c.storefront_id, s.currency FROM organisations_customer c
JOIN organisations_storefront s ON s.id = c.storefront_id AND s.is_default
JOIN members_levelgrant g ON g.buyer_id = c.buyer_id
JOIN members_level v ON v.id = g.level_id AND v.key = 'gold'
JOIN pricing_pricelist l ON l.buyer_id = c.buyer_id
JOIN organisations_organisation o ON o.id = l.seller_id AND o.code = 'S001'
ORDER BY c.buyer_id LIMIT 1
"""
SIGNED_IN = """
DELETE FROM organisations_session WHERE user_agent = 'bench';
INSERT INTO organisations_session (id, market_id, person_id, membership_id, secret_hash, ip, user_agent, created_at,
                                   seen_at)
SELECT gen_random_uuid(), market_id, person_id, id, %(hash)s, '', 'bench', now(), now() + interval '1 hour'
FROM organisations_membership WHERE organisation_id = %(buyer)s;
DELETE FROM integration_apikey WHERE secret_hash = %(hash)s;
INSERT INTO integration_apikey (id, market_id, organisation_id, membership_id, name, secret_hash, ending, made_at,
                                made_by, revoked_by, last_used_at)
SELECT gen_random_uuid(), market_id, organisation_id, id, 'bench', %(hash)s, '', now(), 'bench', '',
       now() + interval '1 day'
FROM organisations_membership WHERE organisation_id = %(buyer)s;
"""


CARTS = "DELETE FROM ordering_cartline"


@dataclass(frozen=True)
class Shop:
    """A made market and the customer who looks at it."""

    place: Address
    market: UUID
    buyer: UUID
    storefront: UUID
    currency: str

    def page(self, *paths: str) -> Callable[[], bytes]:
        """A function that returns the next GET of these pages, round and round."""
        return self._get(f"Cookie: dinghuo_session={self.market.hex}.{SECRET}\r\nAccept: text/html", paths)

    def call(self, *paths: str) -> Callable[[], bytes]:
        """The same for calls of the API."""
        return self._get(f"Authorization: Bearer dh_{self.market.hex}_{SECRET}", paths)

    def sent(self, path: str, form: str) -> Callable[[], bytes]:
        """A function that returns a form's POST, which holds the token CSRF."""
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n"
            f"Cookie: dinghuo_session={self.market.hex}.{SECRET}; dinghuo_csrf={CSRF}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(form)}\r\n\r\n"
        )
        made = head.encode() + form.encode()
        return lambda: made

    def empty_carts(self) -> None:
        """Take everything out of the carts."""
        with databases.acting(self.place) as connection:
            connection.execute(CARTS)

    def _get(self, headers: str, paths: tuple[str, ...]) -> Callable[[], bytes]:
        made = [f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}\r\n\r\n".encode() for path in paths]
        turn = 0

        def request() -> bytes:
            nonlocal turn
            turn += 1
            return made[turn % len(made)]

        return request


@contextmanager
def shops(*sizes: str) -> Iterator[list[Shop]]:
    """Yield the markets of these sizes; made when they are missing or of older code. One benchmark runs at a time."""
    (var() / "bench").mkdir(exist_ok=True)
    with databases.one_at_a_time():
        yield [_shop(size) for size in sizes]


def _shop(size: str) -> Shop:
    place = replace(address("owner"), name=f"{address('owner').name}_bench_{size}")
    recipe, tables = _made_by(), setup.digest()
    found = (roles.remark(place) or "").split() if databases.exists(place) else []
    if found != [recipe, tables]:
        if found[:1] == [recipe]:
            # Only tables have changed since: bringing a million rows up to date takes seconds, making them minutes.
            with setup.step(f"Market of a {size}: migrate"), databases.named(place):
                setup.migrate(place)
        else:
            _make(place, size)
        roles.set_remark(place, f"{recipe} {tables}")
    with databases.acting(place) as connection:
        shopper = connection.execute(SHOPPER).fetchone()
        assert shopper is not None
        values = {"hash": hashlib.sha256(SECRET.encode()).hexdigest(), "buyer": shopper[0]}
        # Several statements in one string, which only the client can put values into.
        psycopg.ClientCursor(connection).execute(SIGNED_IN, values)
    return Shop(place, databases.market(place), *shopper)


def _make(place: Address, size: str) -> None:
    with databases.named(place):
        roles.renew_database()
        setup.migrate(place)
        accounts = var() / "bench" / f"accounts-{size}.json"
        command = [sys.executable, "manage.py", "load_demo", "--size", size, "--accounts", str(accounts)]
        subprocess.run(command, check=True, cwd=ROOT)


def _made_by() -> str:
    files = [
        file
        for name in MADE_BY
        for file in sorted((ROOT / name).rglob("*.*")) or [ROOT / name]
        if file.is_file()
    ]
    recipe = b"".join(file.read_bytes() for file in files if file.suffix in (".py", ".sql", ".toml"))
    return hashlib.sha256(recipe).hexdigest()[:8]
