"""A change of an order that one side proposes and the other accepts or declines."""

from django.db import models

from dinghuo.foundation.clock import now
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_party
from dinghuo.ordering.models.order import Order, _organisation
from dinghuo.ordering.states import ChangeState


class OrderChange(MarketRow):
    """Typed actions on the version of the order that the proposer saw, with what they would mean."""

    isolation = by_party("buyer_id", "seller_id")

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="changes", db_index=False)
    buyer = _organisation()
    seller = _organisation()
    proposer_id = models.UUIDField(help_text="The organisation that asks.")
    person_id = models.UUIDField(null=True)
    person_name = models.CharField(max_length=200)
    base_version = models.PositiveIntegerField()
    actions = models.JSONField()
    reason = models.CharField(max_length=300)
    consequences = models.JSONField(default=dict, help_text="Money, credit and approval that it would need.")
    state = models.CharField(
        max_length=20, choices=[(s, s) for s in ChangeState], default=ChangeState.PROPOSED
    )
    at = models.DateTimeField(default=now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decision_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["market_id", "order", "id"], name="change_by_order")]
