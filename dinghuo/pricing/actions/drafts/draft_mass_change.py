"""Gathers what an operation makes of many prices of a list, to be looked at and published later."""

from collections.abc import Sequence

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.actions.drafts.save_draft import DraftInput, DraftRow, save_draft
from dinghuo.pricing.models import PriceDraft
from dinghuo.pricing.permissions import SAVE_DRAFT
from dinghuo.pricing.queries.drafts.drafts import DraftChange
from dinghuo.pricing.queries.drafts.mass_change import mass_change
from dinghuo.pricing.rules.mass_change import MassChange


def draft_mass_change(actor: Actor, list_key: str, name: str, wanted: MassChange) -> PriceDraft:
    """Make a draft of the change, that begins at its moment. Raises like mass_change and save_draft."""
    require(actor, SAVE_DRAFT)
    with acting(actor):
        preview = mass_change(actor, list_key, wanted)
        return save_draft(actor, DraftInput(list_key, name, _rows(preview.changes), starts_at=wanted.at))


def _rows(changes: Sequence[DraftChange]) -> list[DraftRow]:
    # Bounded by the operation's own limits, so nothing of it is a slip of the keyboard.
    return [DraftRow(each.sku, each.amount, each.unit, each.min_quantity, meant=True) for each in changes]
