"""Finds the sellers that a sheet names."""

from collections.abc import Sequence
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.integration.rules.sheets.rows import ReadRow
from dinghuo.integration.steps.imports.handling import Verdict, refuse, wrong
from dinghuo.organisations.models import Organisation
from dinghuo.organisations.queries.own import own_organisation_id


def seller_ids(actor: Actor, rows: Sequence[ReadRow], verdicts: Sequence[Verdict]) -> dict[str, UUID]:
    """Ids by code. A name that stands for nobody, or for somebody else's goods, is found wrong. One statement."""
    codes = {row.values["seller"] for row in rows if "seller" in row.values}
    if not codes:
        return {}
    sellers = Organisation.objects.filter(market_id=actor.market_id, code__in=codes)
    if actor.scope != "market":
        sellers = sellers.filter(id=own_organisation_id(actor))
    found = dict(sellers.values_list("code", "id"))
    for row, verdict in zip(rows, verdicts, strict=True):
        if row.values.get("seller", "") not in {"", *found}:
            refuse(verdict, wrong("seller", "unknown-seller"))
    return found
