"""A registration: a company that asks the operator to let it join."""

from django.db import models

from dinghuo.foundation.clock import now
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.organisations.models.organisation import Organisation
from dinghuo.organisations.models.person import Person
from dinghuo.organisations.models.storefront import Storefront
from dinghuo.organisations.states import Part, RegistrationState


class Registration(MarketRow):
    """What a company told of itself when it asked to join, and what the operator decided."""

    isolation = by_market(gate=True)

    part = models.CharField(max_length=10)
    company = models.CharField(max_length=200)
    tax_number = models.CharField(max_length=32)
    contact = models.CharField(max_length=100)
    phone = models.CharField(max_length=20)
    email = models.EmailField(blank=True)
    password = models.CharField(max_length=128, help_text="A hash; becomes the person's.")
    language = models.CharField(max_length=10, blank=True)
    region_code = models.CharField(max_length=9, blank=True)
    street = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    storefront = models.ForeignKey(
        Storefront, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    state = models.CharField(max_length=10, default=RegistrationState.PENDING.value)
    asked_at = models.DateTimeField(default=now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    reason = models.TextField(blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="registrations", db_index=False
    )

    class Meta:
        constraints = [
            # Two at once: the second insert fails instead of asking the operator twice.
            models.UniqueConstraint(
                fields=["market_id", "tax_number"],
                condition=models.Q(state=RegistrationState.PENDING.value),
                name="registration_pending_once",
            ),
            models.UniqueConstraint(
                fields=["market_id", "phone"],
                condition=models.Q(state=RegistrationState.PENDING.value),
                name="registration_pending_phone",
            ),
            models.CheckConstraint(
                condition=models.Q(part__in=[Part.BUYER.value, Part.SUPPLIER.value]), name="registration_part"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[word.value for word in RegistrationState]),
                name="registration_state",
            ),
        ]
        indexes = [models.Index(fields=["market_id", "state", "-id"], name="registration_by_state")]

    def __str__(self) -> str:
        return self.company
