"""Papers that prove what may be sold, by whom and to whom: licences, certificates, powers of attorney."""

from django.db import models
from django.db.models import Q

from dinghuo.catalogue.models.category import Category
from dinghuo.catalogue.models.product import Product
from dinghuo.catalogue.states import QualificationState, QualifiedPart
from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import TranslationsField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market, by_party


class QualificationKind(MarketRow):
    """A kind of paper. Who holds one is warned `warn_days` before it ends."""

    isolation = by_market()

    key = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    names = TranslationsField()
    warn_days = models.PositiveSmallIntegerField(default=30)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "key"], name="qualification_kind_once"),
        ]


class QualificationRule(MarketRow):
    """Goods of the category and of all below it (None: all goods) are sold only while the product, its seller or its
    buyer (`part`) holds a valid paper of the kind."""

    isolation = by_market()

    kind = models.ForeignKey(QualificationKind, models.CASCADE, related_name="rules", db_index=False)
    part = models.CharField(max_length=10)
    category = models.ForeignKey(Category, models.CASCADE, null=True, db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "kind", "part", "category"],
                nulls_distinct=False,
                name="qualification_rule_once",
            ),
            models.CheckConstraint(
                condition=Q(part__in=[each.value for each in QualifiedPart]), name="qualification_part_known"
            ),
        ]


class Qualification(MarketRow):
    """One paper, of its owner or of one of the products that it sells. It counts once the operator has accepted it,
    from its first day to its last (None: for good). `file` is a path below MEDIA_ROOT that is never served by itself;
    `told` is the last thing that its owner was told of its end."""

    isolation = by_party("owner_id")

    owner = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    product = models.ForeignKey(Product, models.CASCADE, null=True, related_name="+", db_index=False)
    kind = models.ForeignKey(QualificationKind, models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=80)
    issuer = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    file = models.CharField(max_length=200)
    state = models.CharField(max_length=10, default=QualificationState.SUBMITTED.value)
    written_at = models.DateTimeField(default=now)
    written_by = models.CharField(max_length=200)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    told = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in QualificationState]),
                name="qualification_state_known",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=models.F("valid_from")),
                name="qualification_days_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["market_id", "state", "valid_until"], name="qualification_by_end"),
            models.Index(fields=["market_id", "owner", "-id"], name="qualification_by_owner"),
        ]


class QualificationCover(MarketRow):
    """An accepted paper as everybody in the market may know of it: whom it covers, and on which days. `holder_id` is
    the product's id or the organisation's; the number is told of products only."""

    isolation = by_market()

    qualification = models.OneToOneField(Qualification, models.CASCADE, related_name="cover")
    kind = models.ForeignKey(QualificationKind, models.CASCADE, related_name="+", db_index=False)
    holder_id = models.UUIDField()
    number = models.CharField(max_length=80, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["market_id", "holder_id", "kind"], name="cover_by_holder")]
