"""Sets one price on a list, from an instant on."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.events import PricePut
from dinghuo.pricing.permissions import PUT_PRICE
from dinghuo.pricing.queries.prices_of import PriceRecord, prices_of_list
from dinghuo.pricing.rules.rows import PriceInput
from dinghuo.pricing.steps.check_bands import check_bands
from dinghuo.pricing.steps.check_prices import check_prices
from dinghuo.pricing.steps.check_slips import check_slips
from dinghuo.pricing.steps.lock_list import lock_list
from dinghuo.pricing.steps.write_prices import plan, write_changes

__all__ = ["PriceInput", "put_price"]


def put_price(actor: Actor, list_key: str, price: PriceInput, currency: str = "") -> list[PriceRecord]:
    """Put the price on the seller's list (the actor's own; any for who sees the whole market). Returns the article's
    prices on that list.

    The price it replaces ends where it begins, and counts again after its end; what has been priced before now stays
    as it was. The same price again changes nothing. Raises NotFound for an unknown list, Invalid with every fault.
    """
    require(actor, PUT_PRICE)
    at = now()
    with acting(actor):
        price_list = lock_list(actor, list_key)
        faults = Faults()
        if currency and currency != price_list.currency:
            told = _("The prices of this list are in %s.") % price_list.currency
            faults.add("price.currency", "other-currency", told)
        checked = check_prices(actor, [price], at, faults, path="price")
        if checked and not price.meant:
            check_slips(actor, price_list, [("price", checked[0])], faults)
        check_bands(actor, price_list, [("price", each) for each in checked], faults)
        changes = [each.change for each in plan(actor, price_list, checked, at)]
        if any(change.is_past for change in changes):
            told = _("This time has passed, and it had a price. It stays as it was.")
            faults.add("price.valid_to", "past", told)
        faults.raise_any()
        if write_changes(actor, price_list, checked, changes).added:
            data = {
                "sku": price.sku,
                "unit": checked[0].unit,
                "min_quantity": plain(price.min_quantity),
                "amount": plain(price.amount),
            }
            parties = [each for each in (price_list.seller_id, price_list.buyer_id) if each]
            record(actor, PricePut(price_list.id, price_list.key, parties, data))
        return prices_of_list(actor, price_list, price.sku)
