"""The promotions that somebody keeps, with what they have given."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.paging import USUAL, Page, beyond, bounded, cut, decode_cursor
from dinghuo.organisations.models import Organisation, Storefront
from dinghuo.promotions.models import Coupon, Discount, Promotion, PromotionFund, PromotionVersion, Redemption
from dinghuo.promotions.permissions import SEE_PROMOTIONS

ZERO = Decimal(0)
MOST = 500


@dataclass(frozen=True)
class PromotionRow:
    """A promotion in the list. `given` is what stands of what it granted, in `uses` orders placed; `storefront` and
    `supplier` are the key and the code of those that it names, None where it names none."""

    promotion: Promotion
    budget: Decimal | None
    most_uses: int | None
    given: Decimal
    uses: int
    storefront: str | None = None
    supplier: str | None = None

    @property
    def share(self) -> int | None:
        """How much of the budget is given, in percent."""
        return None if not self.budget else int(100 * self.given / self.budget)


@dataclass(frozen=True)
class PromotionSheet:
    """One with all it says, its versions (latest first), who bears what, and its codes' numbers."""

    row: PromotionRow
    said: dict[str, Any]
    versions: Sequence[PromotionVersion]
    borne: dict[str, Decimal]
    codes: int
    codes_used: int


def promotions(actor: Actor) -> list[PromotionRow]:
    """Those of the actor's house, all for who sees the whole market; latest first. Five statements."""
    require(actor, SEE_PROMOTIONS)
    return _rows(actor, list(_own(actor).select_related("owner", "seller").order_by("-id")[:MOST]))


def promotion(actor: Actor, key: str) -> PromotionSheet:
    """One of them. Raises NotFound for somebody else's."""
    require(actor, SEE_PROMOTIONS)
    found = _own(actor).select_related("owner", "seller").filter(key=key.replace("\0", "")).first()
    if found is None:
        raise NotFound(key)
    [row] = _rows(actor, [found])
    of_it = {"market_id": actor.market_id, "promotion": found}
    versions = list(PromotionVersion.objects.filter(**of_it).order_by("-version")[:20])
    sums = Discount.objects.filter(**of_it).aggregate(
        seller=Sum("by_seller"), platform=Sum("by_platform"), supplier=Sum("by_supplier")
    )
    codes = Coupon.objects.filter(**of_it).aggregate(all=Count("id"), used=Count("id", filter=Q(uses__gt=0)))
    return PromotionSheet(
        row=row,
        said=versions[0].said if versions else {},
        versions=versions,
        borne={name: amount or ZERO for name, amount in sums.items()},
        codes=codes["all"],
        codes_used=codes["used"],
    )


def coupons(actor: Actor, key: str, after: str | None = None, limit: int = USUAL) -> Page[Coupon]:
    """A page of a promotion's codes, words for many before those for one use, then by code. Two statements.

    Raises NotFound for somebody else's, Invalid for a cursor of another list.
    """
    require(actor, SEE_PROMOTIONS)
    limit = bounded(limit)
    start = decode_cursor(after, int, str)
    rows = _coupons(actor, key).annotate(turn=-F("most_uses")).order_by("turn", "code")
    found = list(rows.filter(beyond(("turn", "code"), start))[: limit + 1])
    return cut(found, limit, lambda row: (-row.most_uses, row.code))


def all_coupons(actor: Actor, key: str) -> list[Coupon]:
    """All codes of a promotion, the latest first. Raises NotFound for somebody else's."""
    require(actor, SEE_PROMOTIONS)
    return list(_coupons(actor, key).order_by("-id"))


def _coupons(actor: Actor, key: str) -> QuerySet[Coupon]:
    found = _own(actor).filter(key=key.replace("\0", "")).first()
    if found is None:
        raise NotFound(key)
    return Coupon.objects.filter(market_id=actor.market_id, promotion=found)


def _own(actor: Actor) -> QuerySet[Promotion]:
    rows = Promotion.objects.filter(market_id=actor.market_id)
    return rows if actor.scope == "market" else rows.filter(owner_id=actor.organisation_id)


def _rows(actor: Actor, found: Sequence[Promotion]) -> list[PromotionRow]:
    of_these = {"market_id": actor.market_id, "promotion__in": [each.id for each in found]}
    funds = {fund.promotion_id: fund for fund in PromotionFund.objects.filter(**of_these)}
    given = {
        row["promotion_id"]: row
        for row in Redemption.objects.filter(**of_these)
        .values("promotion_id")
        .annotate(kept_sum=Sum("kept"), uses=Count("id", filter=Q(kept__gt=0)))
    }
    market = {"market_id": actor.market_id}
    houses = Organisation.objects.filter(**market, id__in=[each.supplier_id for each in found])
    codes: dict[UUID | None, str] = dict(houses.values_list("id", "code"))
    shops = Storefront.objects.filter(**market, id__in=[each.storefront_id for each in found])
    keys: dict[UUID | None, str] = dict(shops.values_list("id", "key"))
    rows = []
    for each in found:
        fund, sums = funds.get(each.id), given.get(each.id)
        rows.append(
            PromotionRow(
                promotion=each,
                budget=fund.budget if fund else None,
                most_uses=fund.most_uses if fund else None,
                given=sums["kept_sum"] if sums else ZERO,
                uses=sums["uses"] if sums else 0,
                storefront=keys.get(each.storefront_id),
                supplier=codes.get(each.supplier_id),
            )
        )
    return rows
