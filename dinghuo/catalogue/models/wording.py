"""What people say instead of what stands in the names: synonyms, searches that found nothing, customers' own codes."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from dinghuo.catalogue.models.variant import Variant
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market, by_party


class Synonym(MarketRow):
    """Words that mean the same to who searches. `forms` are the words as questions are compared."""

    isolation = by_market()

    words = ArrayField(models.CharField(max_length=40))
    forms = ArrayField(models.CharField(max_length=40))

    class Meta:
        indexes = [models.Index(fields=["market_id", "id"], name="synonym_by_market")]


class EmptySearch(MarketRow):
    """A question that found nothing: once for all who asked it, in the form in which questions are compared."""

    isolation = by_market()

    form = models.CharField(max_length=60, db_collation="C")
    asked = models.CharField(max_length=60)
    times = models.PositiveIntegerField(default=1)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["market_id", "form"], name="empty_search_once")]
        indexes = [models.Index(fields=["market_id", "last_at"], name="empty_search_by_time")]


class CustomerCode(MarketRow):
    """What a customer calls a variant: `code` and `name` as the customer writes them, the forms as compared."""

    isolation = by_party("buyer_id")

    buyer = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="+", db_index=False)
    variant = models.ForeignKey(Variant, models.CASCADE, related_name="+", db_index=False)
    code = models.CharField(max_length=60)
    form = models.CharField(max_length=60, db_collation="C")
    name = models.CharField(max_length=240, blank=True)
    name_form = models.CharField(max_length=300, blank=True, db_collation="C")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "buyer", "form"], name="customer_code_once"),
            models.UniqueConstraint(
                fields=["market_id", "buyer", "variant"], name="customer_code_per_variant"
            ),
        ]
        indexes = [models.Index(fields=["market_id", "variant"], name="customer_code_by_variant")]
