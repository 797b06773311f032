"""The calls about lots: where one went, what runs out, and how fresh goods must be for whom."""

from typing import Annotated, Any

from ninja import Query, Router

from dinghuo.api.bodies import inventory as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.paging import After, Limit
from dinghuo.api.shapes.lot import (
    ExpiringPage,
    LifeRulesAnswer,
    LotAnswer,
    RecalledGoodsPage,
    RecallPage,
    expiring_shape,
    life_rule_shape,
    lot_shape,
    recall_shape,
    recalled_goods_shape,
)
from dinghuo.api.values import Lot, Word
from dinghuo.fulfilment.actions.lift_recall import lift_recall
from dinghuo.fulfilment.actions.recall_lot import recall_lot
from dinghuo.fulfilment.queries.lot_trace import lot_trace
from dinghuo.fulfilment.queries.recalls import recalled_goods, recalls
from dinghuo.inventory.actions.set_life_rules import LifeRuleEntry, set_life_rules
from dinghuo.inventory.queries.expiring import SPANS, expiring
from dinghuo.inventory.queries.life_rules import life_rules

#: More days than anything keeps that has a date.
Days = Annotated[int, Query(SPANS[-1], ge=0, le=10_000, description="Within how many days.")]
router = Router(tags=["Stock"])


@router.get("/lots", response=LotAnswer, operation_id="lot")
@reading()
def get_lot(request: Call, sku: Word, lot: Lot, owner: Word | None = None) -> dict[str, Any]:
    """One lot of an article: its days, where it lies, where it came from, and which customers got of it.

    `owner` is a company's code: the operator names it where several have a lot of this name.
    """
    return lot_shape(sku, lot, lot_trace(request.auth, sku, lot, owner or ""))


@router.post("/lots/recall", response=LotAnswer, operation_id="recall_lot")
@writing()
def post_recall(request: Call, body: bodies.LotRecall) -> dict[str, Any]:
    """Recall a lot: nothing of it is promised, picked or sent from now on. Orders that hold it get other lots where
    there are any, the rest goes on back-order; everybody who has got of it is told.
    """
    recall_lot(request.auth, body.sku, body.lot, body.reason, body.owner or "")
    return lot_shape(body.sku, body.lot, lot_trace(request.auth, body.sku, body.lot, body.owner or ""))


@router.post("/lots/recall/lift", response=LotAnswer, operation_id="lift_recall")
@writing()
def post_lift(request: Call, body: bodies.LotRecall) -> dict[str, Any]:
    """Let a recalled lot be sold again; everybody who was told of the recall is told so."""
    lift_recall(request.auth, body.sku, body.lot, body.reason, body.owner or "")
    return lot_shape(body.sku, body.lot, lot_trace(request.auth, body.sku, body.lot, body.owner or ""))


@router.get("/recalls", response=RecallPage, operation_id="recalls")
@reading()
def get_recalls(request: Call) -> dict[str, Any]:
    """The recalled lots of the key's organisation (the operator: everybody's), the latest first."""
    return {"items": [recall_shape(lot) for lot in recalls(request.auth)], "next": None}


@router.get("/recalled-goods", response=RecalledGoodsPage, operation_id="recalled_goods")
@reading()
def get_recalled_goods(request: Call) -> dict[str, Any]:
    """What the key's organisation has got as a buyer of lots that are recalled, with the shipments it came by."""
    return {"items": [recalled_goods_shape(goods) for goods in recalled_goods(request.auth)], "next": None}


@router.get("/expiring-stock", response=ExpiringPage, operation_id="expiring_stock")
@reading()
def get_expiring(
    request: Call, within_days: Days = SPANS[-1], past: bool = False, after: After = None, limit: Limit = 50
) -> dict[str, Any]:
    """What runs out within so many days, the first first, with what to take off its price; with `past` what is past its
    day instead."""
    page = expiring(request.auth, within_days, "", after, limit, past=past)
    return {"items": [expiring_shape(each) for each in page.items], "next": page.next}


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
