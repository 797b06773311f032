"""Finds whose terms somebody writes: their own house's, or for who runs the market the one that is named."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.organisations.models import Organisation


def named_seller(actor: Actor, code: str, faults: Faults) -> Organisation | None:
    """The actor's organisation, or the one with this code where the actor sees the whole market. Collects a fault at
    `seller` where there is none, or another house is named than the actor's own: its terms would be changed unmeant."""
    rows = Organisation.objects.filter(market_id=actor.market_id)
    found = None
    if code and actor.scope == "market":
        found = rows.filter(code=code.replace("\0", "")).first()
    elif actor.organisation_id:
        found = rows.filter(id=actor.organisation_id).first()
        if found and code and code != found.code:
            found = None
    if found is None:
        faults.add("seller", "unknown", _("There is no such seller."))
    return found
