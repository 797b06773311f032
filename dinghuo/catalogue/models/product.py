"""Brands, products, their pictures and their documents."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, Value

from dinghuo.catalogue.models.category import Category
from dinghuo.catalogue.states import ProductDocumentKind, ProductKind, ProductState
from dinghuo.foundation.fields import TranslationsField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market


class Brand(MarketRow):
    """A name under which a maker sells."""

    isolation = by_market()

    key = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    names = TranslationsField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["market_id", "key"], name="brand_key_once")]


class Product(MarketRow):
    """What is described once: its variants are what is counted and sold. `tax_rate` is a share (0.13 = 13 %); `aliases`
    is what people call it too. On sale from `sale_starts_at` until before `sale_ends_at`, without them always."""

    isolation = by_market()

    code = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    names = TranslationsField()
    aliases = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    category = models.ForeignKey(Category, models.PROTECT, db_index=False)
    brand = models.ForeignKey(Brand, models.PROTECT, null=True, db_index=False)
    description = models.TextField(blank=True)
    descriptions = TranslationsField()
    attributes = models.JSONField(default=dict, blank=True)
    kind = models.CharField(max_length=10, default=ProductKind.GOODS.value)
    state = models.CharField(max_length=10, default=ProductState.DRAFT.value)
    tax_rate = models.DecimalField(max_digits=6, decimal_places=4, default=0)
    base_unit = models.CharField(max_length=20)
    sale_starts_at = models.DateTimeField(null=True, blank=True)
    sale_ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "code"], name="product_code_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in ProductKind]), name="product_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in ProductState]), name="product_state_known"
            ),
            models.CheckConstraint(
                condition=Q(tax_rate__gte=0, tax_rate__lt=1),
                name="product_tax_rate_share",
            ),
            models.CheckConstraint(
                condition=Q(sale_starts_at=None)
                | Q(sale_ends_at=None)
                | Q(sale_ends_at__gt=models.F("sale_starts_at")),
                name="product_sale_ends_after_it_starts",
            ),
        ]
        indexes = [
            models.Index(fields=["market_id", "category"], name="product_by_category"),
            models.Index(fields=["market_id", "brand"], name="product_by_brand"),
        ]


class Image(MarketRow):
    """A picture of a product, or of one of its variants. `file` is a path below MEDIA_ROOT; `texts` tell by language
    what is to be seen, for who can't see it."""

    isolation = by_market()

    product = models.ForeignKey(Product, models.CASCADE, related_name="images", db_index=False)
    variant = models.ForeignKey("catalogue.Variant", models.CASCADE, null=True, db_index=False)
    file = models.CharField(max_length=200)
    texts = TranslationsField(db_default=Value({}, output_field=models.JSONField()))
    position = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "product", "file"], name="image_once"),
        ]
        indexes = [models.Index(fields=["market_id", "product", "position"], name="image_by_product")]


class ProductDocument(MarketRow):
    """A manual, data sheet or drawing. `file` is a path below MEDIA_ROOT, for those who may see the product only."""

    isolation = by_market()

    product = models.ForeignKey(Product, models.CASCADE, related_name="documents", db_index=False)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    names = TranslationsField()
    file = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "product", "file"], name="product_document_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in ProductDocumentKind]),
                name="product_document_kind_known",
            ),
        ]
