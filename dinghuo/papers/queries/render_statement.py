"""Renders the statements of a month as one PDF."""

from uuid import UUID

from django.utils import translation

from dinghuo.billing.queries.statements import statements
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.papers.queries.paper import house
from dinghuo.papers.queries.statement_sheet import statement_sheet
from dinghuo.papers.queries.typeset import typeset


def render_statement(actor: Actor, period: str, counterparty_id: UUID | None = None) -> bytes:
    """The PDF of the actor's statements of a month "YYYY-MM", each from a page of its own, in the actor's
    language.

    `counterparty_id` picks those with one organisation. Raises NotAllowed, Invalid, NotFound where nothing
    happened.
    """
    with translation.override(actor.language):
        found = statements(actor, period, counterparty_id)
        if not found:
            raise NotFound(f"statement {period}")
        style = house(actor)
        sheets = [statement_sheet(one, style) for one in found]
        return typeset(sheets, style.name, style.accent, style.language, found[0].until)
