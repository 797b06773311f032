"""Which goods are shown to whom: sets of goods, and those for whom each counts."""

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Cast, Coalesce, Concat

from dinghuo.catalogue.models.category import Category
from dinghuo.catalogue.models.product import Brand, Product
from dinghuo.catalogue.states import AssortmentKind, ReachKind
from dinghuo.foundation.fields import TranslationsField, translated
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market


class Assortment(MarketRow):
    """A set of goods, and whether those for whom it counts see only these or never these (`denies`).

    It counts while it is active, from `starts_at` until before `ends_at`; without them always.
    """

    isolation = by_market()

    key = models.SlugField(max_length=40, db_index=False, db_default="")
    name = models.CharField(max_length=100, db_default="")
    names = TranslationsField(db_default=Value({}, models.JSONField()))
    denies = models.BooleanField(db_default=False)
    is_active = models.BooleanField(db_default=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "key"], condition=~Q(key=""), name="assortment_key_once"
            ),
            models.CheckConstraint(
                name="assortment_ends_after_it_starts",
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(ends_at__gt=models.F("starts_at")),
            ),
        ]

    def __str__(self) -> str:
        return translated(self.name, self.names)


def _names(column: str, columns: tuple[str, ...]) -> dict[str, bool]:
    return {f"{each}__isnull": each != column for each in columns}


REACH_COLUMNS = ("storefront", "branch", "level", "group", "customer")


class AssortmentItem(MarketRow):
    """Goods of a set, named by category (with its descendants), brand, product or seller."""

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


class AssortmentTrait(MarketRow):
    """What goods of a set say of themselves: "key=value", as listings carry it."""

    isolation = by_market()

    assortment = models.ForeignKey(Assortment, models.CASCADE, related_name="traits", db_index=False)
    trait = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "assortment", "trait"], name="assortment_trait_once"
            ),
            models.CheckConstraint(condition=Q(trait__contains="="), name="assortment_trait_has_a_value"),
        ]


class AssortmentReach(MarketRow):
    """For whom a set counts - or, if `excepted`, for whom it doesn't, whatever else names them.

    `key` is the kind and whom it names in one word, so that all sets that count for a buyer are one look-up.
    """

    isolation = by_market()

    assortment = models.ForeignKey(Assortment, models.CASCADE, related_name="reaches", db_index=False)
    kind = models.CharField(max_length=10)
    excepted = models.BooleanField(default=False)
    storefront = models.ForeignKey("organisations.Storefront", models.CASCADE, null=True, db_index=False)
    branch = models.ForeignKey(
        "organisations.Organisation", models.CASCADE, null=True, related_name="+", db_index=False
    )
    level = models.ForeignKey("members.Level", models.CASCADE, null=True, db_index=False)
    group = models.ForeignKey("organisations.CustomerGroup", models.CASCADE, null=True, db_index=False)
    customer = models.ForeignKey(
        "organisations.Organisation", models.CASCADE, null=True, related_name="+", db_index=False
    )
    region_code = models.CharField(max_length=9, blank=True)
    key = models.GeneratedField(
        expression=Concat(
            "kind",
            Value(":"),
            Coalesce(
                *(Cast(f"{each}_id", models.TextField()) for each in REACH_COLUMNS),
                "region_code",
                output_field=models.TextField(),
            ),
            output_field=models.TextField(),
        ),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "key", "assortment"],
                name="assortment_reach_once",
                include=["kind", "excepted"],
            ),
            models.CheckConstraint(
                name="assortment_reach_names_one",
                condition=(
                    Q(kind=ReachKind.EVERYBODY.value, region_code="", **_names("", REACH_COLUMNS))
                    | Q(
                        kind=ReachKind.STOREFRONT.value, region_code="", **_names("storefront", REACH_COLUMNS)
                    )
                    | Q(kind=ReachKind.BRANCH.value, region_code="", **_names("branch", REACH_COLUMNS))
                    | Q(kind=ReachKind.LEVEL.value, region_code="", **_names("level", REACH_COLUMNS))
                    | Q(kind=ReachKind.GROUP.value, region_code="", **_names("group", REACH_COLUMNS))
                    | Q(kind=ReachKind.CUSTOMER.value, region_code="", **_names("customer", REACH_COLUMNS))
                    | (Q(kind=ReachKind.REGION.value, **_names("", REACH_COLUMNS)) & ~Q(region_code=""))
                ),
            ),
        ]
        indexes = [models.Index(fields=["market_id", "assortment"], name="assortment_reach_of")]
