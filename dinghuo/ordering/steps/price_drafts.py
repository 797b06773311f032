"""Gives every drafted line its price, with the explanation that is kept with it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import named
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.statements import together
from dinghuo.ordering.errors import PriceOnRequest
from dinghuo.ordering.rules.amounts import line_amounts
from dinghuo.ordering.rules.draft import Draft
from dinghuo.ordering.rules.kits import KitOf
from dinghuo.ordering.steps.ask_terms import ask_terms
from dinghuo.ordering.steps.basket import Basket, standing
from dinghuo.ordering.steps.check_floors import check_floors, find_floors
from dinghuo.ordering.steps.discount_baskets import ask_offers
from dinghuo.ordering.steps.find_buyer import Purchase
from dinghuo.ordering.steps.price_kits import kit_price_lines, price_kits
from dinghuo.pricing.queries.price_lines import Answers, PriceLine, PriceRequest, price_lines
from dinghuo.pricing.rules.taxes import tax_step
from dinghuo.promotions.queries.find_offers import Offers

ZERO = Decimal(0)


def price_baskets(actor: Actor, baskets: Sequence[Basket]) -> Offers:
    """Price all baskets' lines in place, give them the terms of their orders, and answer which promotions could concern
    them, in the same round trip.

    One query for each buyer, storefront and type of order, one for all promotions, and one for all terms where the
    market has any. Where a line has no price,
    PriceOnRequest is its basket's refusal.
    """
    asked = standing(baskets)
    if not asked:
        return Offers({})
    with together():
        offers, terms = ask_offers(actor, asked), ask_terms(actor, asked)
        _price_baskets(actor, asked)
    terms()
    return offers()


def _price_baskets(actor: Actor, baskets: Sequence[Basket]) -> None:
    buyers: dict[tuple[UUID, UUID, str, str], list[Basket]] = {}
    for basket in baskets:
        purchase = basket.purchase
        asked = (purchase.buyer_id, purchase.storefront_id, basket.request.kind, purchase.tax_region)
        buyers.setdefault(asked, []).append(basket)
    for each in buyers.values():
        purchase, drafts = each[0].purchase, [draft for basket in each for draft in basket.drafts]
        answers = _answers(actor, purchase, drafts, each[0].request.kind)
        lowest = find_floors(actor, purchase, drafts, each[0].request.kind)
        for basket in each:
            with basket.trying():
                _set_prices(actor, purchase, basket.drafts, answers)
                basket.rounds_orders, basket.shown_tax = answers.rounds_orders, answers.shown_tax
                check_floors(basket.drafts, lowest, answers)


def price_drafts(actor: Actor, purchase: Purchase, drafts: Sequence[Draft], kind: str) -> None:
    """Price the drafts in place for an order of this type, all in one query. Raises PriceOnRequest naming every line
    without a price."""
    _set_prices(actor, purchase, drafts, _answers(actor, purchase, drafts, kind))


def _answers(actor: Actor, purchase: Purchase, drafts: Sequence[Draft], kind: str) -> Answers:
    lines = [
        PriceLine(
            draft.line_id,
            draft.variant_id,
            draft.seller_id,
            draft.unit,
            draft.quantity,
            # What a part would cost alone only says how the kit's price is shared out.
            basket=draft.kit.id if draft.kit and draft.kit.shared else None,
        )
        for draft in drafts
    ]
    lines += kit_price_lines(drafts)
    request = PriceRequest(
        buyer_id=purchase.buyer_id,
        storefront_id=purchase.storefront_id,
        currency=purchase.currency,
        at=now(),
        lines=lines,
        order_type=kind,
        tax_region=purchase.tax_region,
    )
    return price_lines(actor, request)


def _set_prices(actor: Actor, purchase: Purchase, drafts: Sequence[Draft], answers: Answers) -> None:
    """A price given by a person with the grant stands instead of the list's; the list's is kept beside it. Who is
    exempt from the seller's tax pays none, whoever gave the price."""
    for draft in drafts:
        if draft.seller_id in answers.exempt:
            draft.tax_rate, draft.tax_included = ZERO, False
    missing = price_kits(drafts, answers, purchase.currency)
    for draft in drafts:
        if draft.kit and draft.kit.shared:
            draft.explanation += _tax_step(draft, answers)
            continue
        answer = answers.get(draft.line_id)
        if answer is not None:
            draft.list_price = draft.unit_price = answer.amount
            draft.price_list = answer.list_id
            draft.tax_included = answer.tax_included
            draft.explanation = answer.trace
        if draft.override is not None:
            draft.unit_price = draft.override
            draft.explanation = [_override(actor, draft), *draft.explanation]
        elif answer is None:
            missing.append(draft)
        draft.explanation = [*draft.explanation, *_tax_step(draft, answers)]
        draft.amounts = line_amounts(
            draft.unit_price,
            draft.quantity,
            draft.discount,
            draft.tax_rate,
            draft.tax_included,
            purchase.currency,
        )
    if missing:
        raise PriceOnRequest(
            _("No price has been agreed for %(goods)s. Ask the seller for one.")
            % {"goods": ", ".join(named(_asked_as(draft)) for draft in missing)},
            lines=[{"line": draft.index + 1, "sku": _asked_as(draft).sku} for draft in missing],
        )


def _tax_step(draft: Draft, answers: Answers) -> list[dict[str, Any]]:
    return tax_step(draft.tax_rate, draft.taxed_by, answers.exempt.get(draft.seller_id))


def _asked_as(draft: Draft) -> Draft | KitOf:
    """What the buyer asked for: a kit, but an option by itself."""
    return draft if draft.kit is None or draft.kit.optional else draft.kit


def _override(actor: Actor, draft: Draft) -> dict[str, str]:
    return {
        "level": "override",
        "rule": actor.person_name,
        "amount": plain(draft.unit_price),
        "outcome": "won",
        "reason": "approved-override",
    }
