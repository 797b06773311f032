"""Says why there is no credit for an amount, how much is left, and what would unblock it."""

from decimal import Decimal
from typing import NoReturn

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dinghuo.finance.errors import CreditExceeded, CreditOverdue, CreditUnavailable
from dinghuo.finance.models import CreditLine
from dinghuo.finance.rules.money_text import money_text
from dinghuo.finance.states import CreditStatus
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.money import round_amount
from dinghuo.organisations.queries.today import today


def refuse_credit(actor: Actor, line: CreditLine | None, currency: str, amount: Decimal) -> NoReturn:
    """Raise CreditUnavailable if there is no active line, CreditOverdue with what is due, else
    CreditExceeded with what is missing."""
    if line is None or line.status == CreditStatus.CLOSED:
        raise CreditUnavailable(
            _("There is no credit line in %(currency)s for this. Choose another way to pay.")
            % {"currency": currency},
            instead={
                "currency": currency,
                "unblock": ["pay-otherwise", "ask-for-credit"],
            },
        )
    if line.status == CreditStatus.SUSPENDED:
        raise CreditUnavailable(
            _("The credit line is suspended. Choose another way to pay, or ask finance to release it."),
            instead={
                "currency": currency,
                "unblock": ["pay-otherwise", "release-credit-line"],
            },
        )
    if line.is_blocked(today(actor)):
        raise _overdue(line)
    short = amount - line.available
    words = {
        "left": money_text(line.available, currency, actor.language),
        "asked": money_text(amount, currency, actor.language),
        "short": money_text(short, currency, actor.language),
    }
    raise CreditExceeded(
        _(
            "%(left)s of credit is left, and this needs %(asked)s. Order %(short)s less, pay %(short)s of"
            " what is due, or ask for a higher limit."
        )
        % words,
        instead={
            "available": str(round_amount(line.available, currency)),
            "needed": str(round_amount(amount, currency)),
            "short": str(round_amount(short, currency)),
            "currency": currency,
            "unblock": ["order-less", "pay-invoices", "raise-limit", "pay-otherwise"],
        },
    )


def _overdue(line: CreditLine) -> CreditOverdue:
    return CreditOverdue(
        ngettext(
            "An invoice is overdue for more than %(days)s day: it was due on %(due)s. Pay it, and you can order"
            " on credit again.",
            "An invoice is overdue for more than %(days)s days: it was due on %(due)s. Pay it, and you can order"
            " on credit again.",
            line.overdue_days or 0,
        )
        % {"days": line.overdue_days, "due": line.oldest_due},
        instead={
            "overdue_since": str(line.oldest_due),
            "overdue_days": line.overdue_days,
            "unblock": ["pay-invoices", "pay-otherwise"],
        },
    )
