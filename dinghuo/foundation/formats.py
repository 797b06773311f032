"""How numbers, money and times are written for people, by language."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from babel.numbers import get_currency_precision
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dinghuo.foundation import clock
from dinghuo.foundation.money import read_price
from dinghuo.foundation.quantity import plain

MINUS = "\N{MINUS SIGN}"
THIN = "\N{NO-BREAK SPACE}"
NOTHING = "–"
EXACT_BELOW = 10_000

# The narrow signs traders write; a currency that isn't here is written by its ISO 4217 code.
SYMBOLS = {
    "CNY": "¥",
    "JPY": "JP¥",
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "HKD": "HK$",
    "TWD": "NT$",
    "MOP": "MOP$",
    "SGD": "S$",
}


@dataclass(frozen=True, slots=True)
class MoneyParts:
    """Money cut where its parts are drawn differently: sign, symbol, whole units, decimals (with point)."""

    sign: str
    symbol: str
    whole: str
    decimals: str

    def __str__(self) -> str:
        return f"{self.sign}{self.symbol}{THIN if self.symbol.isalpha() else ''}{self.whole}{self.decimals}"


@cache
def symbol(currency: str) -> str:
    """The sign of a currency before the figure."""
    return SYMBOLS.get(currency, currency)


def is_chinese() -> bool:
    """True if the page is read in Chinese, simplified or traditional."""
    return (get_language() or "en").startswith("zh")


def number(value: Decimal | int | float | str, places: int | None = None) -> str:
    """A number with thousands grouped; `places` decimals, or as many as it has.

    English and both kinds of Chinese group by three with a comma, so no table of languages is kept yet.
    """
    exact = Decimal(str(value))
    text = f"{exact:,f}" if places is None else f"{exact:,.{places}f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", MINUS)


def money(amount: Decimal | int | str, currency: str, *, unit_price: bool = False) -> MoneyParts:
    """Money to the currency's minor unit; a unit price keeps what it has beyond that, up to six decimals: where
    somebody writes prices. Where one reads what something costs it is `price`."""
    exact = Decimal(str(amount))
    places = get_currency_precision(currency) if currency else 2
    text = plain(abs(exact)) if unit_price else f"{_half_up(abs(exact), places):f}"
    whole, _point, decimals = text.partition(".")
    decimals = decimals.ljust(places, "0")
    sign = MINUS if exact < 0 and any(figure not in "0." for figure in text) else ""
    return MoneyParts(sign, symbol(currency), f"{int(whole):,}", f".{decimals}" if decimals else "")


def price(amount: Decimal | int | str, currency: str) -> MoneyParts:
    """What a unit costs, as people read it on every screen (`money.read_price`)."""
    exact = Decimal(str(amount))
    return money(read_price(exact, currency) if currency else exact, currency, unit_price=True)


def _half_up(amount: Decimal, places: int) -> Decimal:
    return amount.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def compact(value: Decimal | int | float | str, symbol: str = "") -> str:
    """A large number in few figures: 1.28 M in English, 128 万 in Chinese; exact below ten thousand."""
    exact = Decimal(str(value))
    steps = _steps_chinese() if is_chinese() else _STEPS
    sign = MINUS if exact < 0 else ""
    for size, word in steps if abs(exact) >= EXACT_BELOW else []:
        if abs(exact) >= size:
            scaled = abs(exact) / size
            places = 0 if scaled >= 100 else 1 if scaled >= 10 else 2
            return f"{sign}{symbol}{number(plain(_half_up(scaled, places)))}{THIN}{word}"
    return f"{sign}{symbol}{number(_half_up(abs(exact), 0))}"


_STEPS = [(Decimal(10**9), "bn"), (Decimal(10**6), "M"), (Decimal(10**3), "k")]


def _steps_chinese() -> list[tuple[Decimal, str]]:
    traditional = (get_language() or "").lower() in ("zh-hant", "zh-tw", "zh-hk")
    return [(Decimal(10**8), "億" if traditional else "亿"), (Decimal(10**4), "萬" if traditional else "万")]


def percent(value: Decimal | float | str, places: int = 0) -> str:
    """A share as per cent: 0.064 is 6 %, or 6.4 % with one place."""
    gap = "" if is_chinese() else THIN
    return f"{number(_half_up(Decimal(str(value)) * 100, places), places)}{gap}%"


def day(value: date | datetime, *, year: bool | None = None) -> str:
    """A day in the market's zone: 3 Dec, with the year if it isn't this one."""
    local = _local(value)
    if year is None:
        year = local.year != timezone.localtime(clock.now()).year
    if is_chinese():
        return format_date(local, "Y年n月j日" if year else "n月j日")
    return format_date(local, f"j{THIN}M{THIN}Y" if year else f"j{THIN}M")


def weekday(value: date | datetime) -> str:
    """A day with its weekday: Sat 21 Nov, 11月21日 星期六."""
    local = _local(value)
    # Django's short names of weekdays are one sign in Chinese, which nobody writes alone.
    return (
        f"{day(local)} {format_date(local, 'l')}"
        if is_chinese()
        else f"{format_date(local, 'D')} {day(local)}"
    )


def moment(value: datetime) -> str:
    """A day and a time of day in the market's zone: 21 Nov 14:05."""
    return f"{day(value)} {format_date(timezone.localtime(value), 'H:i')}"


def full_moment(value: date | datetime) -> str:
    """Everything about an instant, for a tooltip: 2026-11-21 14:05:09 +0800."""
    return _local(value).strftime("%Y-%m-%d %H:%M:%S %z" if isinstance(value, datetime) else "%Y-%m-%d")


def relative_day(value: date | datetime) -> str:
    """Today, yesterday, tomorrow, else the day."""
    local = _local(value)
    on = local.date() if isinstance(local, datetime) else local
    away = (on - timezone.localtime(clock.now()).date()).days
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    return near.get(away) or day(value)


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) else value


def time_of_day(value: datetime) -> str:
    """Hours and minutes in the market's zone."""
    return format_date(timezone.localtime(value), "H:i")
