"""Reads the text of a cell as what its column holds: a number, a day, a code. Answers the value, or what is wrong."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from dinghuo.catalogue.rules.gtin import is_gtin
from dinghuo.integration.rules.sheets.tidy import tidy_code, tidy_long, tidy_text

#: A value, and the code of what is wrong with it or nothing (words in steps/imports/words.py).
Read = tuple[Any, str]

MONEY = re.compile(r"CNY|RMB|人民币|元|[¥￥$€£\s]|块", re.IGNORECASE)
GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+")
#: As a spreadsheet writes long numbers in narrow cells and in csv.
SHORTENED = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]\d.*)?")
COMPACT_DAY = re.compile(r"(20\d\d|19\d\d)(\d\d)(\d\d)")
EUROPEAN_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
#: Days are numbers in a spreadsheet: day 1 is 1 January 1900, but 1900 is taken for a leap year (ECMA-376, 18.17.4).
SERIAL_BEGIN = date(1899, 12, 30)
SERIAL_DAYS = range(18_264, 109_575)
#: Years before it are slips of the keyboard, and some of them no instant in the market's time zone.
FIRST_YEAR = 1900
YES = frozenset({"1", "yes", "y", "true", "是", "有", "√", "✓", "允许", "允許", "对", "on"})
#: What the state of goods is called where they are saved as a file.
ON_SALE = frozenset({"on sale", "active", "在售"})
NOT_ON_SALE = frozenset({"not on sale", "withdrawn", "停售", "下架", "已下架"})
#: In place of a day: there is none; in place of regions: all of them.
ALWAYS = frozenset({"always", "不限", "长期", "長期", "一直", "-", "无", "無"})
EVERYWHERE = frozenset({"everywhere", "全国", "全國", "不限"})
#: Fewer signs than this are no number that is too large.
MOST_DIGITS = 16
#: What a kit is made of: codes with quantities, one after the other.
NOTHING = frozenset({"-", "--", "—", "none", "无", "無"})
PIECES = re.compile(r"[;,、\n|]+")
TIMES = re.compile(r"[*×✕]")
PART = re.compile(r"(?P<code>.+?)(?:\s*[*×✕]\s*|\s+(?:[xX]\s*)?)(?P<number>\d{1,12}(?:\.\d{1,12})?)")
NO = frozenset({"0", "no", "n", "false", "否", "无", "無", "×", "不", "不允许", "不允許", "off"})


def read_text(text: str) -> Read:
    """A line of text."""
    return tidy_text(text), ""


def read_long(text: str) -> Read:
    """A text of several lines."""
    return tidy_long(text), ""


def read_code(text: str) -> Read:
    """A code; what a spreadsheet has shortened to a power of ten can't be known any more."""
    code = tidy_code(text)
    if SHORTENED.fullmatch(code) and (whole := _unshortened(code)) is None:
        return code, "shortened"
    elif SHORTENED.fullmatch(code):
        return whole, ""
    return code, ""


def read_gtin(text: str) -> Read:
    """A GTIN of 8, 12, 13 or 14 digits with its check digit; a spreadsheet's lost zeros in front are put back."""
    code, fault = read_code(text)
    code = code.replace(" ", "").replace("-", "")
    if fault or not code:
        return code, fault
    for candidate in (code, code.zfill(12), code.zfill(13), code.zfill(14)):
        # More than two lost zeros are no accident of a spreadsheet: then it is another number.
        if len(candidate) - len(code) <= 2 and is_gtin(candidate):
            return candidate, ""
    return code, "gtin"


def read_number(text: str) -> Read:
    """A decimal: 1,234.50 and 1234,5 and ￥１２ alike. Two readings at once are a fault."""
    if len(text) < MOST_DIGITS and text.isascii() and text.replace(".", "", 1).isdigit():
        return Decimal(text), ""
    plain = MONEY.sub("", unicodedata.normalize("NFKC", text))
    if not plain:
        return None, ""
    if "," in plain:
        whole = _without_groups(plain)
        if whole is None:
            return text, "number"
        plain = whole
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return text, "number"
    return (number, "") if number.is_finite() and abs(number) < Decimal(10) ** 15 else (text, "number")


