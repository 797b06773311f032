"""The price of lines for a buyer: one statement finds what could count, rules/decide.py says what does."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from dinghuo.catalogue.queries.kits import Part
from dinghuo.catalogue.queries.taxed import with_taxed
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.statements import beside, fetch
from dinghuo.organisations.queries.today import day_of
from dinghuo.pricing.permissions import PRICE_FOR_CUSTOMER
from dinghuo.pricing.queries.kit_answer import extended_answer, kit_answer
from dinghuo.pricing.queries.price_answer import PriceAnswer
from dinghuo.pricing.queries.price_rows import Found, read_rows
from dinghuo.pricing.rules.candidates import Line, candidates
from dinghuo.pricing.rules.decide import policy_of, winner

__all__ = ["Answers", "PriceAnswer", "PriceLine", "PriceRequest", "price_lines"]

PRICE = with_taxed(beside(__file__), "g.path", buyer="%(buyer)s", moment="%(at)s")


@dataclass(frozen=True, slots=True)
class PriceLine:
    """What is asked: a quantity of a variant in a unit, from a seller. `key` is the caller's name for the line; tiers
    that count several lines together count those of one `basket`. `parts`: of a kit that costs what its parts cost,
    what is in one unit; `extras`: what comes with one unit and costs what it costs alone."""

    key: Hashable
    variant_id: UUID
    seller_id: UUID
    unit: str
    quantity: Decimal
    basket: Hashable = None
    parts: Sequence[Part] = ()
    extras: Sequence[Part] = ()


@dataclass(frozen=True, slots=True)
class PriceRequest:
    """Lines for one buyer (None: a guest) in one currency at one instant, in a storefront if there is one.

    `region`: where the goods go, if not to where the buyer is registered. `tax_region`: if not to its first address.
    `rates`: say at which rate each line is taxed, and whence that is.
    """

    buyer_id: UUID | None
    currency: str
    at: datetime
    lines: Sequence[PriceLine]
    storefront_id: UUID | None = None
    explain: bool = True
    order_type: str = "standard"
    region: str = ""
    tax_region: str = ""
    rates: bool = False


class Answers(dict[Hashable, PriceAnswer]):
    """The answers by the lines' keys, and what sellers do about the buyer's tax, also where a line has no price: the
    certificate by which it is exempt (`exempt`), and who rounds the tax of an order once (`rounds_orders`).
    `shown_tax`: how the buyer is shown prices."""

    exempt: Mapping[UUID, str]
    rounds_orders: frozenset[UUID]
    shown_tax: str

    def __init__(self, found: Found | None = None) -> None:
        super().__init__()
        self.exempt = {UUID(seller): told for seller, told in found.exempt.items()} if found else {}
        self.rounds_orders = frozenset(map(UUID, found.rounds_orders)) if found else frozenset()
        self.shown_tax = found.shown_tax if found else ""


def price_lines(actor: Actor, request: PriceRequest) -> Answers:
    """The price of each line, by its key; a line without one is missing: its price is on request.

    One statement, however many lines, lists and prices; the parts of kits and extras are lines of it. Raises
    NotAllowed for another buyer's prices, except to who sees the whole market, sells the goods, or may price for
    customers.
    """
    check_buyer(actor, request)
    if not request.lines:
        return Answers()
    lines = [asked for line in request.lines for asked in _asked(line)]
    found = find_rows(actor, replace(request, lines=lines))
    each = (_answer(request, found, *pair) for pair in zip(lines, found.lines, strict=True))
    answers = {answer.key: answer for answer in each if answer}
    made = {line.key: _made(line, answers) for line in request.lines if line.parts or line.extras}
    own = {line.key for line in request.lines} if made else answers.keys()
    told = Answers(found)
    told.update({key: answer for key, answer in answers.items() if key in own and key not in made})
    told.update({key: answer for key, answer in made.items() if answer})
    return told


def _made(line: PriceLine, answers: Mapping[Hashable, PriceAnswer]) -> PriceAnswer | None:
    if line.parts:
        return kit_answer(line.key, line.quantity, line.parts, answers)
    return extended_answer(line.key, line.extras, answers)


def _asked(line: PriceLine) -> Sequence[PriceLine]:
    """The line itself with its extras, or one for each of its parts."""
    alone = [] if line.parts else [line]
    return alone + [
        PriceLine(
            (line.key, i),
            part.variant_id,
            line.seller_id,
            part.unit,
            part.quantity * line.quantity,
            line.basket,
        )
        for i, part in enumerate(line.parts or line.extras)
    ]


def find_rows(actor: Actor, request: PriceRequest, costs: bool = False) -> Found:
    """Everything that the prices of the lines depend on; with what the goods cost the seller (`costs`) whether a price
    asks for it or not. One statement; checks no permission."""
    lines = request.lines
    rows = fetch(
        PRICE,
        {
            "market": actor.market_id,
            "buyer": request.buyer_id,
            "storefront": request.storefront_id,
            "currency": request.currency,
            "at": request.at,
            "day": day_of(actor, request.at),
            "order_type": request.order_type,
            "region": request.region,
            "tax_region": request.tax_region,
            "costs": costs,
            "rates": costs or request.rates,
            "sellers": list({line.seller_id for line in lines}),
            "variants": [line.variant_id for line in lines],
            "line_sellers": [line.seller_id for line in lines],
            "units": [line.unit for line in lines],
        },
    )
    asked = [(line.unit, line.quantity, line.seller_id, line.basket) for line in lines]
    return read_rows(rows, asked, request.currency)


def _answer(request: PriceRequest, found: Found, asked: PriceLine, line: Line) -> PriceAnswer | None:
    if not line.rows:
        return None
    seller = str(asked.seller_id)
    lowest = found.lowest_from.get(seller, 0)
    policy = policy_of(lowest, line)
    could = candidates(line, found.shelves[seller].own, found.shelves[seller].by_id)
    won = winner(could, line.base_quantity, policy)
    return PriceAnswer(asked.key, request.currency, line, won, could, policy) if won else None


def check_buyer(actor: Actor, request: PriceRequest) -> None:
    """Raise NotAllowed where the actor may not know this buyer's prices."""
    if request.buyer_id in (None, actor.organisation_id) or actor.scope == "market":
        return
    if any(line.seller_id != actor.organisation_id for line in request.lines):
        require(actor, PRICE_FOR_CUSTOMER)
