"""Gives the demo's supermarket chains prices of their own: a list that follows from the one for everybody."""

from decimal import Decimal

from dinghuo.demo.companies.market import Opened
from dinghuo.demo.words import Words
from dinghuo.pricing.actions.put_rule import RuleInput, put_rule
from dinghuo.pricing.actions.save_price_list import ListInput, save_price_list
from dinghuo.pricing.states import ListKind, Sums, Target

SELLER = "S001"
NAME = Words("连锁超市价", "Price for chains")
#: Of the price for everybody, and from so many pieces of whatever goods together.
PERCENT, PERCENT_TOGETHER, TOGETHER = Decimal(94), Decimal(92), Decimal(480)


def agree_with_chains(opened: Opened) -> None:
    """Make the list by the domain's own actions. The group is there already (today/assortments.py)."""
    key = f"{SELLER}-chains".lower()
    seller_id = opened.companies[SELLER].id
    save_price_list(
        opened.actor,
        ListInput(
            key,
            NAME.chinese,
            ListKind.GROUP,
            "CNY",
            names=NAME.translations,
            group="chains",
            priority=1,
            seller_id=seller_id,
        ),
    )
    base = f"{SELLER}-base".lower()
    rule = RuleInput(Target.ALL, base_list=base, percent=PERCENT, step=Decimal("0.1"))
    put_rule(opened.actor, key, rule)
    together = RuleInput(
        Target.ALL,
        min_quantity=TOGETHER,
        sums=Sums.TARGET,
        base_list=base,
        percent=PERCENT_TOGETHER,
        step=Decimal("0.1"),
    )
    put_rule(opened.actor, key, together)
