"""Reads the forms of a price list and of its rules."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from dinghuo.foundation.errors import Faults
from dinghuo.pricing.actions.put_rule import RuleInput
from dinghuo.pricing.actions.save_price_list import ListInput
from dinghuo.pricing.queries.price_lists import PriceListLine
from dinghuo.pricing.states import ListKind, ListState, Sums, Target
from dinghuo.web.selling.typed import read_day, read_decimal, read_signed
from dinghuo.web.shared.regions import code_of

NAMES = (("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English"))
WHOM = ("buyer", "level", "storefront", "group", "branch")


def read_moment(typed: Mapping[str, str], name: str, faults: Faults, days: int = 0) -> datetime | None:
    """When a day begins in the market's zone; with `days` so many later, for the last day that is meant."""
    day = read_day(typed, name, faults)
    return timezone.make_aware(datetime.combine(day + timedelta(days=days), time())) if day else None


def stored_list(row: PriceListLine | None, currency: str) -> dict[str, Any]:
    """What the form shows of a list that stands, or of none."""
    if row is None:
        return {"kind": "customer", "currency": currency, "tax_included": "1", "state": "active"}
    values = {
        name: getattr(row, name)
        for name in ("key", "name", "kind", "region_code", "order_type", "priority", "currency", "state")
    }
    values |= row.codes or {}
    values |= {"tax_included": "1" if row.tax_included else "", "converts": "1" if row.converts else ""}
    values["promotable"] = "1" if row.promotable else ""
    values |= {f"name_{code}": row.names.get(code, "") for code, _words in NAMES}
    local = timezone.localtime
    values["valid_from"] = local(row.valid_from).date() if row.valid_from else ""
    values["valid_to"] = local(row.valid_to - timedelta(microseconds=1)).date() if row.valid_to else ""
    return values


def read_list(typed: Mapping[str, str], key: str, seller_id: UUID | None) -> ListInput:
    """The list as it was typed. Raises Invalid for what can't be read."""
    faults = Faults()
    start = read_moment(typed, "valid_from", faults)
    end = read_moment(typed, "valid_to", faults, days=1)
    priority = read_decimal(typed, "priority", faults)
    kind = _choice(ListKind, typed, "kind", faults)
    state = _choice(ListState, typed, "state", faults)
    faults.raise_any()
    names = {code: typed.get(f"name_{code}", "").strip() for code, _words in NAMES}
    return ListInput(
        key=key,
        name=typed.get("name", ""),
        names={code: name for code, name in names.items() if name},
        kind=kind,
        currency=typed.get("currency", "").strip().upper(),
        **{name: typed.get(name, "").strip() for name in (*WHOM, "order_type")},
        # A list that stands keeps its region; of a new one it is chosen.
        region_code=typed.get("region_code", "").strip() or code_of(typed),
        priority=int(priority),
        converts=bool(typed.get("converts")),
        promotable=bool(typed.get("promotable")),
        valid_from=start,
        valid_to=end,
        tax_included=bool(typed.get("tax_included")),
        state=state,
        seller_id=seller_id,
    )


def read_rule(typed: Mapping[str, str]) -> RuleInput:
    """The rule as it was typed. Raises Invalid for what can't be read."""
    faults = Faults()
    numbers = {
        name: read_decimal(typed, name, faults) if typed.get(name, "").strip() else None
        for name in ("amount", "step", "floor", "ceiling", "min_margin")
    }
    least = read_decimal(typed, "min_quantity", faults)
    ending = read_decimal(typed, "ending", faults)
    percent = read_decimal(typed, "percent", faults) if typed.get("percent", "").strip() else Decimal(100)
    plus = read_signed(typed, "plus", faults)
    start = read_moment(typed, "valid_from", faults)
    end = read_moment(typed, "valid_to", faults, days=1)
    target = _choice(Target, typed, "target", faults)
    sums = _choice(Sums, typed, "sums", faults)
    faults.raise_any()
    return RuleInput(
        target=target,
        goods=typed.get("goods", "").strip(),
        min_quantity=least,
        unit=typed.get("unit", "").strip(),
        base_list=typed.get("base_list", "").strip(),
        percent=percent,
        plus=plus,
        ending=ending,
        sums=sums,
        tier_group=typed.get("tier_group", "").strip(),
        valid_from=start,
        valid_to=end,
        meant=bool(typed.get("meant")),
        **numbers,
    )


def _choice(kind: Any, typed: Mapping[str, str], name: str, faults: Faults) -> Any:
    given = typed.get(name, "")
    if given in {each.value for each in kind}:
        return kind(given)
    faults.add(name, "unknown", _("Choose one of these."))
    return next(iter(kind))
