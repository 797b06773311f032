"""Puts thousands of prices on a list at once: imports and the demo."""

from collections.abc import Iterable
from itertools import islice

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.events import PricesLoaded
from dinghuo.pricing.permissions import LOAD_PRICES
from dinghuo.pricing.rules.rows import PriceInput
from dinghuo.pricing.steps.check_bands import check_bands
from dinghuo.pricing.steps.check_prices import check_prices
from dinghuo.pricing.steps.check_slips import check_slips
from dinghuo.pricing.steps.lock_list import lock_list
from dinghuo.pricing.steps.write_prices import write_prices

#: Prices that are in memory at a time.
CHUNK = 10_000


def load_prices(actor: Actor, list_key: str, prices: Iterable[PriceInput]) -> int:
    """Put the prices, each like put_price, all of them or none; returns how many rows were added.

    Eight statements by CHUNK of prices, nine on a list with bands. Raises Invalid with every fault of the first chunk
    that has any.
    """
    require(actor, LOAD_PRICES)
    at, added = now(), 0
    rest = iter(prices)
    with acting(actor):
        price_list = lock_list(actor, list_key)
        while rows := list(islice(rest, CHUNK)):
            faults = Faults()
            checked = check_prices(actor, rows, at, faults)
            if not faults.found:
                asked = [
                    (f"prices.{i}", price)
                    for i, (row, price) in enumerate(zip(rows, checked, strict=True))
                    if not row.meant
                ]
                check_slips(actor, price_list, asked, faults)
                every = [(f"prices.{i}", price) for i, price in enumerate(checked)]
                check_bands(actor, price_list, every, faults)
            faults.raise_any()
            written = write_prices(actor, price_list, checked, at)
            for position in written.past:
                faults.add(
                    f"prices.{position}.valid_to", "past", _("This time has passed, and it had a price.")
                )
            faults.raise_any()
            added += written.added
        parties = [each for each in (price_list.seller_id, price_list.buyer_id) if each]
        record(actor, PricesLoaded(price_list.id, price_list.key, parties, {"prices": added}))
        return added
