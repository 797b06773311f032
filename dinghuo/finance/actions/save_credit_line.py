"""Gives a buyer credit, or changes the credit it has."""

from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.finance.errors import CreditInUse
from dinghuo.finance.events import CreditLineSaved
from dinghuo.finance.models import CreditLine, CreditMove
from dinghuo.finance.states import CreditMoveKind, CreditStatus
from dinghuo.finance.steps.check_amount import check_amount
from dinghuo.finance.steps.creditor_and_debtor import creditor_and_debtor
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.money import round_amount
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting

LONGEST_TERM_DAYS = 365


def save_credit_line(
    actor: Actor,
    debtor_id: UUID,
    currency: str,
    credit_limit: Decimal,
    term_days: int,
    status: str = CreditStatus.ACTIVE,
    creditor_id: UUID | None = None,
    why: str = "",
    overdue_days: int | None = None,
) -> CreditLine:
    """Set what `debtor_id` may owe the creditor (default: the actor's organisation) and in how many days it
    pays. New orders are blocked while an invoice is overdue for more than `overdue_days` (None: never).

    The grant's limit bounds the credit limit. The limit may be lowered below what is used: then nothing new
    is held until enough is paid. Raises NotAllowed, NotFound, Invalid with all faults, CreditInUse when
    closing a used line.
    """
    require(actor, "finance.save_credit_line", credit_limit)
    faults = Faults()
    check_amount(faults, "credit_limit", credit_limit, currency, zero_allowed=True)
    if not 0 <= term_days <= LONGEST_TERM_DAYS:
        faults.add(
            "term_days", "range", _("A payment term has 0 to %(days)s days.") % {"days": LONGEST_TERM_DAYS}
        )
    if overdue_days is not None and not 0 <= overdue_days <= LONGEST_TERM_DAYS:
        faults.add(
            "overdue_days", "range", _("Give 0 to %(days)s days, or nothing.") % {"days": LONGEST_TERM_DAYS}
        )
    if status not in list(CreditStatus):
        faults.add("status", "unknown", _("A credit line is active, suspended or closed."))
    with acting(actor):
        creditor, debtor = creditor_and_debtor(
            actor, "finance.save_credit_line", creditor_id, debtor_id, faults
        )
        faults.raise_any()
        line = _locked_line(actor, creditor.id, debtor.id, currency)
        if status == CreditStatus.CLOSED and line.used:
            raise CreditInUse(
                _("%(debtor)s still uses this credit line. Suspend it; close it when all is paid.")
                % {"debtor": debtor},
                instead={
                    "status": CreditStatus.SUSPENDED.value,
                    "used": str(round_amount(line.used, currency)),
                },
            )
        before = line.credit_limit
        line.credit_limit, line.term_days, line.status = credit_limit, term_days, status
        line.overdue_days = overdue_days
        line.save(update_fields=["credit_limit", "term_days", "status", "overdue_days"])
        _log(actor, line, credit_limit - before, why)
        record(actor, _saved(line, before), why)
        return line


def _locked_line(actor: Actor, creditor_id: UUID, debtor_id: UUID, currency: str) -> CreditLine:
    CreditLine.objects.bulk_create(
        [
            CreditLine(
                market_id=actor.market_id,
                creditor_id=creditor_id,
                debtor_id=debtor_id,
                currency=currency,
                credit_limit=Decimal(0),
                term_days=0,
            )
        ],
        ignore_conflicts=True,
    )
    return CreditLine.objects.select_for_update().get(
        market_id=actor.market_id, creditor_id=creditor_id, debtor_id=debtor_id, currency=currency
    )


def _log(actor: Actor, line: CreditLine, limit_delta: Decimal, why: str) -> None:
    if limit_delta:
        CreditMove.objects.create(
            market_id=actor.market_id,
            line=line,
            creditor_id=line.creditor_id,
            debtor_id=line.debtor_id,
            kind=CreditMoveKind.LIMIT,
            limit_delta=limit_delta,
            person_id=actor.person_id,
            person_name=actor.person_name,
            why=why,
        )


def _saved(line: CreditLine, before: Decimal) -> CreditLineSaved:
    return CreditLineSaved(
        line.id,
        parties=[line.creditor_id, line.debtor_id],
        data={
            "currency": line.currency,
            "credit_limit": str(round_amount(line.credit_limit, line.currency)),
            "limit_before": str(round_amount(before, line.currency)),
            "term_days": line.term_days,
            "status": line.status,
            "overdue_days": line.overdue_days,
        },
    )
