"""Rows of a seller's sheet that describe what others sell already: they propose an offer, and no second product."""

from collections.abc import Mapping, Sequence

from dinghuo.catalogue.steps.propose_offers import (
    Proposed,
    Twin,
    propose_offers,
    take_back_offers,
    twins_by_gtin,
    twins_by_merge,
)
from dinghuo.foundation.actor import Actor
from dinghuo.integration.rules.sheets.rows import ReadRow
from dinghuo.integration.states import RowState
from dinghuo.integration.steps.imports.handling import Verdict, refuse, wrong

#: Under which name a row keeps the article that it means, beside what it replaces.
OFFER_OF = "offer_of"
TERMS = ("minimum", "multiple", "lead_time_days")


def twin_rows(actor: Actor, rows: Sequence[ReadRow]) -> dict[int, Twin]:
    """The article that each row means, by place, of those that mean another's: by barcode, or by a code that was merged
    into it. Four statements at most; none for the operator, who describes what everybody sells."""
    if actor.scope == "market" or actor.organisation_id is None:
        return {}
    gtins = {row.values["gtin"] for row in rows if row.values.get("gtin")}
    skus = {row.values["sku"] for row in rows if row.values.get("sku")}
    by_gtin = twins_by_gtin(actor, actor.organisation_id, gtins)
    by_sku = twins_by_merge(actor, actor.organisation_id, skus)
    found = {}
    for place, row in enumerate(rows):
        twin = by_sku.get(row.values.get("sku", "")) or by_gtin.get(row.values.get("gtin", ""))
        if twin and row.values.get("sku"):
            found[place] = twin
    return found


def judge_twins(twins: Mapping[int, Twin], rows: Sequence[ReadRow], verdicts: Sequence[Verdict]) -> None:
    """Say of each such row that it proposes an offer, or that the seller has it already."""
    for place, twin in twins.items():
        values, verdict = rows[place].values, verdicts[place]
        verdict.key = f"twin|{twin.variant_id}"
        if values.get("base_unit", twin.unit) != twin.unit:
            refuse(verdict, wrong("base_unit", "other-unit", sku=twin.sku, unit=twin.unit))
        for term in TERMS:
            if term in values and not 0 < values[term] <= 100_000:
                refuse(verdict, wrong(term, "number"))
        if not verdict.faults:
            verdict.state = RowState.UNCHANGED if twin.offered else RowState.OFFER
            verdict.before = {OFFER_OF: twin.sku}


def propose_twins(actor: Actor, twins: Mapping[int, Twin], rows: Sequence[ReadRow]) -> None:
    """Write the proposals. Three statements, none where the seller offers all of it."""
    wanted = {place: twin for place, twin in twins.items() if not twin.offered}
    if wanted and actor.organisation_id:
        told = [_proposed(rows[place], twin) for place, twin in wanted.items()]
        propose_offers(actor, actor.organisation_id, told)


def take_back_twins(actor: Actor, rows: Sequence[ReadRow]) -> list[int]:
    """Take back what waits; the places of rows that have been accepted since."""
    if actor.organisation_id is None:
        return []
    accepted = take_back_offers(actor, actor.organisation_id, [row.values["sku"] for row in rows])
    return [place for place, row in enumerate(rows) if row.values["sku"] in accepted]


def _proposed(row: ReadRow, twin: Twin) -> Proposed:
    values = row.values
    terms = {term: values[term] for term in TERMS if term in values}
    return Proposed(twin.variant_id, values["sku"], values.get("name", ""), twin.gtin, **terms)
