"""Gathers what goods that run out soon should be sold for, to be looked at and published."""

from datetime import datetime
from decimal import Decimal

from django.db.models import Q

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.actions.drafts.save_draft import DraftInput, DraftRow, save_draft
from dinghuo.pricing.models import PriceDraft
from dinghuo.pricing.permissions import SAVE_DRAFT
from dinghuo.pricing.queries.drafts.drafts import visible_drafts
from dinghuo.pricing.queries.drafts.mass_change import MassChange, Operation, Selection, mass_change
from dinghuo.pricing.states import DraftState


def draft_markdown(
    actor: Actor, list_key: str, name: str, sku: str, percent: Decimal, ends_at: datetime
) -> PriceDraft:
    """A draft that takes `percent` off an article's prices of a list until `ends_at`. The same one again where one of
    this name waits or counts: asking twice takes nothing off twice.

    Off the prices that count when it is over: one that counts until then isn't marked down further. Raises like
    mass_change and save_draft.
    """
    require(actor, SAVE_DRAFT)
    with acting(actor):
        undecided = Q(state__in=[DraftState.DRAFT.value, DraftState.WAITING.value])
        counts = Q(state=DraftState.PUBLISHED.value, ends_at__gt=now())
        same = visible_drafts(actor).filter(undecided | counts, list__key=list_key, name=name)
        there = same.order_by("-number").first()
        if there is not None:
            return there
        wanted = MassChange(Selection(goods=(sku,)), Operation(percent=-percent), ends_at)
        rows = [
            # The percentage was chosen by rule, so nothing of it is a slip of the keyboard.
            DraftRow(each.sku, each.amount, each.unit, each.min_quantity, meant=True)
            for each in mass_change(actor, list_key, wanted).changes
        ]
        return save_draft(actor, DraftInput(list_key, name, rows, ends_at=ends_at))
