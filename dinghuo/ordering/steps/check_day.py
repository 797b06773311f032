"""Refuses in words a day on which nothing can be delivered any more, or that nobody can mean."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.ordering.rules.days import MOST_YEARS, day_fault
from dinghuo.ordering.rules.request import OrderRequest
from dinghuo.organisations.queries.today import today


def check_day(actor: Actor, faults: Faults, path: str, day: date | None) -> None:
    """Note what is wrong with a day wanted or promised, in the actor's zone; None is always right."""
    fault = None if day is None else day_fault(day, today(actor))
    if fault == "past":
        faults.add(path, fault, _("This day has passed."))
    elif fault == "too-far":
        words = ngettext(
            "This is more than %(years)s year ahead.", "This is more than %(years)s years ahead.", MOST_YEARS
        )
        faults.add(path, fault, words % {"years": MOST_YEARS})


def check_days(actor: Actor, faults: Faults, request: OrderRequest) -> None:
    """Note every day of a request, the order's and its lines', on which nothing can be delivered."""
    check_day(actor, faults, "delivery.requested_date", request.requested_date)
    for i, line in enumerate(request.lines):
        check_day(actor, faults, f"lines.{i}.requested_date", line.requested_date)
