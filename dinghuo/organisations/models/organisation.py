"""An organisation: a company, the parts it takes, and its departments."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Upper

from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import TranslationsField, translated
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.organisations.states import OrganisationStatus, Part


class Organisation(MarketRow):
    """A company in a market. `parent` makes a tree: a branch under the operator, a store under its dealer."""

    isolation = by_market(gate=True)

    code = models.CharField(max_length=32)
    name = models.CharField(max_length=200)
    names = TranslationsField()
    parts = ArrayField(models.CharField(max_length=10))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", db_index=False
    )
    status = models.CharField(max_length=10, default=OrganisationStatus.ACTIVE.value)
    tax_number = models.CharField(max_length=32, blank=True)
    contact = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    note = models.TextField(blank=True)
    region_code = models.CharField(
        max_length=9,
        blank=True,
        db_default="",
        help_text="Where it is registered (GB/T 2260); decides which regional goods it may buy.",
    )
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "code"], name="organisation_code"),
            models.CheckConstraint(
                condition=models.Q(status__in=[word.value for word in OrganisationStatus]),
                name="organisation_status",
            ),
            models.CheckConstraint(
                condition=models.Q(parts__contained_by=[part.value for part in Part])
                & models.Q(parts__len__gt=0),
                name="organisation_parts",
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="organisation_not_own_parent",
            ),
        ]
        indexes = [
            models.Index(fields=["market_id", "parent"], name="organisation_by_parent"),
            models.Index(fields=["market_id", "name", "id"], name="organisation_by_name"),
            models.Index("market_id", Upper("name"), name="organisation_by_any_case"),
            models.Index(fields=["market_id", "tax_number"], name="organisation_by_tax_number"),
            models.Index(
                fields=["market_id", "id"],
                condition=models.Q(parts__contains=[Part.OPERATOR.value]),
                name="organisation_operator",
            ),
        ]

    def __str__(self) -> str:
        return translated(self.name, self.names)

    def takes(self, part: str) -> bool:
        """True if the organisation takes this part."""
        return part in self.parts


class Department(MarketRow):
    """A part of an organisation in which people work; departments make a tree."""

    isolation = by_market()

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="departments", db_index=False)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", db_index=False
    )
    name = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "organisation", "parent", "name"],
                name="department_name",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.name
