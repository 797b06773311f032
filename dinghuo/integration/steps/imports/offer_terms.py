"""What a row of a sheet of offers says of an offer's terms: as they are, and as they would be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from dinghuo.catalogue.actions.load_offers import LoadedOffer
from dinghuo.catalogue.models import Offer, Variant
from dinghuo.catalogue.rules.rows import OfferLimits, OfferRow
from dinghuo.catalogue.states import OfferState
from dinghuo.catalogue.steps.check_offer import check_offer
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.quantity import plain
from dinghuo.integration.rules.sheets.rows import ReadRow
from dinghuo.integration.steps.imports.handling import RowFault, Verdict, refuse, refuse_all, wrong
from dinghuo.integration.steps.imports.known_skus import mend_skus
from dinghuo.integration.steps.imports.offer_limits import limit_texts, limits_from, limits_of, said_limits
from dinghuo.integration.steps.imports.sellers import seller_ids
from dinghuo.organisations.queries.today import zone_of

TERMS = ("minimum", "multiple", "lead_time_days", "backorder_allowed")
#: Kept with what a row replaces, where the offer itself is new.
NEW = "new"
Key = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a row says: the offer as it is, and as it would be."""

    place: int
    sku: str
    key: Key
    old: Offer | None
    new: OfferRow
    state: OfferState
    limits: OfferLimits
    is_limited: bool
    zone: ZoneInfo

    @property
    def texts(self) -> dict[str, str]:
        """The offer as it would be, as people read it."""
        return _texts(self.new, self.state) | limit_texts(self.limits, self.zone)

    @property
    def texts_before(self) -> dict[str, str]:
        """The offer as it is; of none nothing."""
        if self.old is None:
            return {}
        return _texts(self.old, OfferState(self.old.state)) | limit_texts(limits_of(self.old), self.zone)

    @property
    def changed(self) -> dict[str, Any]:
        """What stands now in each column that would change; of a new offer nothing."""
        old, new = self.texts_before, self.texts
        return {column: old[column] for column in old if old[column] != new[column]}


def wanted_offers(actor: Actor, rows: Sequence[ReadRow], verdicts: Sequence[Verdict]) -> list[Wanted]:
    """What the rows say whose article and seller are known; faults are put into the verdicts. Five statements at
    most."""
    mend_skus(actor, rows)
    sellers = seller_ids(actor, rows, verdicts)
    market = {"market_id": actor.market_id}
    skus = {row.values["sku"] for row in rows if "sku" in row.values}
    variants = dict(Variant.objects.filter(**market, sku__in=skus).values_list("sku", "id"))
    there = Offer.objects.filter(**market, variant_id__in=list(variants.values()))
    old = {(offer.variant_id, offer.seller_id): offer for offer in there}
    zone = ZoneInfo(zone_of(actor))
    found = []
    for place, (row, verdict) in enumerate(zip(rows, verdicts, strict=True)):
        named = row.values.get("seller", "")
        if "sku" not in row.values or (named and named not in sellers):
            continue
        seller_id = sellers.get(named, actor.organisation_id)
        variant_id = variants.get(row.values["sku"])
        if variant_id is None:
            refuse(verdict, wrong("sku", "unknown-sku", sku=row.values["sku"][:60]))
        elif seller_id is not None:
            key = (variant_id, seller_id)
            each, unfit = _one(place, row, key, old.get(key), zone)
            if unfit:
                refuse(verdict, *unfit)
            faults = Faults()
            check_offer(each.new, faults, "offer")
            refuse_all(verdict, faults)
            found.append(each)
    return found


def _one(
    place: int, row: ReadRow, key: Key, old: Offer | None, zone: ZoneInfo
) -> tuple[Wanted, Sequence[RowFault]]:
    terms = {name: getattr(old, name) for name in (*TERMS, "position")} if old else {}
    terms |= {name: row.values[name] for name in TERMS if name in row.values}
    state = OfferState(old.state) if old else OfferState.ACTIVE
    if "state" in row.values:
        state = OfferState.ACTIVE if row.values["state"] else OfferState.WITHDRAWN
    said = said_limits(row, limits_of(old), zone)
    sku, new = row.values["sku"], OfferRow(key[1], **terms)
    return Wanted(place, sku, key, old, new, state, said.limits, said.is_said, zone), said.faults


def _texts(terms: OfferRow | Offer, state: OfferState) -> dict[str, str]:
    return {
        "minimum": plain(terms.minimum),
        "multiple": plain(terms.multiple),
        "lead_time_days": str(terms.lead_time_days),
        "backorder_allowed": "yes" if terms.backorder_allowed else "no",
        "state": "yes" if state is OfferState.ACTIVE else "no",
    }


def put_back(each: Wanted, before: Mapping[str, Any] | None) -> LoadedOffer:
    """The offer as it was; one that was new is withdrawn."""
    if before is None or NEW in before:
        return LoadedOffer(each.sku, each.new, OfferState.WITHDRAWN)
    now: Mapping[str, Any] = {**each.texts, **before}
    terms = OfferRow(
        each.key[1],
        Decimal(now["minimum"]),
        Decimal(now["multiple"]),
        int(now["lead_time_days"]),
        now["backorder_allowed"] == "yes",
        each.new.position,
    )
    state = OfferState.ACTIVE if now["state"] == "yes" else OfferState.WITHDRAWN
    return LoadedOffer(each.sku, terms, state, limits_from(now, each.zone) if each.is_limited else None)
