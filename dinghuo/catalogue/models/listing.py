"""What lists, search and scanners read: one row per variant, and one per code."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from dinghuo.catalogue.models.product import Brand, Product
from dinghuo.catalogue.models.variant import Variant
from dinghuo.catalogue.states import CodeKind
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market

LISTED = models.Q(listed=True)


class Listing(MarketRow):
    """All that a list filters, searches and sorts by, in one row. Written by the actions with what it is made of.

    `listed`: published, active and offered. `lead`: the first listed variant of its product. The texts are
    normalised by rules/search_text.py. `traits` are the variant's attributes as "key=value"; `product_traits` those of
    all its listed siblings too where the row leads, for lists that show a product once. `syllables` are those of its
    Chinese names, each as the index holds it ("=cha"). `sold`: orders of the product in the last months.

    `always`: some offer of it is open everywhere at any time, and the product's sale has no times. Of all others it is
    asked when they are read (queries/on_sale.py), `sale_starts_at` and `sale_ends_at` being the product's.
    """

    isolation = by_market(forced=False)

    id = None  # type: ignore[assignment]  # the variant is the row's id
    variant = models.OneToOneField(Variant, models.CASCADE, primary_key=True, related_name="listing")
    product = models.ForeignKey(Product, models.CASCADE, related_name="+", db_index=False)
    brand = models.ForeignKey(Brand, models.CASCADE, null=True, related_name="+", db_index=False)
    category_path = models.CharField(max_length=400, db_collation="C")
    listed = models.BooleanField(default=False)
    lead = models.BooleanField(default=False)
    sku = models.CharField(max_length=60, db_collation="C")
    sort_key = models.CharField(max_length=120, db_collation="C")
    name_text = models.TextField()
    pinyin_text = models.TextField()
    initials_text = models.TextField()
    alias_text = models.TextField(default="")
    syllables = ArrayField(models.TextField(), default=list)
    sold = models.IntegerField(default=0)
    traits = ArrayField(models.TextField(), default=list)
    product_traits = ArrayField(models.TextField(), default=list)
    always = models.BooleanField(default=True, db_default=True)
    sale_starts_at = models.DateTimeField(null=True)
    sale_ends_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["market_id", "product"], name="listing_by_product"),
            models.Index(
                fields=["market_id", "sort_key", "variant"],
                condition=LISTED,
                name="listing_by_name",
            ),
            models.Index(
                fields=["market_id", "category_path", "sort_key", "variant"],
                include=["brand", "lead", "always"],
                condition=LISTED,
                name="listing_in_category",
            ),
            models.Index(
                fields=["market_id", "category_path"],
                condition=LISTED & models.Q(always=False),
                name="listing_sometimes",
            ),
            models.Index(
                fields=["market_id", "brand", "sort_key", "variant"],
                condition=LISTED,
                name="listing_by_brand",
            ),
            models.Index(fields=["market_id", "sku"], condition=LISTED, name="listing_by_sku"),
            models.Index(
                fields=["market_id", "-variant"],
                condition=LISTED,
                name="listing_newest",
            ),
        ]


class ShelfRow(models.Model):
    """The listed rows of the actor's market, through a view: see the migration for why a view. `less_sold` is `sold`
    below zero, because pages go upwards."""

    variant_id = models.UUIDField(primary_key=True)
    market_id = models.UUIDField()
    product_id = models.UUIDField()
    brand_id = models.UUIDField(null=True)
    category_path = models.TextField()
    lead = models.BooleanField()
    sku = models.TextField()
    sort_key = models.TextField()
    name_text = models.TextField()
    pinyin_text = models.TextField()
    initials_text = models.TextField()
    grams = ArrayField(models.TextField())
    traits = ArrayField(models.TextField())
    product_traits = ArrayField(models.TextField())
    alias_text = models.TextField()
    syllables = ArrayField(models.TextField())
    less_sold = models.IntegerField()
    always = models.BooleanField()

    class Meta:
        managed = False
        db_table = "catalogue_shelf"

    def __str__(self) -> str:
        return self.sku


class Code(MarketRow):
    """A code that names a variant: its SKU, GTIN, a pack's GTIN, its product's code. Normalised, so that what is typed,
    pasted or scanned is found by one index; a pack's GTIN says the unit too."""

    isolation = by_market()

    variant = models.ForeignKey(Variant, models.CASCADE, related_name="codes", db_index=False)
    code = models.CharField(max_length=60, db_collation="C")
    kind = models.CharField(max_length=10)
    unit = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "code", "variant", "kind", "unit"],
                name="code_once",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[each.value for each in CodeKind]), name="code_kind_known"
            ),
        ]
        indexes = [models.Index(fields=["market_id", "variant"], name="code_by_variant")]
