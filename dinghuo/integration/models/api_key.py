"""An API key: how a program signs in for an organisation, with the rights of one of its members."""

from django.db import models

from dinghuo.foundation.clock import now
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_party
from dinghuo.organisations.models import Membership, Organisation


class ApiKey(MarketRow):
    """A key's secret is shown once, when it is made; the row holds its hash, and its last characters to know it by."""

    isolation = by_party("organisation_id")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=100)
    secret_hash = models.CharField(max_length=64)
    ending = models.CharField(max_length=4)
    made_at = models.DateTimeField(default=now)
    made_by = models.CharField(max_length=200)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["market_id", "secret_hash"], name="api_key_secret")]
        indexes = [models.Index(fields=["market_id", "organisation", "-id"], name="api_key_by_organisation")]
