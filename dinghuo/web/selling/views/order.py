"""One order, and what its seller may do with it: answer, write, cancel, answer a change."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Invalid
from dinghuo.ordering.actions.cancel_order import cancel_order
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.actions.send_message import send_message
from dinghuo.ordering.errors import NothingToDo
from dinghuo.ordering.queries.changes import change as find_change
from dinghuo.web.selling.answer_form import beside, open_lines, read_answer, stored_answer
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.order_page import order_page, sold_order
from dinghuo.web.shared import flash
from dinghuo.web.shared.changes import decide as decide_change
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.session import Request


def order(request: Request, actor: Actor, number: str) -> HttpResponse:
    """The page of an order."""
    page = order_page(request, actor, number)
    form = Form.of(request, stored_answer(actor, page.open))
    return render(request, "selling/orders/order.html", {"page": page, "order": page.order, "form": form})


def _at(request: Request, number: str, anchor: str = "") -> HttpResponse:
    return HttpResponseRedirect(here(request, "order", number) + (f"#{anchor}" if anchor else ""))


def accept(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Accept everything that waits for an answer."""
    sold_order(actor, number)
    confirm_order(actor, number)
    flash.say(request, _("%(number)s is confirmed. The buyer is told.") % {"number": number})
    return _at(request, number)


def answer(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Answer line by line: so many now, so many later, so many not."""
    unanswered = open_lines(actor, list(sold_order(actor, number).lines.all()))
    answers = read_answer(request.POST, unanswered)
    if not answers:
        raise NothingToDo(_("Say of at least one line how much you accept, send later or refuse."))
    try:
        confirm_order(actor, number, answers)
    except Invalid as invalid:
        raise Invalid([beside(fault, answers) for fault in invalid.faults]) from invalid
    flash.say(request, _("Your answer to %(number)s is on its way to the buyer.") % {"number": number})
    return _at(request, number)


def write(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Write to the buyer, about the order or one of its lines."""
    sold_order(actor, number)
    line = request.POST.get("line", "")
    send_message(actor, number, request.POST.get("text", ""), int(line) if line.isdecimal() else None)
    return _at(request, number, "messages")


def cancel(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Cancel what isn't shipped."""
    sold_order(actor, number)
    cancel_order(actor, number, request.POST.get("reason", ""))
    flash.say(request, _("What wasn’t shipped is cancelled. The buyer is told why."))
    return _at(request, number)


def answer_change(request: Request, actor: Actor, change_id: UUID) -> HttpResponse:
    """Accept or decline what the buyer proposed, or take back what one has proposed oneself."""
    number = sold_order(actor, find_change(actor, change_id).order.number).number
    decide_change(request, actor, change_id)
    return _at(request, number)
