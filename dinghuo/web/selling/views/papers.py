"""The papers of an order, and the statements of a month, as PDF."""

from django.http import HttpResponse

from dinghuo.foundation.actor import Actor
from dinghuo.papers.queries.render_paper import render_paper
from dinghuo.papers.queries.render_statement import render_statement
from dinghuo.web.selling.order_page import sold_order
from dinghuo.web.shared.pdf import pdf_answer
from dinghuo.web.shared.session import Request


def paper(request: Request, actor: Actor, number: str, kind: str) -> HttpResponse:
    """A purchase order, the delivery notes or the invoices of an order; `document` picks one of them."""
    sold_order(actor, number)
    document = request.GET.get("document") or None
    return pdf_answer(render_paper(actor, kind, number, document), f"{document or number}-{kind}")


def statement_paper(request: Request, actor: Actor, period: str) -> HttpResponse:
    """The statements of a month."""
    return pdf_answer(render_statement(actor, period), f"statement-{period}")
