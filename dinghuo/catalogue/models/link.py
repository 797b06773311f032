"""What products are to each other, and products that were found to be the same."""

from django.db import models
from django.db.models import F, Q

from dinghuo.catalogue.models.product import Product
from dinghuo.catalogue.states import LinkKind
from dinghuo.foundation.clock import now
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market


class ProductLink(MarketRow):
    """Another product that is shown with a product; of a kind the lowest rank comes first."""

    isolation = by_market()

    product = models.ForeignKey(Product, models.CASCADE, related_name="links", db_index=False)
    kind = models.CharField(max_length=10)
    other = models.ForeignKey(Product, models.CASCADE, related_name="+", db_index=False)
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "product", "kind", "other"], name="product_link_once"
            ),
            models.CheckConstraint(condition=~Q(product=F("other")), name="product_link_to_another"),
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in LinkKind]), name="product_link_kind_known"
            ),
        ]
        indexes = [models.Index(fields=["market_id", "other"], name="product_link_by_other")]


class ProductMerge(MarketRow):
    """Two products that are the same: `goes` was withdrawn in favour of `stays`. `offers` are those that moved, each
    with the variant it was of; `published` whether `goes` was on sale before."""

    isolation = by_market()

    stays = models.ForeignKey(Product, models.CASCADE, related_name="+", db_index=False)
    goes = models.ForeignKey(Product, models.CASCADE, related_name="+", db_index=False)
    offers = models.JSONField(default=list)
    stock = models.JSONField(default=list)
    published = models.BooleanField()
    why = models.CharField(max_length=300, blank=True)
    merged_at = models.DateTimeField(default=now)
    merged_by = models.CharField(max_length=200)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "goes"], condition=Q(undone_at=None), name="product_merged_once"
            ),
            models.CheckConstraint(condition=~Q(stays=F("goes")), name="product_merge_of_two"),
        ]
        indexes = [models.Index(fields=["market_id", "-id"], name="product_merge_newest")]
