"""Isolation: tells the database who acts, so that its row-level security can do the rest.

Every business table is under FORCE ROW LEVEL SECURITY (see policies.py). The policies read three settings that are
local to the transaction: the market, the organisation and the scope. Without them a query finds nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection, transaction

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import tell

SCOPES = ("party", "market", "gate")
Context = tuple[str, str, str]
NOBODY: Context = ("", "", "")


@contextmanager
def acting(actor: Actor, savepoint: bool = True) -> Iterator[None]:
    """A transaction in the actor's name. Nested, it is a savepoint that gives the outer context back.

    Without `savepoint`, a nested one stands or falls with the outer one: nobody may go on after what it raises.
    """
    with _context(_literal(actor.market_id), _literal(actor.organisation_id), actor.scope, savepoint):
        yield


@contextmanager
def gate() -> Iterator[None]:
    """A transaction that may look through the door before anybody is known: sign-in and finding a storefront.

    The policies of few tables (markets, storefronts, people, organisations, memberships) let it read across markets.
    """
    with _context("", "", "gate"):
        yield


@contextmanager
def in_market(market_id: UUID) -> Iterator[None]:
    """A transaction that sees one market's common rows but nobody's documents: guests, and finding a session."""
    with _context(_literal(market_id), "", "party"):
        yield


@contextmanager
def _context(market: str, organisation: str, scope: str, savepoint: bool = True) -> Iterator[None]:
    if scope not in SCOPES:
        raise ValueError(f"no such scope: {scope}")
    context: Context = (market, organisation, scope)
    nested = connection.in_atomic_block
    outer: Context = _told() if nested else NOBODY
    _remember(outer)
    try:
        with transaction.atomic(savepoint=savepoint):
            _set(context)
            yield
            if nested:
                _set(outer)
    finally:
        # After a rollback to the savepoint the database has the outer settings back by itself.
        _remember(outer)


def _set(context: Context) -> None:
    if _told() == context:
        return
    market, organisation, scope = context
    # Literals, validated by _literal and SCOPES: SET takes no parameters, and set_config() isn't sent to shards.
    tell(
        f"SET LOCAL dinghuo.market = '{market}'; SET LOCAL dinghuo.organisation = '{organisation}'; "
        f"SET LOCAL dinghuo.scope = '{scope}'"
    )
    _remember(context)


def _told() -> Context:
    """What this thread's connection was last told."""
    context: Context = getattr(connection, "dinghuo_context", NOBODY)
    return context


def _remember(context: Context) -> None:
    setattr(connection, "dinghuo_context", context)  # noqa: B010 - Django's connections declare no such attribute


def _literal(value: UUID | None) -> str:
    if value is None:
        return ""
    if not isinstance(value, UUID):
        raise TypeError(f"not a UUID: {value!r}")
    return str(value)
