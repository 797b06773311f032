"""Writes down that a customer pays a seller no tax: by which certificate, and from when to when."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dinghuo.catalogue.steps.keep_paper import keep_paper
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Fault, Faults, Invalid
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Market, Organisation
from dinghuo.organisations.steps.named_seller import named_seller
from dinghuo.pricing.events import ExemptionSaved
from dinghuo.pricing.models import TaxExemption
from dinghuo.pricing.permissions import SAVE_TAXES


@dataclass(frozen=True, slots=True)
class ExemptionInput:
    """A customer's (`buyer`: its code) exemption by a certificate, on days of the market's calendar, both included
    (`ends_on` None: until it is ended). `paper`: its scan, a PDF or a picture. The seller is the actor's house, unless
    who sees the whole market names another by its code."""

    buyer: str
    certificate: str
    starts_on: date
    ends_on: date | None = None
    paper: bytes = b""
    note: str = ""
    seller: str = ""


def save_exemption(actor: Actor, wanted: ExemptionInput) -> TaxExemption:
    """Keep it: from its first day to its last the customer's prices of this seller are those before tax, and no tax
    comes on top. Orders placed before keep theirs.

    Raises Invalid with every fault: no such customer or seller, no number, no paper, days that another one has.
    """
    require(actor, SAVE_TAXES)
    with acting(actor):
        faults = Faults()
        seller = named_seller(actor, wanted.seller, faults)
        buyer = _buyer(actor, wanted, seller, faults)
        _check(wanted, faults)
        file = _kept(actor, wanted, faults)
        faults.raise_any()
        assert seller is not None
        assert buyer is not None
        row = TaxExemption(
            market_id=actor.market_id,
            seller=seller,
            buyer=buyer,
            certificate=wanted.certificate.strip(),
            valid=_span(actor, wanted),
            note=wanted.note.strip(),
            file=file,
            made_by_name=actor.person_name,
        )
        _save(row)
        told = {"certificate": row.certificate, "buyer": buyer.name}
        record(actor, ExemptionSaved(row.id, buyer.code, [seller.id, buyer.id], told))
        return row


def _save(row: TaxExemption) -> None:
    """Two who save at once: the second learns of the first."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as taken:
        told = _("This customer has an exemption of these days already. End that one first.")
        raise Invalid([Fault("starts_on", "taken", told)]) from taken


def _buyer(
    actor: Actor, wanted: ExemptionInput, seller: Organisation | None, faults: Faults
) -> Organisation | None:
    rows = Organisation.objects.filter(market_id=actor.market_id, parts__contains=["buyer"])
    found = rows.filter(code=wanted.buyer.replace("\0", "")).first()
    if found is None or (seller and found.id == seller.id):
        faults.add("buyer", "unknown", _("There is no such customer."))
    return found


def _check(wanted: ExemptionInput, faults: Faults) -> None:
    if not wanted.certificate.strip() or len(wanted.certificate) > 60 or "\0" in wanted.certificate:
        faults.add("certificate", "required", _("Enter the certificate’s number, at most 60 characters."))
    if wanted.ends_on and wanted.ends_on < wanted.starts_on:
        faults.add("ends_on", "before-start", _("It ends before it begins."))
    if not (date(2000, 1, 1) <= wanted.starts_on and (wanted.ends_on or wanted.starts_on) < date(2200, 1, 1)):
        faults.add("starts_on", "day", _("Choose days from 2000 to 2199."))
    if len(wanted.note) > 200 or "\0" in wanted.note:
        faults.add("note", "too-long", _("At most 200 characters."))


def _kept(actor: Actor, wanted: ExemptionInput, faults: Faults) -> str:
    kept = ""
    with faults.collecting():
        kept = keep_paper(actor, wanted.paper, "paper")
    return kept


def _span(actor: Actor, wanted: ExemptionInput) -> tuple[datetime, datetime | None]:
    zone = ZoneInfo(Market.objects.values_list("time_zone", flat=True).get(id=actor.market_id))
    end = wanted.ends_on + timedelta(days=1) if wanted.ends_on else None
    return (
        datetime.combine(wanted.starts_on, time(), zone),
        datetime.combine(end, time(), zone) if end else None,
    )
