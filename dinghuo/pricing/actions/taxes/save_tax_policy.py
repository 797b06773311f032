"""Says how a seller rounds the tax of its orders."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.steps.named_seller import named_seller
from dinghuo.pricing.events import TaxPolicySaved
from dinghuo.pricing.models import TaxPolicy
from dinghuo.pricing.permissions import SAVE_TAXES
from dinghuo.pricing.states import Rounding


def save_tax_policy(actor: Actor, rounding: str, seller: str = "") -> None:
    """Round line by line, or once an order for all lines of a rate (`rounding`): for orders placed from now on; those
    that stand keep theirs, whatever is changed in them.

    One's own house's; who sees the whole market names a seller by its code. Raises Invalid.
    """
    require(actor, SAVE_TAXES)
    with acting(actor):
        faults = Faults()
        house = named_seller(actor, seller, faults)
        if rounding not in list(Rounding):
            faults.add("rounding", "unknown", _("Choose one."))
        faults.raise_any()
        assert house is not None
        rows = TaxPolicy.objects
        if rounding == Rounding.LINE:
            rows.filter(market_id=actor.market_id, seller=house).delete()
        else:
            rows.update_or_create(
                market_id=actor.market_id, seller=house, defaults={"rounding": Rounding(rounding).value}
            )
        record(actor, TaxPolicySaved(house.id, house.code, [house.id], {"rounding": rounding}))
