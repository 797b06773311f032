"""The rows every market has: its events, its document numbers, the commands it has answered, its messages."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from dinghuo.foundation.clock import now
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.policies import Isolation, by_market, by_party


class MarketRow(models.Model):
    """A row of one market. Each model says by `isolation` who may see it; an architecture test compares it with
    the database's policies. `market_id` is no foreign key: the table stays movable to its market's shard."""

    isolation: ClassVar[Isolation]

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    market_id = models.UUIDField(editable=False)

    class Meta:
        abstract = True


class EventRow(MarketRow):
    """Something that happened: the audit trail, the timeline of a document and the source of reactions."""

    isolation = by_party("parties[]", insert_only=True)

    kind = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    subject_number = models.CharField(max_length=40, blank=True)
    parties = ArrayField(models.UUIDField(), help_text="The organisations that may read it.")
    organisation_id = models.UUIDField(null=True)
    organisation_name = models.CharField(max_length=200, blank=True)
    person_id = models.UUIDField(null=True)
    person_name = models.CharField(max_length=200)
    at = models.DateTimeField(default=now)
    why = models.TextField(blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["market_id", "subject_id", "id"], name="event_by_subject"),
            models.Index(fields=["market_id", "kind", "id"], name="event_by_kind"),
        ]


class ReactionDone(MarketRow):
    """A reaction that has had its effect: written in the effect's own transaction, so that it has it once."""

    isolation = by_market(insert_only=True)

    event_id = models.UUIDField()
    reaction = models.CharField(max_length=100)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "event_id", "reaction"], name="reaction_once")
        ]


class NumberSeries(MarketRow):
    """The last document number given out, per market, kind and year."""

    isolation = by_market()

    kind = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["market_id", "kind", "year"], name="series_once")]


class Command(MarketRow):
    """A write asked for with an Idempotency-Key, and the answer it got."""

    isolation = by_party("organisation_id")

    organisation_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.JSONField(null=True)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "organisation_id", "key"], name="command_once", nulls_distinct=False
            )
        ]


class OutboundMessage(MarketRow):
    """A text message or e-mail on its way out, or sent."""

    isolation = by_market()

    channel = models.CharField(max_length=10, choices=[("sms", "sms"), ("email", "email")])
    address = models.CharField(max_length=200)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["market_id", "-at"], name="outbound_latest")]
