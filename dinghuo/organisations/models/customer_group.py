"""Groups of buyers: chain stores, hotels, those of a promotion; goods and prices may depend on them."""

from django.db import models

from dinghuo.foundation.fields import TranslationsField, translated
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.organisations.models.organisation import Organisation


class CustomerGroup(MarketRow):
    """A group of buyers. A buyer may be in several."""

    isolation = by_market()

    key = models.SlugField(max_length=40, db_index=False)
    name = models.CharField(max_length=100)
    names = TranslationsField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["market_id", "key"], name="customer_group_key")]

    def __str__(self) -> str:
        return translated(self.name, self.names)


class CustomerGroupMember(MarketRow):
    """A buyer in a group."""

    isolation = by_market()

    group = models.ForeignKey(CustomerGroup, models.CASCADE, related_name="members", db_index=False)
    buyer = models.ForeignKey(Organisation, models.CASCADE, related_name="customer_groups", db_index=False)

    class Meta:
        constraints = [
            # The buyer first: what is asked all the time is in which groups a buyer is.
            models.UniqueConstraint(fields=["market_id", "buyer", "group"], name="customer_group_member_once")
        ]
        indexes = [models.Index(fields=["market_id", "group", "buyer"], name="customer_group_members")]
