"""A proposal to buy: of one supplier, for one warehouse."""

from django.db import models
from django.db.models import Q

from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import QuantityField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_party
from dinghuo.procurement.states import ProposalState

ORGANISATION = "organisations.Organisation"


class Proposal(MarketRow):
    """What a house should order of a supplier for a warehouse. One that nobody has touched is made anew each time."""

    isolation = by_party("owner_id")

    number = models.CharField(max_length=20)
    owner = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", db_index=False)
    seller = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", db_index=False)
    warehouse = models.ForeignKey("inventory.Warehouse", models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=12, default=ProposalState.OPEN.value)
    made_at = models.DateTimeField(default=now)
    edited_at = models.DateTimeField(null=True)
    edited_by_name = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by_name = models.CharField(max_length=200, blank=True)
    order_number = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "number"], name="proposal_number_once"),
            models.UniqueConstraint(
                fields=["market_id", "owner", "warehouse", "seller"],
                condition=Q(state="open"),
                name="proposal_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in ProposalState]), name="proposal_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="ordered") | ~Q(order_number=""), name="proposal_ordered_by_number"
            ),
        ]
        indexes = [models.Index(fields=["market_id", "owner", "state", "-id"], name="proposal_by_owner")]


class ProposalLine(MarketRow):
    """An article of it, in base units: what was reckoned, from which figures, and what a person made of it."""

    isolation = by_party("owner_id")

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="lines", db_index=False)
    owner = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveIntegerField()
    variant = models.ForeignKey("catalogue.Variant", models.PROTECT, related_name="+", db_index=False)
    proposed = QuantityField()
    quantity = QuantityField(help_text="As edited; zero: not this time.")
    reason = models.JSONField(default=dict, help_text="The figures it was reckoned from.")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "proposal", "position"], name="proposal_line_position"
            ),
            models.CheckConstraint(
                condition=Q(proposed__gte=0, quantity__gte=0), name="proposal_line_not_negative"
            ),
        ]
