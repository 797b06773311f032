"""Gives every drafted line its price, with the explanation that is kept with it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.quantity import plain
from dinghuo.ordering.errors import PriceOnRequest
from dinghuo.ordering.rules.amounts import line_amounts
from dinghuo.ordering.rules.draft import Draft
from dinghuo.ordering.steps.find_buyer import Purchase
from dinghuo.pricing.queries.price_lines import PriceLine, PriceRequest, price_lines


def price_drafts(actor: Actor, purchase: Purchase, drafts: Sequence[Draft]) -> None:
    """Price the drafts in place, all in one query. Raises PriceOnRequest naming every line without a price.

    A price given by a person with the grant stands instead of the list's; the list's is kept beside it.
    """
    answers = price_lines(
        actor,
        PriceRequest(
            buyer_id=purchase.buyer_id,
            storefront_id=purchase.storefront_id,
            currency=purchase.currency,
            at=now(),
            lines=[
                PriceLine(draft.line_id, draft.variant_id, draft.seller_id, draft.unit, draft.quantity)
                for draft in drafts
            ],
        ),
    )
    missing = []
    for draft in drafts:
        answer = answers.get(draft.line_id)
        if answer is not None:
            draft.list_price = draft.unit_price = answer.amount
            draft.tax_included = answer.tax_included
            draft.explanation = answer.explanation
        if draft.override is not None:
            draft.unit_price = draft.override
            draft.explanation = [_override(actor, draft), *draft.explanation]
        elif answer is None:
            missing.append(draft)
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
            % {"goods": ", ".join(draft.name for draft in missing)},
            lines=[{"line": draft.index + 1, "sku": draft.sku} for draft in missing],
        )


def _override(actor: Actor, draft: Draft) -> dict[str, str]:
    return {
        "level": "override",
        "rule": actor.person_name,
        "amount": plain(draft.unit_price),
        "outcome": "won",
        "reason": "approved-override",
    }
