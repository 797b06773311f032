"""Asks whether goods that are past their last day shall come in."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation import formats
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.fields import named
from dinghuo.inventory.errors import ExpiredGoods
from dinghuo.inventory.models import Lot, StockDocument, StockDocumentLine
from dinghuo.organisations.queries.today import today


def refuse_expired(actor: Actor, document: StockDocument, lines: Sequence[StockDocumentLine]) -> None:
    """Raise ExpiredGoods naming every line whose lot has expired, as the line says or as the lot is known. One
    statement, none where every lot comes with its date."""
    day, known = today(actor), _known(actor, document, lines)
    past = [
        (line, last)
        for line in lines
        if (last := line.expires or known.get((line.variant_id, line.lot))) and last < day
    ]
    if not past:
        return
    told = "; ".join(
        _("%(name)s, lot %(lot)s: %(day)s")
        % {"name": named(line.variant), "lot": line.lot or "—", "day": formats.day(last, year=True)}
        for line, last in past
    )
    raise ExpiredGoods(
        _(
            "Past their last day already: %(told)s. Send them back, or receive them all the same: "
            "nobody is promised them."
        )
        % {"told": told},
        lines=[
            {"line": line.position, "sku": line.variant.sku, "lot": line.lot, "expires": last.isoformat()}
            for line, last in past
        ],
        instead={"expired": True},
    )


def _known(
    actor: Actor, document: StockDocument, lines: Sequence[StockDocumentLine]
) -> dict[tuple[UUID, str], date | None]:
    undated = [line for line in lines if line.lot and not line.expires]
    if not undated:
        return {}
    lots = Lot.objects.filter(
        market_id=actor.market_id,
        owner_id=document.owner_id,
        variant_id__in={line.variant_id for line in undated},
        lot__in={line.lot for line in undated},
    )
    return {(variant, lot): last for variant, lot, last in lots.values_list("variant_id", "lot", "expires")}
