"""Renders a statement of consigned stock as a PDF."""

from datetime import date, datetime, time

from django.utils import translation

from dinghuo.foundation.actor import Actor
from dinghuo.inventory.queries.consigned_statement import consigned_statement
from dinghuo.papers.queries.consigned_sheet import documents_sheet, sums_sheet
from dinghuo.papers.queries.paper import house
from dinghuo.papers.queries.typeset import typeset


def render_consigned(actor: Actor, number: str, first: date | None = None, last: date | None = None) -> bytes:
    """The PDF of an agreement's statement, its movements from a page of their own, in the actor's language: the same
    for both houses. Raises NotAllowed, NotFound, Invalid."""
    with translation.override(actor.language):
        found = consigned_statement(actor, number, first, last)
        style = house(actor)
        sheets = [sums_sheet(found, style)]
        if found.entries:
            sheets.append(documents_sheet(found, style))
        at = datetime.combine(found.last, time(), found.zone)
        return typeset(sheets, style.name, style.accent, style.language, at)
