"""Finds a set of price changes to be worked on, and makes others who would work on it or its list wait."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.pricing.errors import DraftElsewhere
from dinghuo.pricing.models import PriceDraft
from dinghuo.pricing.states import DraftState
from dinghuo.pricing.steps.lock_list import lock_list


def lock_draft(actor: Actor, number: str, states: Collection[DraftState]) -> PriceDraft:
    """The set with this number, its list locked: the actor's own, or any for who sees the whole market.

    Raises NotFound, and DraftElsewhere where it is in none of these states. Three statements.
    """
    rows = PriceDraft.objects.filter(market_id=actor.market_id, number=number.replace("\0", ""))
    key = rows.values_list("list__key", flat=True).first()
    if key is None:
        raise NotFound(number)
    price_list = lock_list(actor, key)
    found = rows.get()
    found.list = price_list
    if found.state not in {state.value for state in states}:
        raise DraftElsewhere(_("These changes have gone further since. Look at them again."))
    return found
