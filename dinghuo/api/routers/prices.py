"""The calls about prices: ask, explain, set."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from ninja import Router

from dinghuo.api.bodies import pricing as bodies
from dinghuo.api.calls import Call, writing
from dinghuo.api.customer import customer_id
from dinghuo.api.own_codes import named_lines
from dinghuo.api.render import instant
from dinghuo.api.shapes.price import PriceCheckAnswer, checked_line
from dinghuo.api.values import start_of
from dinghuo.catalogue.queries.find_goods import Goods, GoodsOffer, find_goods
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Fault, Faults
from dinghuo.foundation.fields import translated
from dinghuo.ordering.queries.compared import ForWhom, comparing_for, told_explanation, told_goods
from dinghuo.organisations.queries.storefronts import home_storefront
from dinghuo.pricing.queries.price_lines import PriceLine, PriceRequest, price_lines

router = Router(tags=["Prices"])


@router.post("/price-checks", response=PriceCheckAnswer, operation_id="check_prices")
@writing()
def post_price_check(request: Call, body: bodies.PriceCheck) -> dict[str, Any]:
    """What would these lines cost, and why.

    Each line tells the rule that won, those that lost, and what the next tier would save. `amount` is null where the
    price is on request. Nothing is kept.
    """
    actor = request.auth
    buyer_id = customer_id(actor, body.buyer)
    storefront = home_storefront(actor, buyer_id)
    wrong = named_lines(actor, buyer_id, body.lines)
    sold = find_goods(actor, storefront.id, [line.sku for line in body.lines if line.sku], buyer_id)
    known = comparing_for(actor)
    goods = told_goods(actor, ForWhom(storefront, buyer_id), sold, known)
    asked = _read(body.lines, goods, wrong)
    at = start_of(body.date, actor.time_zone) or now()
    lines = [
        PriceLine(
            i,
            found.variant_id,
            offer.seller_id,
            unit,
            line.quantity,
            parts=found.priced_parts(unit),
            extras=found.extras(unit),
        )
        for i, (line, found, offer, unit) in enumerate(asked)
    ]
    answers = price_lines(
        actor, PriceRequest(buyer_id, storefront.currency, at, lines, storefront.id, rates=True)
    )
    checked = [
        checked_line(line, found, offer.seller_code, unit, answers.get(i), storefront.currency)
        for i, (line, found, offer, unit) in enumerate(asked)
    ]
    lines_told = [line | {"explanation": told_explanation(known, line["explanation"])} for line in checked]
    return {"currency": storefront.currency, "at": instant(at), "lines": lines_told}


Asked = tuple[bodies.AskedLine, Goods, GoodsOffer, str]


def _read(
    lines: Sequence[bodies.AskedLine], goods: Mapping[str, Goods], wrong: Sequence[Fault]
) -> list[Asked]:
    faults = Faults()
    faults.found.extend(wrong)
    if not lines:
        faults.add("lines", "required", _("Ask about at least one line."))
    asked = [_one(faults, f"lines.{i}", line, goods.get(line.sku or "")) for i, line in enumerate(lines)]
    faults.raise_any()
    return [each for each in asked if each]


def _one(faults: Faults, at: str, line: bodies.AskedLine, found: Goods | None) -> Asked | None:
    if line.quantity <= 0:
        faults.add(f"{at}.quantity", "positive", _("Ask about more than zero."))
    if line.sku is None:
        return None
    if found is None:
        faults.add(f"{at}.sku", "unknown", _("There is no article %(sku)s here.") % {"sku": line.sku})
        return None
    unit, name = line.unit or found.base_unit, translated(found.name, found.names)
    if unit not in found.factors:
        told = {"name": name, "unit": unit, "units": ", ".join(found.factors)}
        faults.add(f"{at}.unit", "unknown", _("%(name)s isn't sold by %(unit)s, but by %(units)s.") % told)
    wanted = (offer for offer in found.offers if offer.is_of(line.seller))
    offer = next(wanted, None)
    if offer is None:
        faults.add(f"{at}.seller", "unknown", _("%(name)s isn't offered by this seller.") % {"name": name})
        return None
    for sku in found.kit.unknown(line.options) if found.kit else line.options:
        words = _("%(sku)s is no optional part of %(name)s.") % {"sku": sku, "name": name}
        faults.add(f"{at}.options", "unknown", words)
    return line, found.chosen(line.options), offer, unit
