"""What a storefront shows."""

from django.db import models
from django.db.models import Q

from dinghuo.catalogue.models.category import Category
from dinghuo.catalogue.models.product import Brand, Product
from dinghuo.catalogue.states import AssortmentKind
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market


class Assortment(MarketRow):
    """The goods of one storefront. A storefront without one shows everything that is offered."""

    isolation = by_market()

    storefront = models.ForeignKey("organisations.Storefront", models.CASCADE, db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["market_id", "storefront"], name="assortment_once")]


class AssortmentItem(MarketRow):
    """One line of an assortment. Goods are shown if a category (with its descendants), brand or product line names
    them - or there is no such line - and, where sellers are named, one of those offers them."""

    isolation = by_market()

    assortment = models.ForeignKey(Assortment, models.CASCADE, related_name="items", db_index=False)
    kind = models.CharField(max_length=10)
    category = models.ForeignKey(Category, models.CASCADE, null=True, db_index=False)
    brand = models.ForeignKey(Brand, models.CASCADE, null=True, db_index=False)
    product = models.ForeignKey(Product, models.CASCADE, null=True, db_index=False)
    seller = models.ForeignKey("organisations.Organisation", models.CASCADE, null=True, db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "market_id",
                    "assortment",
                    "category",
                    "brand",
                    "product",
                    "seller",
                ],
                nulls_distinct=False,
                name="assortment_item_once",
            ),
            models.CheckConstraint(
                name="assortment_item_names_one",
                condition=(
                    Q(
                        kind=AssortmentKind.CATEGORY.value,
                        category__isnull=False,
                        brand=None,
                        product=None,
                        seller=None,
                    )
                    | Q(
                        kind=AssortmentKind.BRAND.value,
                        brand__isnull=False,
                        category=None,
                        product=None,
                        seller=None,
                    )
                    | Q(
                        kind=AssortmentKind.PRODUCT.value,
                        product__isnull=False,
                        category=None,
                        brand=None,
                        seller=None,
                    )
                    | Q(
                        kind=AssortmentKind.SELLER.value,
                        seller__isnull=False,
                        category=None,
                        brand=None,
                        product=None,
                    )
                ),
            ),
        ]
