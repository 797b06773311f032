"""Asks about prices that look like slips of the keyboard, a hundred times what they were before."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.foundation import formats
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.statements import beside, fetch
from dinghuo.pricing.models import PriceList
from dinghuo.pricing.rules.slips import is_slip
from dinghuo.pricing.states import ListKind, ListState
from dinghuo.pricing.steps.write_prices import NewPrice, as_rows

BEFORE = beside(__file__, "find_before")


def check_slips(
    actor: Actor,
    price_list: PriceList,
    prices: Sequence[tuple[str, NewPrice]],
    faults: Faults,
) -> None:
    """Add a fault `absurd` at the path of each price that is far from the one before. Leave out those of which
    somebody has said that they are meant. Two statements."""
    if not prices:
        return
    found = before(actor, price_list, [price for _path, price in prices])
    for n, was in found.items():
        path, price = prices[n]
        if is_slip(price.span.amount, was):
            told = {
                "now": formats.money(price.span.amount, price_list.currency, unit_price=True),
                "was": formats.money(was, price_list.currency, unit_price=True),
                "unit": price.unit,
            }
            faults.add(
                f"{path}.amount",
                "absurd",
                _("%(now)s? Until now one %(unit)s costs %(was)s. Say that you mean it, if you do.") % told,
            )


def before(actor: Actor, price_list: PriceList, prices: Sequence[NewPrice]) -> dict[int, Decimal]:
    """By position, what each price is compared with, for its unit; missing where nothing is known. Two statements."""
    if price_list.kind == ListKind.COST.value:
        return {}
    base = PriceList.objects.filter(
        market_id=actor.market_id,
        seller_id=price_list.seller_id,
        kind=ListKind.BASE.value,
        currency=price_list.currency,
        state=ListState.ACTIVE.value,
    )
    rows = fetch(
        BEFORE,
        {
            "market": actor.market_id,
            "list": price_list.id,
            "lists": [price_list.id, *base.values_list("id", flat=True)],
            "rows": as_rows([(price, price.span) for price in prices]),
        },
    )
    return dict(rows)
