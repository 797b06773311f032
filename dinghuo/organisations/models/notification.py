"""A notification: news for one person, shown under the bell until read."""

from django.db import models

from dinghuo.foundation.clock import now
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.organisations.models.organisation import Organisation
from dinghuo.organisations.models.person import Person


class Notification(MarketRow):
    """News for a person as a member of an organisation. The same event tells a person once.

    It keeps what kind of news it is and plain values; `reactions/words.py` puts them into the reader's language.
    """

    isolation = by_market()

    person = models.ForeignKey(Person, models.CASCADE, related_name="notifications", db_index=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", db_index=False)
    event_id = models.UUIDField(null=True, blank=True)
    kind = models.CharField(max_length=60, db_default="")
    data = models.JSONField(default=dict, db_default={})
    title = models.CharField(max_length=200, blank=True, help_text="Of news from before kinds were kept.")
    body = models.TextField(blank=True, help_text="Of news from before kinds were kept.")
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
