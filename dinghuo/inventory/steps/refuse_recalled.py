"""Refuses lots that are recalled."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.fields import named
from dinghuo.inventory.errors import LotRecalled
from dinghuo.inventory.models import Lot


def refuse_recalled(actor: Actor, owner_id: UUID, lots: Sequence[tuple[UUID, str]]) -> None:
    """Raise LotRecalled for one of these lots (variant and name) of an owner. One statement, none for no lots."""
    if not lots:
        return
    rows = Lot.objects.filter(
        market_id=actor.market_id,
        owner_id=owner_id,
        variant_id__in={variant_id for variant_id, _lot in lots},
        lot__in={lot for _variant, lot in lots},
        recalled_at__isnull=False,
    )
    found = [row for row in rows.select_related("variant") if (row.variant_id, row.lot) in set(lots)]
    if found:
        raise LotRecalled(
            _("Lot %(lot)s of %(name)s has been recalled: %(why)s. Put it aside.")
            % {"lot": found[0].lot, "name": named(found[0].variant), "why": found[0].recall_why},
            lines=[{"sku": row.variant.sku, "lot": row.lot} for row in found],
        )
