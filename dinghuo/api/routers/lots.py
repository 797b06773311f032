"""The calls about lots: where one went, what runs out, and how fresh goods must be for whom."""

from typing import Any

from ninja import Router

from dinghuo.api.bodies import inventory as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.shapes.lot import (
    ExpiringPage,
    LifeRulesAnswer,
    LotAnswer,
    expiring_shape,
    life_rule_shape,
    lot_shape,
)
from dinghuo.api.values import Lot, Word
from dinghuo.fulfilment.queries.lot_trace import lot_trace
from dinghuo.inventory.actions.set_life_rules import LifeRuleEntry, set_life_rules
from dinghuo.inventory.queries.expiring import expiring
from dinghuo.inventory.queries.life_rules import life_rules

router = Router(tags=["Stock"])


@router.get("/lots", response=LotAnswer, operation_id="lot")
@reading()
def get_lot(request: Call, sku: Word, lot: Lot) -> dict[str, Any]:
    """One lot of an article: its days, where it lies, where it came from, and which customers got of it."""
    return lot_shape(sku, lot, lot_trace(request.auth, sku, lot))


@router.get("/expiring-stock", response=ExpiringPage, operation_id="expiring_stock")
@reading()
def get_expiring(request: Call) -> dict[str, Any]:
    """What runs out within ninety days, the first first, with what to take off its price."""
    return {"items": [expiring_shape(each) for each in expiring(request.auth)], "next": None}


@router.get("/life-rules", response=LifeRulesAnswer, operation_id="life_rules")
@reading()
def get_life_rules(request: Call) -> dict[str, Any]:
    """How fresh goods must be that go to a customer."""
    return {"items": [life_rule_shape(rule) for rule in life_rules(request.auth)], "next": None}


@router.put("/life-rules", response=LifeRulesAnswer, operation_id="set_life_rules")
@writing()
def put_life_rules(request: Call, body: bodies.LifeRules) -> dict[str, Any]:
    """Set rules, each for a customer (or any) and a category (or all); one that asks nothing is taken away."""
    entries = [
        LifeRuleEntry(rule.buyer or "", rule.category or "", rule.min_days, rule.min_percent, rule.not_older)
        for rule in body.rules
    ]
    set_life_rules(request.auth, entries)
    return {"items": [life_rule_shape(rule) for rule in life_rules(request.auth)], "next": None}
