"""Price lists and their rules in words: of which kind, for whom, what a rule does."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from dinghuo.foundation import formats
from dinghuo.organisations.queries.addresses import region_words
from dinghuo.pricing.queries.price_lists import PriceListLine
from dinghuo.pricing.queries.price_rules import RuleRecord
from dinghuo.web.shared.order_words import Words


def kind_words() -> dict[str, str]:
    """The kinds of lists, nearest to the buyer first."""
    return {
        "contract": _("Contract"),
        "customer": _("Customer"),
        "group": _("Customer group"),
        "level": _("Level"),
        "channel": _("Storefront, branch or region"),
        "base": _("Everybody"),
        "cost": _("Nobody: what goods cost us"),
    }


def policy_words() -> list[tuple[str, str]]:
    """How a seller chooses among its lists."""
    return [
        ("", _("The nearest list that has a price")),
        ("contract", _("The lowest price of all lists, contracts too")),
        ("customer", _("Contracts first; then the lowest of customer lists and all below")),
        ("group", _("Contract and customer first; then the lowest of groups and all below")),
        ("level", _("The lowest of levels and all below, unless something nearer has a price")),
        (
            "channel",
            _(
                "The lowest of storefront, branch, region and everybody’s list, unless something nearer has a price"
            ),
        ),
    ]


def target_words() -> list[tuple[str, str]]:
    """What a rule may be for."""
    return [
        ("all", _("All goods")),
        ("category", _("Category")),
        ("brand", _("Brand")),
        ("product", _("Product, all its sizes")),
        ("variant", _("One article")),
    ]


def sums_words() -> list[tuple[str, str]]:
    """Which lines count towards a rule's minimum."""
    return [
        ("line", _("Each line by itself")),
        ("target", _("All lines of these goods together")),
        ("group", _("All lines of the rules with the same group name together")),
    ]


def whom_words(row: PriceListLine) -> str:
    """For whom a list is."""
    if row.kind == "base":
        return _("Everybody")
    if row.kind == "cost":
        return _("Nobody")
    if row.region_code:
        return region_words(row.region_code)
    return row.whom


def list_state(row: PriceListLine, at: Any) -> Words:
    """Whether its prices are given."""
    if row.state == "draft":
        return Words("draft", _("Draft"))
    if row.state == "withdrawn":
        return Words("ended", _("Withdrawn"))
    if row.valid_from and row.valid_from > at:
        return Words("waiting", _("To come"))
    if row.valid_to and row.valid_to <= at:
        return Words("ended", _("Past"))
    return Words("done", _("Counts"))


def goods_words(rule: RuleRecord) -> str:
    """What a rule is for."""
    if rule.target == "all":
        return _("All goods")
    return f"{dict(target_words())[rule.target]}: {rule.goods_name}"


def rule_words(rule: RuleRecord) -> str:
    """What a rule says, in one sentence."""
    if rule.amount is not None:
        price = formats.money(rule.amount, rule.currency, unit_price=True)
        told = f"{price}/{rule.unit}" if rule.unit else str(price)
    else:
        told = _("%(percent)s %% of %(list)s") % {
            "percent": formats.number(rule.percent),
            "list": rule.base_list_name,
        }
        told = "; ".join([told, *_clauses(rule)])
    return f"{told} ({_minimum(rule)})" if rule.min_quantity > 0 else told


def _clauses(rule: RuleRecord) -> Sequence[str]:
    def money(amount: Any) -> str:
        return str(formats.money(amount, rule.currency, unit_price=True))

    told = []
    if rule.plus:
        told.append(("+" if rule.plus > 0 else "") + money(rule.plus))
    if rule.step is not None:
        ending = formats.number(rule.ending)
        told.append(_("rounded to steps of %(step)s") % {"step": formats.number(rule.step)})
        if rule.ending:
            told.append(_("ending in %s") % ending)
    if rule.floor is not None:
        told.append(_("at least %s") % money(rule.floor))
    if rule.ceiling is not None:
        told.append(_("at most %s") % money(rule.ceiling))
    if rule.min_margin is not None:
        told.append(_("not below cost + %s %%") % formats.number(rule.min_margin))
    return told


def _minimum(rule: RuleRecord) -> str:
    least = f"{formats.number(rule.min_quantity)} {rule.unit}".strip()
    if rule.sums == "target":
        return _("from %s of these goods together") % least
    if rule.sums == "group":
        return _("from %(least)s of “%(group)s” together") % {"least": least, "group": rule.tier_group}
    return _("from %s") % least


def draft_state(draft: Any, at: Any) -> Words:
    """Where a set of price changes is."""
    if draft.state == "waiting":
        return Words("waiting", _("Waits for a second person"))
    if draft.state == "undone":
        return Words("ended", _("Taken back"))
    if draft.state == "draft":
        return Words("draft", _("Draft"))
    if draft.starts_at and draft.starts_at > at:
        return Words("waiting", _("Planned"))
    if draft.ends_at and draft.ends_at <= at:
        return Words("ended", _("Past"))
    return Words("done", _("Counts"))
