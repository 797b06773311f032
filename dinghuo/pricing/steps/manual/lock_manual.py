"""Finds a price given by hand to be decided on, and makes others who would decide on it wait."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.pricing.errors import ManualElsewhere
from dinghuo.pricing.models import ManualPrice
from dinghuo.pricing.queries.manual.manual_prices import visible_prices
from dinghuo.pricing.states import ManualState


def lock_manual(actor: Actor, number: str, states: Collection[ManualState]) -> ManualPrice:
    """The price with this number, locked: of the actor's house, or any for who sees the whole market.

    Raises NotFound, and ManualElsewhere where it is in none of these states. One statement.
    """
    rows = visible_prices(actor).select_for_update(of=("self",), no_key=True)
    found = rows.filter(number=number.replace("\0", "")).first()
    if found is None:
        raise NotFound(number)
    if found.state not in {state.value for state in states}:
        raise ManualElsewhere(_("This price has gone further since. Look at it again."))
    return found
