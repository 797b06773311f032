"""Reads a promotion as it was written into a row, with every fault at once."""

import re
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.currencies import check_currency
from dinghuo.foundation.errors import Faults
from dinghuo.organisations.models import Storefront
from dinghuo.promotions.models import Promotion
from dinghuo.promotions.queries.look_up import ids_by, look_up
from dinghuo.promotions.rules.terms import Part, Terms, faults_of, stored
from dinghuo.promotions.rules.wanted import GOODS_KINDS, WHOM_KINDS, PromotionInput

KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
MOST_NAMED = 500


def read_promotion(actor: Actor, key: str, row: PromotionInput, owner_id: UUID, faults: Faults) -> Promotion:
    """The row, not yet saved; its shares are the seller's own unless who runs the market says otherwise."""
    promotion = Promotion(market_id=actor.market_id, key=key, owner_id=owner_id, name=row.name.strip())
    if not KEY.fullmatch(key):
        faults.add("key", "malformed", _("Use letters, digits, - and _, at most 60."))
    if not row.name.strip() or len(row.name) > 120 or "\0" in row.name:
        faults.add("name", "required", _("Give it a name of at most 120 characters."))
    check_currency(faults, "currency", row.currency)
    promotion.names, promotion.currency = dict(row.names), row.currency
    promotion.needs_code, promotion.alone = row.needs_code, row.alone
    promotion.exclusive_group, promotion.order_type = (
        row.exclusive_group.strip()[:40],
        row.order_type.strip()[:20],
    )
    promotion.priority = row.priority
    promotion.valid = DateTimeTZRange(row.starts_at, row.ends_at)
    if row.ends_at and row.ends_at <= row.starts_at:
        faults.add("ends_at", "before-start", _("It ends before it begins."))
    _read_numbers(row, faults)
    _read_places(actor, row, promotion, faults)
    terms = _read_terms(actor, row, faults)
    promotion.terms = stored(terms)
    # Once for each customer, or two first orders at the same time would both be the first.
    promotion.per_customer = 1 if terms.first_order else row.per_customer
    _read_bearers(actor, row, promotion, faults)
    return promotion


def _read_numbers(row: PromotionInput, faults: Faults) -> None:
    if not -1000 <= row.priority <= 1000:
        faults.add("priority", "malformed", _("A number from -1000 to 1000."))
    for name in ("per_customer", "most_uses"):
        value = getattr(row, name)
        if value is not None and not 1 <= value <= 10_000_000:
            faults.add(name, "positive", _("At least 1."))
    budget = row.budget
    if budget is not None and not (
        budget.is_finite() and 0 < budget < Decimal("1e12") and budget == round(budget, 2)
    ):
        faults.add("budget", "positive", _("An amount above zero, with at most two decimals."))


def _read_places(actor: Actor, row: PromotionInput, promotion: Promotion, faults: Faults) -> None:
    for name in ("goods", "whom"):
        if len(getattr(row, name)) > MOST_NAMED:
            faults.add(name, "too-many", _("Name at most %(most)s.") % {"most": MOST_NAMED})
            return
    promotion.targets = look_up(actor, row.goods, GOODS_KINDS, "goods", faults)
    promotion.whom = look_up(actor, row.whom, WHOM_KINDS, "whom", faults)
    if row.storefront:
        shop = Storefront.objects.filter(
            market_id=actor.market_id, key=row.storefront.replace("\0", "")
        ).first()
        promotion.storefront_id = shop.id if shop else None
        if shop is None:
            faults.add("storefront", "unknown", _("There is no %s.") % row.storefront[:60])
    if actor.scope != "market":
        promotion.seller_id = promotion.owner_id
    elif row.seller:
        promotion.seller_id = ids_by(actor, "customer", [row.seller]).get(row.seller)
        if promotion.seller_id is None:
            faults.add("seller", "unknown", _("There is no such seller."))


def _read_terms(actor: Actor, row: PromotionInput, faults: Faults) -> Terms:
    ids = ids_by(actor, "sku", {part.sku for part in row.parts}) if row.parts else {}
    for place, part in enumerate(row.parts):
        if part.sku not in ids:
            faults.add(f"parts.{place}.sku", "unknown", _("There is no article %s.") % part.sku[:60])
    terms = replace(
        row.terms, parts=[Part(ids[part.sku], part.units) for part in row.parts if part.sku in ids]
    )
    words = {
        "malformed": _("This is no number that can be used here."),
        "percent": _("More than 0 and at most 100 percent."),
        "positive": _("More than zero."),
        "one-gift": _("Name the one article that is given."),
        "rising": _(
            "Name at least one step; each from a higher amount than the one before, and no more off than that."
        ),
        "second-or-later": _("From the second piece on."),
        "two-articles": _("A set has at least two articles."),
        "twice": _("An article stands there twice."),
        "no-least": _("Say from which amount or quantity on it is given again."),
    }
    for path, code in faults_of(terms):
        faults.add(path, code, words[code])
    return terms


def _read_bearers(actor: Actor, row: PromotionInput, promotion: Promotion, faults: Faults) -> None:
    shares = (row.platform_share, row.supplier_share)
    if any(shares) and actor.scope != "market":
        faults.add("platform_share", "not-yours", _("Only who runs the market lets others bear a part."))
    if min(shares) < 0 or sum(shares) > 100:
        faults.add("platform_share", "percent", _("The parts are percents, 100 at most together."))
        return
    promotion.platform_share, promotion.supplier_share = shares
    promotion.seller_share = 100 - sum(shares)
    if row.supplier_share:
        promotion.supplier_id = ids_by(actor, "customer", [row.supplier]).get(row.supplier)
        if promotion.supplier_id is None:
            faults.add("supplier", "unknown", _("Say which supplier bears its part."))
    elif row.supplier:
        faults.add("supplier", "no-share", _("Say how much this supplier bears."))
