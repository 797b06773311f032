"""Reads GS1 codes as scanners send them: element strings with FNC1 as GS, or with parentheses; plain GTINs as well.

Source: GS1 General Specifications, sections 3 (application identifiers) and 7.12 (dates of two-digit years).
"""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from dinghuo.catalogue.rules.gtin import check_digit

#: What a scanner sends for FNC1 between elements; some keyboards turn it into one of the others.
SEPARATOR = "\x1d"
_SEPARATORS = str.maketrans({"\u241d": SEPARATOR, "\u00e8": SEPARATOR})
#: Symbology identifiers that scanners put in front: GS1-128, GS1 DataMatrix, GS1 QR, GS1 DataBar, EAN.
_SYMBOLOGY = re.compile(r"^\](C1|d2|Q3|e0|E0|E4)")
_BRACKETED = re.compile(r"\((\d{2,4})\)([^()]*)")
#: Length of the data after the identifier, where it is fixed; and the longest, where FNC1 ends it.
FIXED = {"00": 18, "01": 14, "02": 14, "11": 6, "12": 6, "13": 6, "15": 6, "16": 6, "17": 6, "20": 2}
VARIABLE = {"10": 20, "21": 20, "22": 20, "30": 8, "37": 8, "240": 30, "241": 30, "400": 30}
#: Net weight in kilograms: the fourth figure says how many decimals.
WEIGHT = re.compile(r"310([0-5])")


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a code says. `fault` names what is wrong with it: "empty", "unknown", "check-digit", "day", "length"."""

    code: str
    gtin: str = ""
    lot: str = ""
    expires: date | None = None
    made: date | None = None
    count: Decimal | None = None
    weight_kilograms: Decimal | None = None
    unit_label: str = ""
    serial: str = ""
    fault: str = ""

    @property
    def label(self) -> str:
        """What names one carton, however the scanner writes it: to read it twice is to count one carton twice. Its own
        number (SSCC), else its serial number, else what is in it; empty for a code that many cartons carry."""
        if self.unit_label:
            return f"(00){self.unit_label}"
        if self.serial:
            return f"(01){self.gtin}(21){self.serial}"
        if not self.lot or self.count is None:
            return ""
        return f"(02){self.gtin}(10){self.lot}(37){self.count}"


def read_code(text: str, today: date) -> Scanned:
    """What a scan says. `today` decides the century of a date (up to 49 years ahead, 50 back).

    A code that isn't GS1 comes back as it is, with nothing read from it: it may be an article's number.
    """
    code = _SYMBOLOGY.sub("", text.strip(" \t\r\n").translate(_SEPARATORS))
    if not code:
        return Scanned("", fault="empty")
    if code.startswith("("):
        return _told(code, _BRACKETED.findall(code), today, whole=_BRACKETED.sub("", code) == "")
    if code.isascii() and code.isdigit() and len(code) in (8, 12, 13, 14):
        fault = "" if has_check_digit(code) else "check-digit"
        return Scanned(code, gtin="" if fault else code.zfill(14), fault=fault)
    if SEPARATOR in code or _opens(code):
        elements, whole = _split(code.lstrip(SEPARATOR))
        return _told(code, elements, today, whole=whole)
    return Scanned(code)


def has_check_digit(digits: str) -> bool:
    """True if the last figure is the check digit of those before, as GTINs and SSCCs have one."""
    return int(digits[-1]) == check_digit(digits[:-1])


def _opens(code: str) -> bool:
    """An element string begins with a GTIN or a logistic unit's number; nothing shorter is taken for one."""
    return bool(re.match(r"(01|02)\d{14}|00\d{18}", code)) and code.isprintable()


def _split(code: str) -> tuple[list[tuple[str, str]], bool]:
    found: list[tuple[str, str]] = []
    while code:
        key = next((code[:n] for n in (2, 3) if code[:n] in FIXED or code[:n] in VARIABLE), "")
        if WEIGHT.match(code):
            key, length = code[:4], 6
        elif key in FIXED:
            length = FIXED[key]
        elif key:
            length = min(len(code[len(key) :].split(SEPARATOR, 1)[0]), VARIABLE[key])
        else:
            return found, False
        found.append((key, code[len(key) : len(key) + length]))
        rest = code[len(key) + length :]
        code = rest.removeprefix(SEPARATOR)
        if key in VARIABLE and rest and not rest.startswith(SEPARATOR):
            return found, False
    return found, True


def _told(code: str, elements: list[tuple[str, str]], today: date, whole: bool) -> Scanned:
    read = Scanned(code)
    for key, value in elements:
        read = _element(read, key, value, today)
        if read.fault:
            return read
    return read if whole and elements else replace(read, fault="unknown")


def _element(read: Scanned, key: str, value: str, today: date) -> Scanned:
    right = FIXED.get(key, 6 if WEIGHT.fullmatch(key) else None)
    if (right is not None and (len(value) != right or not value.isdigit())) or not value:
        return replace(read, fault="length")
    if key in ("01", "02", "00") and not has_check_digit(value):
        return replace(read, fault="check-digit")
    if key in ("11", "15", "17"):
        day = _day(value, today)
        if day is None:
            return replace(read, fault="day")
        return replace(read, made=day) if key == "11" else _with_expiry(read, key, day)
    if key in ("30", "37"):
        return replace(read, count=Decimal(value)) if value.isdigit() else replace(read, fault="length")
    if weight := WEIGHT.fullmatch(key):
        return replace(read, weight_kilograms=Decimal(value).scaleb(-int(weight[1])))
    if key in ("01", "02"):
        return replace(read, gtin=value)
    if key == "10":
        return replace(read, lot=value)
    if key == "21":
        return replace(read, serial=value)
    return replace(read, unit_label=value) if key == "00" else read


def _with_expiry(read: Scanned, key: str, day: date) -> Scanned:
    # Where a pack carries both, what it must not be sold after (17) counts, not what it is best before (15).
    return replace(read, expires=day) if key == "17" or read.expires is None else read


def _day(value: str, today: date) -> date | None:
    year, month, day = int(value[:2]), int(value[2:4]), int(value[4:])
    century = today.year - today.year % 100
    ahead = century + year - today.year
    full = century + year + (100 if ahead < -50 else -100 if ahead > 49 else 0)
    if not 1 <= month <= 12:
        return None
    # Day 00 stands for the month's last day.
    last = monthrange(full, month)[1]
    return date(full, month, day or last) if day <= last else None
