"""The calls by which price lists are made: lists, their rules, how they are chosen among, exchange rates."""

from typing import Annotated, Any

from ninja import Query, Router

from dinghuo.api.bodies import pricing as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.paging import After, Limit
from dinghuo.api.seen import key_of_list, named_list, seller_id, the_price_list
from dinghuo.api.shapes.band import BandsAnswer, bands_shape
from dinghuo.api.shapes.price import PriceListAnswer, PriceListsAnswer, price_list_shape
from dinghuo.api.shapes.price_work import (
    PricePolicyAnswer,
    RatesAnswer,
    RatesStoredAnswer,
    RuleRowAnswer,
    RuleRowsAnswer,
    rate_shape,
    rule_row,
)
from dinghuo.api.values import CurrencyIn, IdIn, Name, start_of, until_after
from dinghuo.foundation.actor import Actor
from dinghuo.pricing.actions.put_rule import RuleInput, put_rule
from dinghuo.pricing.actions.remove_rule import remove_rule
from dinghuo.pricing.actions.save_policy import save_policy
from dinghuo.pricing.actions.save_price_list import ListInput, save_price_list
from dinghuo.pricing.actions.save_rates import RateInput, save_rates
from dinghuo.pricing.actions.set_bands import BandInput, set_bands
from dinghuo.pricing.queries.bands.bands import list_bands
from dinghuo.pricing.queries.drafts.drafts import is_reviewed
from dinghuo.pricing.queries.price_lists import price_list, price_lists
from dinghuo.pricing.queries.price_rules import price_rules
from dinghuo.pricing.queries.terms import exchange_rates, lowest_from
from dinghuo.pricing.states import ListKind, ListState, Sums, Target

router = Router(tags=["Prices"])


@router.get("/price-lists", response=PriceListsAnswer, operation_id="price_lists")
@reading()
def get_price_lists(request: Call, search: Name = "") -> dict[str, Any]:
    """The price lists of the key's organisation (the operator: everybody's): base, level, customer."""
    found = price_lists(request.auth, search=search)
    return {"items": [price_list_shape(each) for each in found], "next": None}


@router.post("/price-lists", response=PriceListAnswer, operation_id="save_price_list")
@writing()
def post_price_list(request: Call, body: bodies.PriceListBody) -> dict[str, Any]:
    """Make the price list with this key, or change its names, time, state, priority or whether it converts.

    For whom it is, and in which currency, is fixed once it is made. No two active lists are for the same.
    """
    actor = request.auth
    seller = seller_id(actor, body.seller)
    same = ("buyer", "level", "storefront", "group", "branch", "region_code", "order_type")
    saved = save_price_list(
        actor,
        ListInput(
            key=body.key,
            name=body.name,
            names={str(language): name for language, name in body.names.items()},
            kind=ListKind(body.kind),
            currency=body.currency,
            **{name: getattr(body, name) for name in same},
            priority=body.priority,
            converts=body.converts,
            promotable=body.promotable,
            valid_from=start_of(body.valid_from, actor.time_zone),
            valid_to=until_after(body.valid_to, actor.time_zone),
            tax_included=body.tax_included,
            state=ListState(body.state),
            seller_id=seller,
        ),
    )
    return price_list_shape(price_list(actor, saved.key))


@router.get("/price-lists/{list}/rules", response=RuleRowsAnswer, operation_id="price_rules")
@reading(of=the_price_list)
def get_rules(request: Call, list: str) -> dict[str, Any]:
    """The rules of a list that count now or are to come: prices of many goods, and formulas over other lists."""
    actor = request.auth
    return {"items": [rule_row(row) for row in price_rules(actor, key_of_list(actor, list))], "next": None}


