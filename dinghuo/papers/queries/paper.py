"""What every paper says in the same manner: the market's house style, parties, goods, addresses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.fields import translated
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.organisations.models import Organisation
from dinghuo.organisations.queries.organisations import market
from dinghuo.papers.rules import words
from dinghuo.papers.rules.capital_amount import capital_amount
from dinghuo.papers.rules.sheet import Cell, Party, breakable
from dinghuo.pricing.queries.taxes.told import tax_told
from dinghuo.promotions.queries.discounts_of import OrderDiscount


@dataclass(frozen=True)
class House:
    """The market that prints: its name, colour and zone, and the language of the paper."""

    name: str
    accent: str
    time_zone: str
    language: str


def house(actor: Actor) -> House:
    """The house style of the actor's market, in the actor's language."""
    found = market(actor.market_id)
    name = translated(found.name, found.names, actor.language)
    return House(name, found.accent, found.time_zone, actor.language)


def party(role: str, organisation: Organisation, language: str) -> Party:
    """An organisation with what a paper has to say of it."""
    lines = [
        _("Tax number %(number)s") % {"number": organisation.tax_number} if organisation.tax_number else "",
        " ".join(part for part in (organisation.contact, organisation.phone) if part),
    ]
    name = translated(organisation.name, organisation.names, language)
    return Party(role, breakable(name), [breakable(line) for line in lines if line])


def destination(role: str, address: Mapping[str, Any]) -> Party | None:
    """Where goods go, largest division first as in China; None if the order says nothing."""
    places = "".join(dict.fromkeys(str(address.get(name) or "") for name in ("province", "city", "district")))
    street = places + str(address.get("street") or "")
    if not street:
        return None
    person = " ".join(str(address.get(name) or "") for name in ("contact", "phone")).strip()
    return Party(role, breakable(person or str(address.get("label") or "")), [breakable(street)])


def goods(line: OrderLine, language: str, own: Mapping[UUID, str]) -> Cell:
    """What it is, its code, the buyer's own code where there is one (`own`, by variant), and the kit it came with."""
    code = own.get(line.variant_id)
    told = _("%(sku)s · your code %(code)s") % {"sku": line.sku, "code": code} if code else line.sku
    if kit := line.kit:
        named = {
            "name": translated(kit["name"], kit["names"], language),
            "quantity": words.quantity(Decimal(kit["quantity"]), kit["unit"]),
        }
        words_of = (
            _("option of %(quantity)s %(name)s")
            if kit.get("optional")
            else _("part of %(quantity)s %(name)s")
        )
        told = f"{told} · " + words_of % named
    return Cell(breakable(translated(line.name, line.names, language)), breakable(told))


def exempted(lines: Iterable[OrderLine]) -> list[str]:
    """That the buyer pays no tax, and by which certificates."""
    told = (tax_told(line.explanation, line.tax_rate).certificate for line in lines)
    named = ", ".join(dict.fromkeys(each for each in told if each))
    return [_("No tax: exempt by certificate %(number)s") % {"number": breakable(named)}] if named else []


def promoted(given: OrderDiscount) -> str:
    """Which promotion gave a discount, with the code that opened it."""
    return breakable(f"– {given.name} ({given.code})" if given.code else f"– {given.name}")


def both_units(line: OrderLine, base_quantity: Decimal) -> Cell:
    """A quantity in the unit it was ordered in where that comes out even, with base units below."""
    in_base = words.quantity(base_quantity, line.base_unit)
    if line.factor == 1 or base_quantity % line.factor:
        return Cell(in_base)
    return Cell(words.quantity(base_quantity / line.factor, line.unit), f"= {in_base}")


def capitals(total: Decimal, currency: str, language: str) -> str:
    """The total in Chinese capitals, on papers in Chinese that ask for yuan."""
    if currency != "CNY" or not language.lower().startswith("zh"):
        return ""
    return capital_amount(total, language)


def terms(order: Order) -> str:
    """How and when the order is paid, in words."""
    ways = {
        "credit": _("On credit"),
        "transfer": _("Bank transfer"),
        "prepaid": _("Prepaid balance"),
    }
    way = ways.get(order.payment_method, order.payment_method)
    if order.payment_term_days:
        return _("%(way)s, %(days)s days") % {"way": way, "days": order.payment_term_days}
    return way
