"""Reads the form of a promotion, and fills it with what the promotion says."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.quantity import plain
from dinghuo.promotions.actions.save_promotion import (
    Benefit,
    Named,
    PartInput,
    PromotionInput,
    Terms,
    Tier,
)
from dinghuo.promotions.queries.promotions import PromotionSheet
from dinghuo.web.selling.list_form import NAMES
from dinghuo.web.selling.typed import read_day
from dinghuo.web.shared.session import Request

#: Rows that stand open below those that are filled.
OPEN_ROWS = 2
CHECKS = ("needs_code", "alone", "first_order", "every")
NUMBERS = ("priority", "per_customer", "most_uses", "nth", "platform_share", "supplier_share")
WORDS = ("exclusive_group", "storefront", "seller", "supplier", "currency")


def benefit_words() -> list[tuple[str, str]]:
    """What may be given."""
    return [
        (Benefit.PERCENT, _("Percent off")),
        (Benefit.AMOUNT, _("An amount off")),
        (Benefit.FIXED_PRICE, _("A fixed price for a base unit")),
        (Benefit.NTH_PIECE, _("Every nth piece cheaper")),
        (Benefit.BUNDLE, _("A set for one price")),
        (Benefit.GIFT, _("A gift among the goods ordered")),
        (Benefit.TIERS, _("Steps: the more is spent, the more is off")),
        (Benefit.FREE_FREIGHT, _("Free freight")),
    ]


def goods_words() -> list[tuple[str, str]]:
    """By what goods may be named."""
    return [
        ("category", _("Category")),
        ("brand", _("Brand")),
        ("tag", _("Tag")),
        ("product", _("Product")),
        ("sku", _("Article")),
    ]


def whom_words() -> list[tuple[str, str]]:
    """By what customers may be named."""
    return [("customer", _("Customer")), ("group", _("Customer group")), ("level", _("Level"))]


def stored(sheet: PromotionSheet | None, actor: Actor, currency: str) -> dict[str, Any]:
    """What the form shows of a promotion that stands."""
    today = now().astimezone(ZoneInfo(actor.time_zone)).date()
    if sheet is None:
        return {"benefit": "percent", "currency": currency, "starts_on": today}
    said, terms, zone = sheet.said, sheet.said["terms"], ZoneInfo(actor.time_zone)
    values = {name: said[name] for name in (*NUMBERS[:3], *NUMBERS[4:], *WORDS, "name", "budget")}
    values |= {name: plain(Decimal(terms[name])) for name in ("value", "least_units", "least_amount")}
    values |= {"most": terms["most"] or "", "benefit": terms["benefit"], "nth": terms["nth"] or ""}
    values |= {name: "1" if {**terms, **said}.get(name) else "" for name in CHECKS}
    starts, ends = said["starts_at"], said["ends_at"]
    values["starts_on"] = datetime.fromisoformat(starts).astimezone(zone).date()
    if ends:
        values["ends_on"] = (datetime.fromisoformat(ends).astimezone(zone) - timedelta(days=1)).date()
    values |= {f"name_{code}": said["names"].get(code, "") for code, _words in NAMES}
    # Nought is what nobody said.
    shown = {name: "" if value in (None, 0, "0") else value for name, value in values.items()}
    return shown | {"key": sheet.row.promotion.key}


def rows_of(said: Sequence[Any], names: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a table: what stands, and some that are open."""
    filled = [{name: str(each.get(name, "")) for name in names} for each in said]
    return [*filled, *(dict.fromkeys(names, "") for _place in range(OPEN_ROWS))]


def typed_rows(given: Any, prefix: str, names: Sequence[str]) -> list[dict[str, str]]:
    """The filled rows of a posted table."""
    columns = [given.getlist(f"{prefix}_{name}") for name in names]
    rows = [dict(zip(names, map(str.strip, row), strict=True)) for row in zip(*columns, strict=False)]
    return [row for row in rows if row[names[-1]] or row[names[0]] and len(names) > 1 and row[names[1]]]


def read(request: Request, actor: Actor) -> PromotionInput:
    """The promotion as it was typed. Raises Invalid for what can't be read."""
    given, faults = request.POST, Faults()
    starts, ends = _day(given, "starts_on", faults, actor), _day(given, "ends_on", faults, actor)
    numbers = {name: _whole(given, name, faults) for name in NUMBERS}
    nth = numbers.pop("nth") or 0
    amounts = {
        name: _decimal(given, name, faults) for name in ("value", "least_units", "least_amount", "most")
    }
    budget = _decimal(given, "budget", faults)
    terms = Terms(
        benefit=Benefit(given["benefit"]) if given.get("benefit") in list(Benefit) else Benefit.PERCENT,
        value=amounts["value"] or Decimal(0),
        least_units=amounts["least_units"] or Decimal(0),
        least_amount=amounts["least_amount"] or Decimal(0),
        first_order=bool(given.get("first_order")),
        every=bool(given.get("every")),
        nth=nth,
        most=amounts["most"],
        tiers=[
            Tier(_loose(row["least"]), _loose(row["off"].rstrip("%")), row["off"].endswith("%"))
            for row in typed_rows(given, "tier", ("least", "off"))
        ],
    )
    if starts is None:
        faults.add("starts_on", "required", _("Say from which day on."))
    faults.raise_any()
    assert starts is not None
    return PromotionInput(
        name=given.get("name", ""),
        names={code: name for code, _words in NAMES if (name := given.get(f"name_{code}", "").strip())},
        terms=terms,
        starts_at=starts,
        ends_at=ends + timedelta(days=1) if ends else None,
        goods=[Named(**row) for row in typed_rows(given, "goods", ("kind", "key")) if row["kind"]],
        whom=[Named(**row) for row in typed_rows(given, "whom", ("kind", "key")) if row["kind"]],
        parts=[
            PartInput(row["sku"], _loose(row["units"] or "1"))
            for row in typed_rows(given, "part", ("sku", "units"))
        ],
        needs_code=bool(given.get("needs_code")),
        alone=bool(given.get("alone")),
        budget=budget,
        per_customer=numbers["per_customer"],
        most_uses=numbers["most_uses"],
        priority=numbers["priority"] or 0,
        platform_share=numbers["platform_share"] or 0,
        supplier_share=numbers["supplier_share"] or 0,
        **{name: given.get(name, "").strip() for name in WORDS},
    )


def _day(given: Any, name: str, faults: Faults, actor: Actor) -> datetime | None:
    day = read_day(given, name, faults)
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(actor.time_zone)) if day else None


def _decimal(given: Any, name: str, faults: Faults) -> Decimal | None:
    text = given.get(name, "").strip()
    value = _loose(text) if text else None
    if value is not None and not value.is_finite():
        faults.add(name, "malformed", _("This is no number that can be used here."))
        return None
    return value


def _whole(given: Any, name: str, faults: Faults) -> int | None:
    text = given.get(name, "").strip()
    try:
        return int(text) if text else None
    except ValueError:
        faults.add(name, "malformed", _("This is no number that can be used here."))
        return None


def _loose(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("NaN")