@router.post("/price-lists/{list}/rules", response=RuleRowAnswer, operation_id="put_rule")
@writing(of=the_price_list)
def post_rule(request: Call, list: str, body: bodies.NewRule) -> dict[str, Any]:
    """Put a rule on a list. The rule of the same goods, unit and minimum ends where it begins.

    Its price is for one base unit where no unit is named; a formula's, for the unit that is ordered. A circle of lists
    is refused.
    """
    actor = request.auth
    key = key_of_list(actor, list)
    same = (
        *("goods", "min_quantity", "unit", "amount", "base_list", "percent", "plus", "step", "ending"),
        *("floor", "ceiling", "min_margin", "tier_group", "meant"),
    )
    row = RuleInput(
        target=Target(body.target),
        sums=Sums(body.sums),
        valid_from=start_of(body.valid_from, actor.time_zone),
        valid_to=until_after(body.valid_to, actor.time_zone),
        **{name: getattr(body, name) for name in same},
    )
    made = put_rule(actor, key, row)
    return rule_row(next(each for each in price_rules(actor, key) if each.id == made.id))


@router.delete("/price-lists/{list}/rules/{rule}", response=RuleRowsAnswer, operation_id="remove_rule")
@writing(of=the_price_list)
def delete_rule(request: Call, list: str, rule: IdIn) -> dict[str, Any]:
    """Take a rule off a list from now on; what has been stays. Answers with the rules that are left."""
    actor = request.auth
    key = key_of_list(actor, list)
    remove_rule(actor, key, rule)
    return {"items": [rule_row(row) for row in price_rules(actor, key)], "next": None}


@router.get("/price-lists/{list}/bands", response=BandsAnswer, operation_id="price_bands")
@reading(of=the_price_list)
def get_bands(request: Call, list: str) -> dict[str, Any]:
    """The list above this one, the bands inside which its prices are, and the prices that are outside."""
    actor = request.auth
    return bands_shape(list_bands(actor, key_of_list(actor, list)))


@router.put("/price-lists/{list}/bands", response=BandsAnswer, operation_id="set_price_bands")
@writing(of=the_price_list)
def put_bands(request: Call, list: str, body: bodies.PriceBands) -> dict[str, Any]:
    """Make the list a child of another, inside these bands and no others; without bands it is nobody's child.

    Its prices must be inside from then on. Those that stand outside stay until they are changed, and are told of.
    """
    actor = request.auth
    key = key_of_list(actor, list)
    set_bands(
        actor,
        key,
        named_list(actor, body.parent),
        [BandInput(each.category, each.least, each.most) for each in body.bands],
    )
    return bands_shape(list_bands(actor, key))


@router.get("/price-policy", response=PricePolicyAnswer, operation_id="price_policy")
@reading()
def get_policy(request: Call) -> dict[str, Any]:
    """How the prices of the key's organisation are found."""
    return _policy(request.auth)


@router.put("/price-policy", response=PricePolicyAnswer, operation_id="save_price_policy")
@writing()
def put_policy(request: Call, body: bodies.PricePolicy) -> dict[str, Any]:
    """Take the nearest list that has a price, or from a level on the lowest price of all."""
    save_policy(request.auth, body.lowest_from or "", reviewed=body.reviewed)
    return _policy(request.auth)


def _policy(actor: Actor) -> dict[str, Any]:
    level = lowest_from(actor)
    reviewed = actor.organisation_id is not None and is_reviewed(actor, actor.organisation_id)
    return {"lowest_from": level or None, "reviewed": reviewed}


@router.get("/exchange-rates", response=RatesAnswer, operation_id="exchange_rates")
@reading()
def get_rates(
    request: Call,
    currency: Annotated[CurrencyIn | None, Query(description="Only rates of this currency.")] = None,
    after: After = None,
    limit: Limit = 50,
) -> dict[str, Any]:
    """What currencies were worth, newest day first. A list that converts uses the latest of the last ten days."""
    page = exchange_rates(request.auth, currency or "", after=after, limit=limit)
    return {"items": [rate_shape(row) for row in page.items], "next": page.next}


@router.post("/exchange-rates", response=RatesStoredAnswer, operation_id="save_rates")
@writing()
def post_rates(request: Call, body: bodies.Rates) -> dict[str, Any]:
    """Store rates, all of them or none; one of the same pair and day is replaced."""
    same = ("currency", "quoted", "day", "rate", "source", "meant")
    rows = [RateInput(**{name: getattr(each, name) for name in same}) for each in body.rates]
    return {"stored": save_rates(request.auth, rows)}
