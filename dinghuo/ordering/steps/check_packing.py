"""Holds a quantity against the packing its seller sells in."""

from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.find_goods import Goods, GoodsOffer
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.fields import named
from dinghuo.foundation.quantity import packed, plain
from dinghuo.ordering.rules.packing import orderable


def check_packing(faults: Faults, at: str, goods: Goods, offer: GoodsOffer, unit: str, base: Decimal) -> None:
    """Add a fault where so many base units reach no minimum or are no whole number of the offer's steps; it names the
    nearest quantity in the unit asked for that can be ordered. Or where they divide what can't be divided."""
    better = orderable(base, offer.minimum, offer.multiple)
    if better == base:
        if divided := goods.divided(base):
            faults.add(at, "divided", f"{named(goods)}: {divided}")
        return
    told = {
        "name": named(goods),
        "minimum": plain(offer.minimum),
        "multiple": plain(offer.multiple),
        "unit": goods.base_unit,
        "better": packed(better, goods.factors[unit], unit, goods.base_unit),
    }
    if base < offer.minimum:
        faults.add(
            at,
            "below-minimum",
            _("%(name)s is sold from %(minimum)s %(unit)s. Make it %(better)s.") % told,
        )
    else:
        faults.add(
            at,
            "no-multiple",
            _("%(name)s is sold in steps of %(multiple)s %(unit)s. Make it %(better)s.") % told,
        )
