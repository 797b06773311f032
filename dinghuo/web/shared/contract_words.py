"""Where a contract is, and what its prices are for, in words."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from dinghuo.pricing.queries.contracts.contract_prices import ContractRule
from dinghuo.web.shared.order_words import Words


def contract_state(row: Any, day: date) -> Words:
    """Its state on the day."""
    if row.state == "draft":
        return Words("draft", _("Draft"))
    if row.state == "dropped":
        return Words("ended", _("Dropped"))
    if row.state == "ended":
        return Words("ended", _("Ended early"))
    if row.starts_on > day:
        return Words("waiting", _("To come"))
    if row.ends_on and row.ends_on < day:
        return Words("ended", _("Past"))
    if row.ends_on and row.ends_on <= day + timedelta(days=row.remind_days):
        return Words("waiting", _("Ends soon"))
    return Words("done", _("Counts"))


def contract_rule_words(rule: ContractRule) -> str:
    """What a price of many goods is for."""
    if rule.target == "all":
        return _("All goods")
    told = {"category": _("Category"), "brand": _("Brand")}
    return f"{told[rule.target]}: {rule.goods_name}" if rule.target in told else rule.goods_name


def states() -> dict[str, str]:
    """The states by which a list of contracts is narrowed."""
    return {"signed": _("Signed"), "draft": _("Drafts"), "ended": _("Ended early"), "dropped": _("Dropped")}
