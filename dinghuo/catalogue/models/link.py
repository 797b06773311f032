"""What products are to each other."""

from django.db import models
from django.db.models import F, Q

from dinghuo.catalogue.models.product import Product
from dinghuo.catalogue.states import LinkKind
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
