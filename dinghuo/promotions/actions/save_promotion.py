"""Writes a promotion, or a new version of one that runs."""

from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.promotions.errors import PromotionFixed
from dinghuo.promotions.events import PromotionSaved
from dinghuo.promotions.models import Promotion, PromotionFund, PromotionVersion
from dinghuo.promotions.permissions import SAVE_PROMOTION
from dinghuo.promotions.rules.terms import Terms, Tier
from dinghuo.promotions.rules.wanted import Named, PartInput, PromotionInput, said
from dinghuo.promotions.states import Benefit, PromotionState
from dinghuo.promotions.steps.lock_promotion import maybe_promotion
from dinghuo.promotions.steps.read_promotion import read_promotion

__all__ = ["Benefit", "Named", "PartInput", "PromotionInput", "Terms", "Tier", "save_promotion"]

#: What what was granted already depends on.
FIXED = (
    "seller_id",
    "currency",
    "needs_code",
    "seller_share",
    "platform_share",
    "supplier_share",
    "supplier_id",
)


def save_promotion(actor: Actor, key: str, row: PromotionInput) -> Promotion:
    """Save the promotion with this key: a draft as often as wanted, a running one as its next version, from now on.

    Of a running one it stays for whose goods and at whose cost it is, and whether it has limits; how high they are may
    change. Raises NotFound for somebody else's, Invalid with every fault, PromotionFixed for one that has ended.
    """
    require(actor, SAVE_PROMOTION)
    with acting(actor):
        found = maybe_promotion(actor, key)
        if found and found.state == PromotionState.ENDED:
            raise PromotionFixed(_("It has ended. Make another one."))
        owner_id = found.owner_id if found else actor.organisation_id
        if owner_id is None:
            raise NotFound("seller")
        faults = Faults()
        wanted = read_promotion(actor, key, row, owner_id, faults)
        fund = (
            PromotionFund.objects.filter(market_id=actor.market_id, promotion=found).first()
            if found
            else None
        )
        if found and found.state == PromotionState.ACTIVE:
            _check_fixed(found, wanted, fund, row, faults)
        faults.raise_any()
        if found:
            wanted.id, wanted.state, wanted.version = found.id, found.state, found.version + 1
        wanted.save(force_insert=found is None, force_update=found is not None)
        _write_fund(wanted, row)
        PromotionVersion.objects.create(
            market_id=actor.market_id,
            promotion=wanted,
            version=wanted.version,
            said=said(row, wanted.terms),
            person_name=actor.person_name,
        )
        record(actor, PromotionSaved(wanted.id, wanted.key, [owner_id], {"version": wanted.version}))
        return wanted


def _check_fixed(
    found: Promotion, wanted: Promotion, fund: PromotionFund | None, row: PromotionInput, faults: Faults
) -> None:
    for column in FIXED:
        if getattr(found, column) != getattr(wanted, column):
            told = _("This can't be changed while it runs. End it and make another one.")
            faults.add(column.removesuffix("_id"), "fixed", told)
    limits = {
        "budget": (fund and fund.budget, row.budget),
        "most_uses": (fund and fund.most_uses, row.most_uses),
        "per_customer": (found.per_customer, wanted.per_customer),
    }
    for name, (before, after) in limits.items():
        if (before is None) != (after is None):
            told = _("A limit can be made higher or lower while it runs, but not put on or taken off.")
            faults.add(name, "fixed", told)
    if fund and row.budget is not None and row.budget < fund.spent:
        told = _("%(spent)s of it is given already.") % {"spent": round(fund.spent, 2)}
        faults.add("budget", "spent", told)
    if fund and row.most_uses is not None and row.most_uses < fund.uses:
        faults.add("most_uses", "spent", _("It is used %(uses)s times already.") % {"uses": fund.uses})


def _write_fund(promotion: Promotion, row: PromotionInput) -> None:
    rows = PromotionFund.objects.filter(market_id=promotion.market_id, promotion=promotion)
    if row.budget is None and row.most_uses is None:
        rows.delete()
    elif not rows.update(budget=row.budget, most_uses=row.most_uses):
        PromotionFund.objects.create(
            market_id=promotion.market_id,
            promotion=promotion,
            budget=row.budget,
            most_uses=row.most_uses,
            spent=Decimal(0),
        )
