"""Says what it costs to send orders: of whom, to whom, where to, and from when to when."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from dinghuo.catalogue.rules.tax_times import Span, left_of
from dinghuo.catalogue.states import TermWhom
from dinghuo.foundation import clock
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.events import FreightTermSaved
from dinghuo.ordering.models import FreightTerm
from dinghuo.ordering.permissions import SAVE_FREIGHT
from dinghuo.ordering.rules.freight_entry import AMOUNTS, FreightInput, faults_of
from dinghuo.ordering.steps.name_terms import named_storefront, named_whom, whose_orders
from dinghuo.organisations.models import Market
from dinghuo.organisations.queries.storefronts import home_storefront
from dinghuo.organisations.queries.today import today
from dinghuo.organisations.rules.regions import region

__all__ = ["AMOUNTS", "FreightInput", "TermWhom", "save_freight_term"]


def save_freight_term(actor: Actor, wanted: FreightInput) -> FreightTerm:
    """Let it count for orders placed in its time; orders that stand keep what they were placed with.

    It takes its time from the terms for the same orders, customers, storefront and region that stand: what is left of
    them before and after stays. Who sees the whole market may for everybody, a seller for its own orders, who runs
    storefronts also for all that is ordered there. Who saves at once waits. Raises Invalid with every fault.
    """
    require(actor, SAVE_FREIGHT)
    faults = Faults()
    _check(actor, faults, wanted)
    with acting(actor):
        seller = whose_orders(actor, faults, wanted.seller, wanted.storefront)
        shop = named_storefront(actor, faults, wanted.storefront, own=not wanted.seller)
        whom_id = named_whom(actor, faults, wanted.whom, wanted.named)
        faults.raise_any()
        # All terms of a market change one after the other; the flag is what orders look at first.
        market = Market.objects.select_for_update(no_key=True).get(id=actor.market_id)
        Market.objects.filter(id=actor.market_id, order_terms=False).update(order_terms=True)
        same = {
            "market_id": actor.market_id,
            "seller": seller,
            "whom_id": whom_id,
            "storefront": shop,
            "region_code": wanted.region_code,
            "currency": (shop or home_storefront(actor)).currency,
        }
        span = _span(wanted, ZoneInfo(market.time_zone))
        _make_room(same, span)
        row = FreightTerm.objects.create(
            **same,
            whom=wanted.whom.value,
            valid=(span.start, span.end),
            tax_rate=wanted.tax_rate,
            note=wanted.note.strip(),
            notes={code: text for code, text in wanted.notes.items() if text},
            **{name: getattr(wanted, name) for name in AMOUNTS},
        )
        told = {"amount": str(wanted.amount), "region": wanted.region_code, "named": wanted.named}
        parties: list[UUID] = [seller.id] if seller else []
        record(actor, FreightTermSaved(row.id, wanted.seller or wanted.storefront, parties, told))
    return row


def _make_room(same: Mapping[str, Any], span: Span) -> None:
    """Leave of the terms that stand what is before and after the span."""
    rows = FreightTerm.objects.filter(**same, valid__overlap=(span.start, span.end))
    stand = list(rows)
    rows.delete()
    for row in stand:
        for i, part in enumerate(left_of(Span(row.valid.lower, row.valid.upper), span)):
            row.pk = row.pk if i == 0 else new_id()
            row.valid = (part.start, part.end)
            row.save(force_insert=True)


def _span(wanted: FreightInput, zone: ZoneInfo) -> Span:
    start = wanted.starts_on or clock.today(zone.key)
    end = wanted.ends_on + timedelta(days=1) if wanted.ends_on else None
    return Span(datetime.combine(start, time(), zone), datetime.combine(end, time(), zone) if end else None)


def _check(actor: Actor, faults: Faults, wanted: FreightInput) -> None:
    words = {
        "amount": _("An amount is zero or more."),
        "too-large": _("That is too much."),
        "too-small": _("The weight for a further amount is at least 0.1 kg."),
        "share": _("Enter the tax rate as a share: 0.13 for 13 %."),
        "no-step": _("Say for how much more weight the next amount is."),
        "no-first": _("Say how much weight the first amount is for."),
        "before-start": _("It ends before it begins."),
        "day": _("Choose days from 2000 to 2199."),
        "too-long": _("At most 200 characters."),
    }
    for path, code in faults_of(wanted):
        faults.add(path, code, words[code])
    if any(len(text) > 200 or "\0" in text for text in wanted.notes.values()):
        faults.add("notes", "too-long", words["too-long"])
    if wanted.region_code and region(wanted.region_code) is None:
        faults.add("region", "unknown", _("There is no such region."))
    if wanted.ends_on and not wanted.starts_on and wanted.ends_on < today(actor):
        faults.add("ends_on", "before-start", words["before-start"])
