"""Asks what a customer pays for one's goods: how much, by which list and why; beside another customer or day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.find_variants import FoundVariant, find_variants
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.organisations.queries.storefronts import home_storefront
from dinghuo.pricing.queries.customer_of import customer_of
from dinghuo.pricing.queries.price_lines import PriceAnswer, PriceLine, PriceRequest, price_lines
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.typed import read_day, read_decimal
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.price_words import Rule, Step, rules_of, steps_of
from dinghuo.web.shared.session import Request

FIELDS = ("goods", "unit", "quantity", "customer", "day", "customer_2", "day_2")


@dataclass(frozen=True)
class Shown:
    """What one customer pays on one day. `answer` None: the price is on request."""

    customer: Any
    at: datetime
    currency: str
    unit: str
    answer: PriceAnswer | None
    rules: Sequence[Rule]
    steps: Sequence[Step]


def price_question(request: Request, actor: Actor) -> HttpResponse:
    """The question, and its one or two answers side by side."""
    typed = {name: str(request.GET.get(name, "")).strip() for name in FIELDS}
    faults = Faults()
    answers = _answers(actor, typed, faults) if typed["goods"] or typed["customer"] else []
    context = {
        "form": Form({"quantity": "1", **{k: v for k, v in typed.items() if v}}, faults=faults.found),
        "answers": [] if faults.found else answers,
        "trail": [(here(request, "prices"), _("Prices")), ("", _("What a customer pays"))],
    }
    status = 422 if faults.found else 200
    return render(request, "selling/prices/question.html", context, status=status)


def _answers(actor: Actor, typed: Mapping[str, str], faults: Faults) -> list[Shown]:
    variant = find_variants(actor, [typed["goods"]]).get(typed["goods"])
    unit = typed["unit"] or (variant.base_unit if variant else "")
    if variant is None:
        faults.add("goods", "unknown", _("There is no article %s.") % typed["goods"][:60])
    elif unit not in variant.factors:
        told = {"name": variant.name, "units": ", ".join(variant.factors)}
        faults.add("unit", "unknown", _("%(name)s is sold by %(units)s.") % told)
    quantity = read_decimal(typed, "quantity", faults) or Decimal(1)
    asked = [(_customer(actor, typed, "customer", faults), _at(typed, "day", faults))]
    if typed["customer_2"] or typed["day_2"]:
        other = "customer_2" if typed["customer_2"] else "customer"
        asked.append((_customer(actor, typed, other, faults), _at(typed, "day_2", faults)))
    if faults.found or variant is None:
        return []
    return [_shown(actor, variant, unit, quantity, customer, at) for customer, at in asked]


def _shown(
    actor: Actor, variant: FoundVariant, unit: str, quantity: Decimal, customer: Any, at: datetime
) -> Shown:
    storefront = home_storefront(actor, customer.id)
    line = PriceLine("it", variant.variant_id, actor.organisation_id, unit, quantity)  # type: ignore[arg-type]  # these doors belong to a company
    wanted = PriceRequest(customer.id, storefront.currency, at, [line], storefront_id=storefront.id)
    answer = price_lines(actor, wanted).get("it")
    rules = rules_of(answer.explanation) if answer else []
    return Shown(customer, at, storefront.currency, unit, answer, rules, steps_of(answer, quantity))


def _customer(actor: Actor, typed: Mapping[str, str], name: str, faults: Faults) -> Any:
    try:
        return customer_of(actor, typed[name])
    except NotFound:
        faults.add(name, "unknown", _("There is no customer %(code)s.") % {"code": typed[name][:60]})
        return None


def _at(typed: Mapping[str, str], name: str, faults: Faults) -> datetime:
    """The beginning of the day in the market's zone; now for none."""
    day = read_day(typed, name, faults)
    return timezone.make_aware(datetime.combine(day, time())) if day else now()
