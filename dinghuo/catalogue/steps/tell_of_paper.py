"""Announces what became of a paper."""

from dinghuo.catalogue.models import Qualification
from dinghuo.catalogue.rules.told_of_paper import told_of
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.events import Event
from dinghuo.foundation.record import record


def tell_of_paper(actor: Actor, event: type[Event], paper: Qualification, why: str = "") -> None:
    """Record the event for the paper's owner; the caller has read its kind and product."""
    product = paper.product.name if paper.product else ""
    data = told_of(paper.kind.name, paper.kind.names, paper.number, product, paper.valid_until)
    data["owner"] = str(paper.owner_id)
    record(actor, event(paper.id, paper.number, [paper.owner_id], data), why)
