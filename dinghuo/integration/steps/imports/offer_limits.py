"""When and where offers are open, as sheets of offers say it: days of the market, and regions by name or code."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dinghuo.catalogue.models import Offer
from dinghuo.catalogue.rules.rows import OfferLimits
from dinghuo.integration.rules.sheets.cells import EVERYWHERE
from dinghuo.integration.rules.sheets.rows import ReadRow
from dinghuo.integration.steps.imports.handling import RowFault, wrong
from dinghuo.organisations.rules.regions import find_region, region

COLUMNS = ("starts_on", "ends_on", "regions")
_APART = re.compile(r"[,，、;；|\n]+")
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Said:
    """The limits as they would be, whether the row says anything of them, and what is wrong with it."""

    limits: OfferLimits
    is_said: bool
    faults: Sequence[RowFault] = ()


def limits_of(offer: Offer | None) -> OfferLimits:
    """The limits that stand; of no offer none."""
    return OfferLimits(offer.starts_at, offer.ends_at, tuple(offer.region_codes)) if offer else OfferLimits()


def said_limits(row: ReadRow, old: OfferLimits, zone: ZoneInfo) -> Said:
    """What a row makes of the limits that stand: a column that it leaves empty stays."""
    values, faults = row.values, []
    starts_at, ends_at, regions = old.starts_at, old.ends_at, old.regions
    if "starts_on" in values:
        starts_at = _midnight(values["starts_on"], zone)
    if "ends_on" in values:
        ends_at = _midnight(values["ends_on"] + _DAY if values["ends_on"] else None, zone)
    if "regions" in values:
        regions, unknown = _regions(values["regions"])
        faults += [wrong("regions", "unknown-region") for _name in unknown[:1]]
    if starts_at and ends_at and starts_at >= ends_at:
        faults.append(wrong("ends_on", "ends-before"))
    return Said(OfferLimits(starts_at, ends_at, regions), bool(set(COLUMNS) & values.keys()), faults)


def limit_texts(limits: OfferLimits, zone: ZoneInfo) -> dict[str, str]:
    """The limits as the sheet writes them."""
    return {
        "starts_on": _text(limits.starts_at, zone, timedelta()),
        "ends_on": _text(limits.ends_at, zone, _DAY),
        "regions": ", ".join(_name(code) for code in limits.regions),
    }


def limits_from(texts: Mapping[str, Any], zone: ZoneInfo) -> OfferLimits:
    """The limits of such texts."""
    return OfferLimits(
        _moment(texts["starts_on"], zone, timedelta()),
        _moment(texts["ends_on"], zone, _DAY),
        _regions(texts["regions"])[0],
    )


def _midnight(day: date | str | None, zone: ZoneInfo) -> datetime | None:
    return datetime.combine(day, time(), zone) if isinstance(day, date) else None


def _text(moment: datetime | None, zone: ZoneInfo, before: timedelta) -> str:
    """A day where it begins or ends with one, else the minute."""
    if moment is None:
        return ""
    local = moment.astimezone(zone)
    whole = local.time() == time()
    return (local.date() - before).isoformat() if whole else local.replace(tzinfo=None).isoformat(" ")


def _moment(text: str, zone: ZoneInfo, after: timedelta) -> datetime | None:
    if not text:
        return None
    if len(text) == 10:
        return _midnight(date.fromisoformat(text) + after, zone)
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def _regions(text: str) -> tuple[tuple[str, ...], list[str]]:
    """The codes, without what lies in a region that is named anyway; and what there isn't."""
    codes, unknown = [], []
    for each in (part.strip() for part in _APART.split(text)):
        if not each or each.lower() in EVERYWHERE:
            continue
        found = region(each) or find_region(*each.split()[:3])
        if found is None:
            unknown.append(each)
        else:
            codes.append(found.code)
    widest = [code for code in codes if not any(code != other and code.startswith(other) for other in codes)]
    return tuple(dict.fromkeys(widest)), unknown


def _name(code: str) -> str:
    found = region(code)
    return " ".join(filter(None, (found.province, found.city, found.district))) if found else code
