"""Requests for pages and calls as people who are signed in: a customer with a history, and the operator."""

import hashlib
from collections.abc import Callable
from uuid import UUID

from bench.rig.databases import acting
from dinghuo.local.address import Address

BUYER, OPERATOR = "buyer", "operator"
#: A customer of those who have a history (history.sql).
READER = 7
SIGNED_IN = """
DELETE FROM organisations_session;
INSERT INTO organisations_person (id, market_id, name, phone, email, password, language, is_active, created_at)
SELECT bench.id(21, 1), id, 'Operator', '', '', '', '', true, now() FROM organisations_market
ON CONFLICT DO NOTHING;
INSERT INTO organisations_membership (id, market_id, person_id, organisation_id, status, is_main, created_at)
SELECT bench.id(22, 1), market_id, bench.id(21, 1), id, 'active', true,
       now()
FROM organisations_organisation WHERE code = 'HQ' ON CONFLICT DO NOTHING;
INSERT INTO organisations_membershiprole (id, market_id, membership_id, role_id)
SELECT bench.id(23, 1), market_id, bench.id(22, 1), id
FROM organisations_role WHERE key = 'operator-admin' ON CONFLICT DO NOTHING;
"""
SESSION = """
INSERT INTO organisations_session (id, market_id, person_id, membership_id, secret_hash, ip, user_agent, created_at,
                                   seen_at)
SELECT gen_random_uuid(), market_id, person_id, id, %s, '', 'bench', now(), now() + interval '1 hour'
FROM organisations_membership WHERE id = bench.id(%s, %s)
"""
#: Kind and number of their memberships.
MEMBERS = {BUYER: (4, READER), OPERATOR: (22, 1)}
NEWEST = "SELECT number FROM ordering_order WHERE buyer_id = bench.id(2, %s) ORDER BY id DESC LIMIT 50"


def sign_in(place: Address) -> dict[str, str]:
    """Cookies of the two, by who they are."""
    with acting(place) as connection:
        connection.execute(SIGNED_IN)
        for who, member in MEMBERS.items():
            connection.execute(SESSION, [hashlib.sha256(_secret(who).encode()).hexdigest(), *member])
        market = UUID(connection.execute("SELECT current_setting('dinghuo.market')").fetchone()[0])
    return {who: f"dinghuo_session={market.hex}.{_secret(who)}" for who in MEMBERS}


def newest(place: Address) -> list[str]:
    """Numbers of the reader's newest orders."""
    with acting(place) as connection:
        return [number for (number,) in connection.execute(NEWEST, [READER]).fetchall()]


def page(cookie: str, *paths: str) -> Callable[[], bytes]:
    """A function that returns the next GET of these paths, round and round."""
    made = [
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\nAccept: text/html\r\n\r\n".encode()
        for path in paths
    ]
    turn = 0

    def request() -> bytes:
        nonlocal turn
        turn += 1
        return made[turn % len(made)]

    return request


def _secret(who: str) -> str:
    # Only this database knows it, and only bin/bench serves that, on loopback.
    return f"bench-{who}"
