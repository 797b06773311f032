"""Tags for money, quantities and numbers."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from dinghuo.foundation import formats
from dinghuo.foundation.money import Money
from dinghuo.foundation.quantity import Quantity
from dinghuo.ordering.queries.freight_words import kilos as kilo_words
from dinghuo.pricing.queries.taxes.told import EXCLUDED, as_shown
from dinghuo.web.shared.sum_words import ToldSums, told_order
from dinghuo.web.shared.tax_words import line_tax_mark

register = template.Library()
NONE = mark_safe(f'<span class="none">{formats.NOTHING}</span>')


def _money_html(amount: Any, currency: str, extra: str = "") -> SafeString:
    if isinstance(amount, Money):
        amount, currency = amount.amount, amount.currency
    if amount is None or amount == "":
        return NONE
    return _parts_html(formats.money(amount, currency), extra)


def _parts_html(parts: formats.MoneyParts, extra: str = "", title: str = "") -> SafeString:
    # Put together by hand, as pages show hundreds: figures need no escaping, the symbol gets it.
    return mark_safe(
        f'<span class="money{extra}"{title}>{parts.sign}<small>{_escaped(parts.symbol)}</small>'
        f"{parts.whole}<i>{parts.decimals}</i></span>"
    )


@lru_cache(maxsize=1000)
def _escaped(word: str) -> str:
    return escape(word)


@register.simple_tag
def money(amount: Any, currency: str = "", big: bool = False) -> SafeString:
    """An amount: `{% money order.total order.currency %}` or `{% money a_money %}`; None is a dash."""
    return _money_html(amount, currency, " money-big" if big else "")


@register.simple_tag
def unit_price(amount: Any, currency: str = "", unit: str = "") -> SafeString:
    """What a unit costs, as people read it: `{% unit_price line.unit_price "CNY" line.unit %}`. Where it is rounded,
    the exact price is its title."""
    if amount is None or amount == "":
        return NONE
    exact = Decimal(str(amount))
    read, kept = formats.price(exact, currency), formats.money(exact, currency, unit_price=True)
    title = "" if read == kept else f' title="{_escaped(str(kept))}"'
    return _per(_parts_html(read, title=title), unit)


@register.simple_tag
def listed_price(amount: Any, currency: str = "", unit: str = "") -> SafeString:
    """A price as somebody wrote it on a list, with all its decimals: `{% listed_price price.amount "CNY" "箱" %}`."""
    if amount is None or amount == "":
        return NONE
    return _per(_parts_html(formats.money(amount, currency, unit_price=True)), unit)


def _per(html: SafeString, unit: str) -> SafeString:
    return format_html('{}<span class="per">/{}</span>', html, unit) if unit else html


@register.simple_tag
def quantity(value: Any, unit: str = "", base: Any = None, base_unit: str = "") -> SafeString:
    """A quantity and its unit as one word, base units quiet beside it: `{% quantity 24 "箱" 576 "瓶" %}`.

    Both may be Quantity values: `{% quantity ordered base=in_bottles %}`.
    """
    if isinstance(value, Quantity):
        value, unit = value.value, value.unit
    if value is None or value == "":
        return NONE
    html = mark_safe(
        f'<span class="quantity">{formats.number(value)}<span>{formats.THIN}{_escaped(str(unit))}</span></span>'
    )
    if isinstance(base, Quantity):
        base, base_unit = base.value, base.unit
    if base in (None, "") or (base_unit == unit and Decimal(base) == Decimal(value)):
        return html
    return format_html(
        '{} <span class="base">= {}{}{}</span>', html, formats.number(base), formats.THIN, base_unit
    )


@register.filter
def number(value: Any, places: int | None = None) -> str:
    """A number with its thousands grouped: `{{ count|number }}`."""
    return formats.NOTHING if value in (None, "") else formats.number(value, places)


@register.filter
def compact(value: Any, currency: str = "") -> str:
    """A large number in few figures: `{{ total|compact:"CNY" }}` is ¥1.28 M."""
    return formats.NOTHING if value in (None, "") else formats.compact(value, formats.symbol(currency))


@register.filter
def percent(value: Any, places: int = 0) -> str:
    """A share as per cent: `{{ 0.064|percent:1 }}` is 6.4 %."""
    return formats.NOTHING if value in (None, "") else formats.percent(value, places)


@register.filter
def tax_rate(value: Decimal) -> str:
    """A tax rate as per cent, with the decimals that it has: `{{ 0.065|tax_rate }}` is 6.5 %."""
    return formats.percent(value, max(0, -int((value * 100).normalize().as_tuple().exponent)))


@register.filter
def shown_price(line: Any, order: Any) -> Decimal:
    """An ordered line's price for one unit, as prices were shown to its buyer: `{{ line|shown_price:order }}`."""
    return as_shown(line.unit_price, line.tax_included, order.shown_tax, line.tax_rate)


@register.filter
def tax_mark(line: Any, order: Any) -> str:
    """What of tax stands beside that price: `{% include "shared/tax_mark.html" with mark=line|tax_mark:order %}`."""
    return line_tax_mark(line, order)


@register.filter
def shown_total(line: Any, order: Any) -> Decimal:
    """What an ordered line costs, as prices were shown to its buyer: `{{ line|shown_total:order }}`."""
    return Decimal(line.total - line.tax if order.shown_tax == EXCLUDED else line.total)


@register.filter
def told_sums(order: Any, discounts: Iterable[Any]) -> ToldSums:
    """An order's sums with their parts: `{% include "shared/sums.html" with told=order|told_sums:discounts %}`."""
    return told_order(order, discounts or ())


@register.filter
def change(value: Any, places: int = 0) -> str:
    """A share by which something grew or shrank, with its sign: `{{ 0.064|change:1 }}` is +6.4 %."""
    if value in (None, ""):
        return formats.NOTHING
    return ("+" if Decimal(str(value)) > 0 else "") + formats.percent(value, places)


@register.filter
def plain_number(value: Any) -> str:
    """A number as a form field takes it: no grouping, no needless zeros. What is typed and no number stays as it is."""
    if value in (None, ""):
        return ""
    try:
        return f"{Decimal(str(value)).normalize():f}"
    except (InvalidOperation, ValueError):
        return str(value)


@register.filter
def total(rows: Iterable[Any], name: str) -> Decimal:
    """The sum of one attribute over rows: `{{ lines|total:"extended" }}`."""
    return sum((getattr(row, name) or Decimal(0) for row in rows), Decimal(0))


@register.filter
def kilos(grams: Any) -> str:
    """A weight in kilograms: `{{ term.first_grams|kilos }}`."""
    return kilo_words(Decimal(str(grams)))
