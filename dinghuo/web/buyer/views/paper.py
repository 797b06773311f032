"""The papers of an order as PDF."""

from django.http import HttpResponse

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.ordering.permissions import VIEW
from dinghuo.ordering.queries.order import order as find_order
from dinghuo.papers.queries.render_paper import render_paper
from dinghuo.papers.queries.render_statement import render_statement
from dinghuo.web.shared.pdf import pdf_answer
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request


@screen(door="buyer", permission=VIEW)
def paper(request: Request, actor: Actor, number: str, kind: str) -> HttpResponse:
    """A purchase order, the delivery notes or the invoices of an order."""
    if find_order(actor, number).buyer_id != actor.organisation_id:
        raise NotFound(number)
    return pdf_answer(render_paper(actor, kind, number), f"{number}-{kind}")


@screen(door="buyer", permission="billing.see_statements")
def statement_paper(request: Request, actor: Actor, period: str) -> HttpResponse:
    """The statements of a month."""
    return pdf_answer(render_statement(actor, period), f"statement-{period}")
