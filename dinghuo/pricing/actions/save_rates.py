"""Stores what currencies were worth in others on a day, and who said so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.currencies import check_currency
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.queries.today import today
from dinghuo.pricing.events import RatesSaved
from dinghuo.pricing.models import ExchangeRate
from dinghuo.pricing.permissions import SAVE_RATES
from dinghuo.pricing.rules.slips import is_slip

#: Rates of one call.
MOST = 2000
#: Not written further ahead: a rate of next month is a slip of the calendar.
AHEAD = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RateInput:
    """One `currency` was worth `rate` of `quoted` on a day. `meant`: right, although far from the rate before."""

    currency: str
    quoted: str
    day: date
    rate: Decimal
    source: str
    meant: bool = False


def save_rates(actor: Actor, rates: Sequence[RateInput]) -> int:
    """Store the rates, all of them or none; one of the same day is replaced. Returns how many.

    Raises Invalid with the faults of all, among them rates that look like slips. Two statements and the event.
    """
    require(actor, SAVE_RATES)
    with acting(actor):
        faults = Faults()
        if not 0 < len(rates) <= MOST:
            faults.add("rates", "count", _("Give between one and %s rates.") % MOST)
        before = _before(actor, {(each.currency, each.quoted) for each in rates})
        seen: set[tuple[str, str, date]] = set()
        for i, each in enumerate(rates):
            _check(each, f"rates.{i}", before, today(actor), faults)
            if (each.currency, each.quoted, each.day) in seen:
                faults.add(f"rates.{i}.day", "twice", _("This rate is there twice."))
            seen.add((each.currency, each.quoted, each.day))
        faults.raise_any()
        ExchangeRate.objects.bulk_create(
            [
                ExchangeRate(
                    market_id=actor.market_id,
                    currency=each.currency,
                    quoted=each.quoted,
                    day=each.day,
                    rate=each.rate,
                    source=each.source.strip(),
                )
                for each in rates
            ],
            update_conflicts=True,
            unique_fields=["market_id", "currency", "quoted", "day"],
            update_fields=["rate", "source"],
        )
        record(actor, RatesSaved(actor.market_id, "", [], {"rates": len(rates)}))
        return len(rates)


def _before(actor: Actor, pairs: set[tuple[str, str]]) -> dict[tuple[str, str], Decimal]:
    """The latest rate of each pair."""
    rows = (
        ExchangeRate.objects.filter(
            market_id=actor.market_id,
            currency__in={currency for currency, _quoted in pairs},
            quoted__in={quoted for _currency, quoted in pairs},
        )
        .order_by("currency", "quoted", "-day")
        .distinct("currency", "quoted")
    )
    return {(row.currency, row.quoted): row.rate for row in rows}


def _check(
    row: RateInput,
    path: str,
    before: dict[tuple[str, str], Decimal],
    day: date,
    faults: Faults,
) -> None:
    for name in ("currency", "quoted"):
        check_currency(faults, f"{path}.{name}", getattr(row, name))
    if row.currency == row.quoted:
        faults.add(f"{path}.quoted", "same", _("Name two different currencies."))
    if not row.rate.is_finite() or not 0 < row.rate < 10**10 or row.rate != round(row.rate, 10):
        faults.add(f"{path}.rate", "positive", _("Enter more than zero, with at most ten decimals."))
    elif (was := before.get((row.currency, row.quoted))) and is_slip(row.rate, was) and not row.meant:
        told = _("%(now)s? The last rate was %(was)s. Say that you mean it, if you do.")
        faults.add(f"{path}.rate", "absurd", told % {"now": row.rate.normalize(), "was": was.normalize()})
    if row.day > day + AHEAD:
        faults.add(f"{path}.day", "future", _("This day is still to come."))
    if not row.source.strip() or len(row.source) > 100 or "\0" in row.source:
        faults.add(f"{path}.source", "required", _("Say whose rate it is, in at most 100 letters."))