def read_whole(text: str) -> Read:
    """A whole number."""
    number, fault = read_number(text)
    if fault or number is None:
        return number, fault
    return (int(number), "") if number == number.to_integral_value() else (text, "whole")


def read_rate(text: str) -> Read:
    """A share: 13%, 13 and 0.13 are the same; a tax of a whole or more there isn't."""
    plain = unicodedata.normalize("NFKC", text).strip()
    number, fault = read_number(plain.removesuffix("%"))
    if fault or number is None:
        return number, "rate" if fault else ""
    return (number / 100 if plain.endswith("%") or number >= 1 else number), ""


def read_yes(text: str) -> Read:
    """Yes or no, in words or signs."""
    word = unicodedata.normalize("NFKC", text).strip().lower()
    if not word:
        return None, ""
    return (True, "") if word in YES else (False, "") if word in NO else (text, "yes-no")


def read_on_sale(text: str) -> Read:
    """Whether goods are on sale: yes or no, or what their state is called where it is saved as a file."""
    word = unicodedata.normalize("NFKC", text).strip().lower()
    return (True, "") if word in ON_SALE else (False, "") if word in NOT_ON_SALE else read_yes(text)


def read_day(text: str) -> Read:
    """A day: ISO or Chinese, a spreadsheet's number, or 22/11/2026 where it can be only one."""
    plain = (
        unicodedata.normalize("NFKC", text).strip().replace(" ", "") if not text.isascii() else text.strip()
    )
    if not plain:
        return None, ""
    found = DAY.fullmatch(plain) or COMPACT_DAY.fullmatch(plain)
    if found:
        return _day(text, *map(int, found.groups()))
    if plain.removesuffix(".0").isdigit() and int(plain.removesuffix(".0")) in SERIAL_DAYS:
        return SERIAL_BEGIN + timedelta(days=int(plain.removesuffix(".0"))), ""
    if found := EUROPEAN_DAY.fullmatch(plain):
        first, second, year = map(int, found.groups())
        if first <= 12 and second <= 12 and first != second:
            return text, "day-doubt"
        day, month = (first, second) if first > 12 or first == second else (second, first)
        return _day(text, year, month, day)
    return text, "day"


def read_open_day(text: str) -> Read:
    """A day, or a word for none at all, which is told from an empty cell."""
    word = unicodedata.normalize("NFKC", text).strip().lower()
    return ("", "") if word in ALWAYS else read_day(text)


def read_parts(text: str) -> Read:
    """Codes with quantities, such as FD-1*2; FD-2*1, as (code, quantity); a code alone is one. A dash means none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.lower() in NOTHING:
        return (), ""
    found = []
    for piece in PIECES.split(plain):
        if not piece.strip():
            continue
        told = PART.fullmatch(piece.strip())
        code, number = (told["code"], told["number"]) if told else (piece, "1")
        if not told and TIMES.search(piece):
            return text, "parts"
        found.append((tidy_code(code), Decimal(number)))
    return tuple(found), ""


def _day(text: str, year: int, month: int, day: int) -> Read:
    try:
        return (date(year, month, day), "") if year >= FIRST_YEAR else (text, "day")
    except ValueError:
        return text, "day"


def _unshortened(code: str) -> str | None:
    digits, _sign, power = code.upper().replace("+", "").partition("E")
    known = len(digits.replace(".", ""))
    return f"{Decimal(code):f}" if int(power) < 40 and known > int(power) else None


def _without_groups(text: str) -> str | None:
    """The number with its groups closed and a point before its decimals; nothing where it may be read in two ways."""
    whole, point, decimals = text.rpartition(".")
    if point and "," not in decimals and GROUPED.fullmatch(whole):
        return whole.replace(",", "") + point + decimals
    if not point and GROUPED.fullmatch(text):
        return text.replace(",", "")
    whole, _comma, decimals = text.rpartition(",")
    if decimals.isdigit() and "," not in whole:
        return f"{whole.replace('.', '')}.{decimals}"
    return None


FORMS: dict[str, Callable[[str], Read]] = {
    "text": read_text,
    "long": read_long,
    "code": read_code,
    "gtin": read_gtin,
    "number": read_number,
    "whole": read_whole,
    "rate": read_rate,
    "yes": read_yes,
    "on-sale": read_on_sale,
    "day": read_day,
    "open-day": read_open_day,
    "parts": read_parts,
}
