"""Reads the form of a set of goods: rows of what it names and of whom it counts for, and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.translation import gettext as _

from dinghuo.catalogue.actions.save_assortment import AssortmentInput, AssortmentLine, Reach
from dinghuo.catalogue.queries.assortments import AssortmentSheet, Named
from dinghuo.catalogue.states import AssortmentKind, ReachKind
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.web.shared.regions import Picker, code_of, picked
from dinghuo.web.shared.session import Request

#: Rows that stand open below those that are filled.
OPEN_ROWS = 3
OPEN_REGIONS = 2
#: More stand in no form.
MOST_REGIONS = 400
LANGUAGES = (("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English"))


def line_words() -> list[tuple[str, str]]:
    """By what goods may be named."""
    return [
        ("category", _("Category")),
        ("brand", _("Brand")),
        ("product", _("Product")),
        ("seller", _("Seller")),
        ("attribute", _("Attribute")),
    ]


def reach_words() -> list[tuple[str, str]]:
    """By what those may be named for whom a set counts; regions have rows of their own."""
    return [
        ("everybody", _("Everybody")),
        ("storefront", _("Storefront")),
        ("branch", _("Branch")),
        ("level", _("Level")),
        ("group", _("Customer group")),
        ("customer", _("Customer")),
    ]


def stored(sheet: AssortmentSheet | None, actor: Actor) -> dict[str, Any]:
    """What the form shows of a set that stands."""
    if sheet is None:
        return {"mode": "allow", "is_active": "1"}
    found, zone = sheet.assortment, ZoneInfo(actor.time_zone)
    values: dict[str, Any] = {
        "key": found.key,
        "name": found.name,
        "mode": "deny" if found.denies else "allow",
        "is_active": "1" if found.is_active else "",
        "starts_on": found.starts_at.astimezone(zone).date() if found.starts_at else "",
        "ends_on": (found.ends_at.astimezone(zone) - timedelta(days=1)).date() if found.ends_at else "",
    }
    return values | {f"name_{code}": found.names.get(code, "") for code, _words in LANGUAGES}


@dataclass(frozen=True)
class RegionRow:
    """A region for which a set counts, or which it leaves out (`meant`), as three choices under `name`."""

    name: str
    meant: str
    regions: Picker

    @property
    def html_id(self) -> str:
        """Names its choices in the page."""
        return self.name.replace("_", "-")


def region_rows(named: Sequence[Named], typed: QueryDict | None) -> list[RegionRow]:
    """The regions as they were typed, else as they stand, and some rows that are open."""
    if typed is not None:
        filled = [(meant, code) for code, meant in _typed_regions(typed)]
    else:
        lines = [each.line for each in named if isinstance(each.line, Reach)]
        filled = [
            ("except" if line.excepted else "for", line.key)
            for line in lines
            if line.kind is ReachKind.REGION
        ]
    rows = [*filled, *[("for", "")] * OPEN_REGIONS]
    return [RegionRow(f"region_{i}", meant, picked(code)) for i, (meant, code) in enumerate(rows)]


def _typed_regions(given: QueryDict) -> list[tuple[str, str]]:
    """(code, for or except) of the rows in which a region is chosen."""
    rows = []
    for i in range(MOST_REGIONS):
        if f"region_{i}_province" not in given:
            break
        if code := code_of(given, f"region_{i}"):
            rows.append((code, given.get(f"region_{i}_meant", "for")))
    return rows


def rows_of(named: Sequence[Named], typed: Sequence[tuple[str, str, bool]] | None) -> list[dict[str, Any]]:
    """The rows of a table: what was typed, else what stands, and some that are open."""
    if typed is not None:
        filled = [
            {"kind": kind, "key": key, "meant": "except" if excepted else "for", "words": ""}
            for kind, key, excepted in typed
        ]
    else:
        filled = [
            {
                "kind": each.line.kind.value,
                "key": each.line.key,
                "meant": "except" if getattr(each.line, "excepted", False) else "for",
                "words": each.words,
            }
            for each in named
            if each.line.kind is not ReachKind.REGION
        ]
    blank = {"kind": "", "key": "", "meant": "for", "words": ""}
    return [*filled, *(blank for _place in range(OPEN_ROWS))]


def typed_rows(given: Any, prefix: str) -> list[tuple[str, str, bool]]:
    """The filled rows of a posted table, in their order."""
    kinds, keys = given.getlist(f"{prefix}_kind"), given.getlist(f"{prefix}_key")
    meant = given.getlist(f"{prefix}_meant") or ["for"] * len(kinds)
    rows = zip(kinds, keys, meant, strict=False)
    return [
        (kind, key.strip(), how == "except")
        for kind, key, how in rows
        if kind and (key.strip() or kind == "everybody")
    ]


def read(request: Request, actor: Actor) -> AssortmentInput:
    """The set as it was typed. Raises Invalid for what can't be read."""
    given, faults = request.POST, Faults()
    lines = [
        AssortmentLine(AssortmentKind(kind), key)
        for kind, key, _excepted in typed_rows(given, "line")
        if kind in set(AssortmentKind)
    ]
    reaches = [
        Reach(ReachKind(kind), key, excepted)
        for kind, key, excepted in typed_rows(given, "reach")
        if kind in set(ReachKind)
    ]
    reaches += [Reach(ReachKind.REGION, code, meant == "except") for code, meant in _typed_regions(given)]
    starts = _day(given.get("starts_on", ""), faults, "starts_on", actor)
    ends = _day(given.get("ends_on", ""), faults, "ends_on", actor)
    faults.raise_any()
    return AssortmentInput(
        name=given.get("name", ""),
        names=_names(given),
        lines=lines,
        reaches=reaches,
        denies=given.get("mode") == "deny",
        is_active=bool(given.get("is_active")),
        starts_at=starts,
        ends_at=ends + timedelta(days=1) if ends else None,
    )


def _names(given: Mapping[str, str]) -> dict[str, str]:
    names = {code: given.get(f"name_{code}", "").strip() for code, _words in LANGUAGES}
    return {code: name for code, name in names.items() if name}


def _day(text: str, faults: Faults, path: str, actor: Actor) -> datetime | None:
    if not text.strip():
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        faults.add(path, "malformed", _("A day, such as 2026-11-30."))
        return None
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(actor.time_zone))
