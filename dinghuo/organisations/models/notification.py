"""A notification: news for one person, shown under the bell until read."""

from django.db import models

from dinghuo.foundation.clock import now
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.organisations.models.organisation import Organisation
from dinghuo.organisations.models.person import Person


class Notification(MarketRow):
    """News for a person as a member of an organisation. The same event tells a person once."""

    isolation = by_market()

    person = models.ForeignKey(Person, models.CASCADE, related_name="notifications", db_index=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", db_index=False)
    event_id = models.UUIDField(null=True, blank=True)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    link = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=now)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "event_id", "person", "organisation"],
                condition=models.Q(event_id__isnull=False),
                name="notification_once",
            )
        ]
        indexes = [
            models.Index(fields=["market_id", "person", "organisation", "-id"], name="notification_latest"),
            models.Index(
                fields=["market_id", "person", "organisation"],
                condition=models.Q(read_at__isnull=True),
                name="notification_unread",
            ),
        ]
