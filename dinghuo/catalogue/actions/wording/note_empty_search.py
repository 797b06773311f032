"""Keeps that a search found nothing, so that the operator hears what people ask for in vain."""

from dinghuo.catalogue.permissions import SEE_PRODUCTS
from dinghuo.catalogue.rules.search_text import asked_form
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.statements import beside, send
from dinghuo.foundation.tenancy import acting

NOTE = beside(__file__)
#: Questions that a market keeps: whoever asks nonsense by a program fills no disk. Old ones go by a job.
MOST_KEPT = 5000


def note_empty_search(actor: Actor, search: str) -> None:
    """Count the question, in the form in which questions are compared. One statement; never refused."""
    require(actor, SEE_PRODUCTS)
    form = asked_form(search)
    if not form:
        return
    with acting(actor):
        send(
            NOTE,
            {
                "id": new_id(),
                "market": actor.market_id,
                "form": form,
                "asked": " ".join(search.replace("\0", "").split())[:60],
                "now": now(),
                "most": MOST_KEPT,
            },
        )
