"""What may be promised of sellers' goods, balance by balance."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import beside, fetch
from dinghuo.inventory.queries.cart_holds import cart_holds
from dinghuo.inventory.rules.balance import Balance
from dinghuo.inventory.rules.routing import Route
from dinghuo.inventory.rules.safety import Safety
from dinghuo.inventory.rules.supply import Supply
from dinghuo.inventory.states import RoutingRule
from dinghuo.organisations.queries.today import today

#: Begins with the goods; whoever locks the rows adds how.
FREE = beside(__file__)
#: How many of its columns tell of the balance itself.
FACTS = 11


def free_supply(actor: Actor, goods: Collection[tuple[UUID, UUID]]) -> Supply:
    """What is free of some (variant, seller) at this instant, for looking ahead: nothing is locked. One statement, and
    one more where goods are held at the checkout."""
    return read_supply(actor, goods, FREE)


def read_supply(actor: Actor, goods: Collection[tuple[UUID, UUID]], statement: str) -> Supply:
    """The supply that a form of the statement finds."""
    wanted = sorted(set(goods))
    if not wanted:
        return Supply((), today(actor))
    values: dict[str, Any] = {
        "market": actor.market_id,
        "today": today(actor),
        "variants": [variant_id for variant_id, _ in wanted],
        "owners": [seller_id for _, seller_id in wanted],
    }
    rows = fetch(statement, values)
    balances = [Balance(*row[:FACTS]) for row in rows]
    routes = {
        balance.seller_id: route_of(*row[-2:]) for balance, row in zip(balances, rows, strict=True) if row[-1]
    }
    safety: dict[tuple[UUID, UUID], dict[UUID, Safety]] = {}
    for balance, row in zip(balances, rows, strict=True):
        if row[FACTS + 1]:
            kept = safety.setdefault((balance.variant_id, balance.seller_id), {})
            kept[balance.warehouse_id] = Safety(*row[FACTS + 1 : FACTS + 3])
    ruled = any(row[FACTS] for row in rows)
    # Asked only now: what is held was written under the locks that the statement may have waited for.
    holding = any(row[FACTS + 3] for row in rows)
    held = cart_holds(actor, [balance.stock_id for balance in balances]) if holding else {}
    return Supply(balances, values["today"], has_life_rules=ruled, routes=routes, safety=safety, held=held)


def route_of(version: int, rules: Sequence[str]) -> Route:
    """A version of a seller's routing as a value."""
    return Route(version, tuple(RoutingRule(rule) for rule in rules))
