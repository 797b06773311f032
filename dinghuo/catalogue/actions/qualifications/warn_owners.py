"""Tells owners of papers that end, each once."""

from dinghuo.catalogue.permissions import REVIEW_QUALIFICATION
from dinghuo.catalogue.steps.warn_of_ends import warn_of_ends
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.queries.today import today


def warn_owners(actor: Actor) -> int:
    """Announce what ends, by the market's own day; returns how many. The sale stops by itself, warned of or not."""
    require(actor, REVIEW_QUALIFICATION)
    with acting(actor):
        return warn_of_ends(actor, today(actor))
