"""Says how offers of the same goods are compared, and what buyers see of it."""

from django.utils.translation import gettext as _

from dinghuo.catalogue.events import ComparisonSet
from dinghuo.catalogue.models import ComparisonPolicy
from dinghuo.catalogue.permissions import SET_COMPARISON
from dinghuo.catalogue.rules.ranking import Weights
from dinghuo.catalogue.states import ComparisonView
from dinghuo.catalogue.steps.next_version import next_version
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting

__all__ = ["ComparisonView", "Weights", "set_comparison"]


def set_comparison(actor: Actor, weights: Weights, view: ComparisonView, why: str = "") -> ComparisonPolicy:
    """Compare by these weights from now on, and show buyers this much; what was before stays on record.

    Raises Invalid with every fault: a weight outside of 0 to 100, or none above zero.
    """
    require(actor, SET_COMPARISON)
    with acting(actor):
        faults = Faults()
        given = {"price": weights.price, "lead_time": weights.lead_time, "score": weights.score}
        for name, weight in given.items():
            if not 0 <= weight <= 100:
                faults.add(name, "range", _("Enter a weight from 0 to 100."))
        if not any(given.values()):
            faults.add("price", "required", _("Something must weigh more than zero."))
        if len(why) > 300:
            faults.add("why", "too-long", _("At most 300 characters."))
        faults.raise_any()
        number = next_version(actor, ComparisonPolicy.objects.filter(market_id=actor.market_id))
        made = ComparisonPolicy.objects.create(
            market_id=actor.market_id,
            number=number,
            view=view.value,
            price_weight=weights.price,
            lead_time_weight=weights.lead_time,
            score_weight=weights.score,
            why=why.strip(),
            set_by=actor.person_name,
        )
        record(
            actor, ComparisonSet(actor.market_id, data={"number": number, "view": view.value, **given}), why
        )
        return made
