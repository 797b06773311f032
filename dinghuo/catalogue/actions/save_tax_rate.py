"""Says at which rate goods are taxed where they go, and from when to when."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from dinghuo.catalogue.events import TaxRateSaved
from dinghuo.catalogue.models import Category, Product, TaxRate
from dinghuo.catalogue.permissions import SAVE_TAX_RATE
from dinghuo.catalogue.rules.tax_times import Span, left_of
from dinghuo.catalogue.states import TaxTarget
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotAllowed
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Market
from dinghuo.organisations.rules.regions import region

TARGETS: dict[TaxTarget, tuple[Any, str]] = {
    TaxTarget.PRODUCT: (Product, "code"),
    TaxTarget.CATEGORY: (Category, "key"),
}


@dataclass(frozen=True)
class TaxRateInput:
    """Of which goods (`goods`: product's code or category's key, as `target` says; empty for all), where they go
    (`region_code`, GB/T 2260: province, city or district; empty: everywhere), on which days of the market's calendar,
    both included (`ends_on` None: for good). `rate` is a share: 0.09."""

    rate: Decimal
    starts_on: date
    ends_on: date | None = None
    target: TaxTarget = TaxTarget.ALL
    goods: str = ""
    region_code: str = ""
    note: str = ""


def save_tax_rate(actor: Actor, wanted: TaxRateInput) -> TaxRate:
    """Keep the rate for orders placed in its time; orders that stand keep theirs.

    It takes its time from the rates of the same goods and region that stand: what is left of them before and after
    stays. Who saves at once waits. Raises Invalid with every fault.
    """
    require(actor, SAVE_TAX_RATE)
    if actor.scope != "market":
        raise NotAllowed(SAVE_TAX_RATE)
    faults = Faults()
    _check(faults, wanted)
    with acting(actor):
        target_id = _target(actor, faults, wanted)
        faults.raise_any()
        # All rates of a market change one after the other; the flag is what orders look at first.
        market = Market.objects.select_for_update(no_key=True).get(id=actor.market_id)
        Market.objects.filter(id=actor.market_id, tax_rates=False).update(tax_rates=True)
        span = _span(wanted, ZoneInfo(market.time_zone))
        _make_room(actor, target_id, wanted.region_code, span)
        row = TaxRate.objects.create(
            market_id=actor.market_id,
            target=wanted.target.value,
            target_id=target_id,
            region_code=wanted.region_code,
            rate=wanted.rate,
            valid=(span.start, span.end),
            note=wanted.note.strip(),
        )
        told = {"goods": wanted.goods, "region": wanted.region_code, "rate": str(wanted.rate)}
        record(actor, TaxRateSaved(row.id, wanted.goods, [], told))
    return row


def _make_room(actor: Actor, target_id: UUID, region_code: str, span: Span) -> None:
    """Leave of the rates that stand what is before and after the span."""
    rows = TaxRate.objects.filter(
        market_id=actor.market_id,
        target_id=target_id,
        region_code=region_code,
        valid__overlap=(span.start, span.end),
    )
    stand = list(rows)
    rows.delete()
    for row in stand:
        parts = left_of(Span(row.valid.lower, row.valid.upper), span)
        for i, part in enumerate(parts):
            row.pk = row.pk if i == 0 else new_id()
            row.valid = (part.start, part.end)
            row.save(force_insert=True)


def _span(wanted: TaxRateInput, zone: ZoneInfo) -> Span:
    end = wanted.ends_on + timedelta(days=1) if wanted.ends_on else None
    return Span(
        datetime.combine(wanted.starts_on, time(), zone), datetime.combine(end, time(), zone) if end else None
    )


def _check(faults: Faults, wanted: TaxRateInput) -> None:
    if not (wanted.rate.is_finite() and 0 <= wanted.rate < 1 and wanted.rate == round(wanted.rate, 4)):
        faults.add("rate", "share", _("A tax rate is from 0 to less than 100 %, with at most two decimals."))
    if wanted.ends_on and wanted.ends_on < wanted.starts_on:
        faults.add("ends_on", "before-start", _("It ends before it begins."))
    if not (date(2000, 1, 1) <= wanted.starts_on and (wanted.ends_on or wanted.starts_on) < date(2200, 1, 1)):
        faults.add("starts_on", "day", _("Choose days from 2000 to 2199."))
    if wanted.region_code and region(wanted.region_code) is None:
        faults.add("region", "unknown", _("There is no such region."))
    if len(wanted.note) > 200 or "\0" in wanted.note:
        faults.add("note", "too-long", _("At most 200 characters."))


def _target(actor: Actor, faults: Faults, wanted: TaxRateInput) -> UUID:
    """The id of what is named; the market's where all goods are meant, or nothing is found."""
    kind = TARGETS.get(wanted.target)
    if kind is None:
        if wanted.goods:
            faults.add("goods", "not-needed", _("All are meant: name none."))
        return actor.market_id
    model, column = kind
    word = wanted.goods.replace("\0", "")
    found = model.objects.filter(market_id=actor.market_id, **{column: word}).first()
    if found is None:
        told = _("There is no %s.") % word[:60] if word else _("Say which one.")
        faults.add("goods", "unknown", told)
    return found.id if found else actor.market_id
