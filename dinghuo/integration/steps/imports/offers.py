"""Imports of offers: a seller's terms for articles that are described already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from dinghuo.catalogue.actions.load_offers import LoadedOffer, load_offers
from dinghuo.catalogue.models import Offer, Variant
from dinghuo.catalogue.rules.rows import OfferLimits, OfferRow
from dinghuo.catalogue.states import OfferState
from dinghuo.catalogue.steps.check_offer import check_offer
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.quantity import plain
from dinghuo.integration.models import Import
from dinghuo.integration.rules.sheets.rows import ReadRow
from dinghuo.integration.states import RowState
from dinghuo.integration.steps.imports.handling import RowFault, Verdict, refuse, verdict_on, wrong
from dinghuo.integration.steps.imports.known_skus import mend_skus
from dinghuo.integration.steps.imports.offer_limits import limit_texts, limits_from, limits_of, said_limits
from dinghuo.integration.steps.imports.sellers import seller_ids

TERMS = ("minimum", "multiple", "lead_time_days", "backorder_allowed")
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


class Offers:
    """The handling of offers."""

    def check(self, actor: Actor, imported: Import, rows: Sequence[ReadRow]) -> list[Verdict]:
        """As Handling.check."""
        verdicts = [verdict_on(row) for row in rows]
        for each in _wanted(actor, rows, verdicts):
            verdict = verdicts[each.place]
            verdict.key = f"{each.key}"
            old, new = each.texts_before, each.texts
            changed = {column: old.get(column, "") for column in new if old.get(column) != new[column]}
            if each.old is not None:
                verdict.state = RowState.CHANGED if changed else RowState.UNCHANGED
                verdict.before = changed or None
        return verdicts

    def apply(
        self,
        actor: Actor,
        imported: Import,
        rows: Sequence[ReadRow],
        before: Sequence[Mapping[str, Any] | None],
    ) -> dict[int, list[RowFault]]:
        """As Handling.apply."""
        verdicts = [verdict_on(row) for row in rows]
        wanted = [each for each in _wanted(actor, rows, verdicts) if not verdicts[each.place].faults]
        load_offers(
            actor,
            [
                LoadedOffer(each.sku, each.new, each.state, each.limits if each.is_limited else None)
                for each in wanted
            ],
        )
        return {i: verdict.faults for i, verdict in enumerate(verdicts) if verdict.faults}

    def undo(
        self,
        actor: Actor,
        imported: Import,
        rows: Sequence[ReadRow],
        before: Sequence[Mapping[str, Any] | None],
    ) -> list[int]:
        """As Handling.undo: a new offer is withdrawn, a changed one has its old terms; stuck: changed since."""
        verdicts = [verdict_on(row) for row in rows]
        wanted = _wanted(actor, rows, verdicts)
        stuck = [each.place for each in wanted if each.old is None or each.texts_before != each.texts]
        if not stuck:
            load_offers(actor, [_back(each, before[each.place]) for each in wanted])
        return stuck


def _wanted(actor: Actor, rows: Sequence[ReadRow], verdicts: Sequence[Verdict]) -> list[Wanted]:
    """What the rows say that are right so far; faults are put into their verdicts. Five statements at most."""
    mend_skus(actor, rows)
    sellers = seller_ids(actor, rows, verdicts)
    market = {"market_id": actor.market_id}
    skus = {row.values["sku"] for row in rows if "sku" in row.values}
    variants = dict(Variant.objects.filter(**market, sku__in=skus).values_list("sku", "id"))
    there = Offer.objects.filter(**market, variant_id__in=list(variants.values()))
    old = {(offer.variant_id, offer.seller_id): offer for offer in there}
    zone = ZoneInfo(actor.time_zone)
    found = []
    for place, (row, verdict) in enumerate(zip(rows, verdicts, strict=True)):
        if verdict.faults:
            continue
        seller_id = sellers.get(row.values.get("seller", ""), actor.organisation_id)
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
            if not verdict.faults:
                found.append(each)
    return found


def refuse_all(verdict: Verdict, faults: Faults) -> None:
    """Put the catalogue's faults beside the columns."""
    if faults:
        refuse(verdict, *[(each.path.rpartition(".")[2], each.code, each.message) for each in faults.found])


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


def _back(each: Wanted, before: Mapping[str, Any] | None) -> LoadedOffer:
    if before is None:
        return LoadedOffer(each.sku, each.new, OfferState.WITHDRAWN)
    now = {**each.texts, **before}
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
