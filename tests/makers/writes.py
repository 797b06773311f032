"""Every write of the API, each with a document on which it has an effect and the program that may do it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dinghuo.catalogue.models import Offer
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.actions.imports.continue_import import continue_import
from dinghuo.integration.models import Import
from dinghuo.members.models import Level
from tests.makers.calls import BODIES, CALLS, filled
from tests.makers.goods import make_goods
from tests.makers.keys import Program
from tests.makers.staff import BUY, make_program
from tests.makers.trade import make_warehouse
from tests.makers.underway import make_trade
from tests.makers.world import World, make_world

WRITES = [call for call in CALLS if call[0] != "GET"]
#: Whose program does it; everything else is the buyer's.
CALLERS = {
    "approve_order": "approver",
    "refuse_approval": "approver",
    "confirm_order": "seller",
    "accept_change": "seller",
    "decline_change": "seller",
    "ship_order": "seller",
    "begin_picking": "seller",
    "scan_pick": "seller",
    "put_back_pick": "seller",
    "ship_picked": "seller",
    "end_picking": "seller",
    "add_tracking": "seller",
    "put_price": "seller",
    "save_price_list": "seller",
    "give_price": "seller",
    "save_quantity_term": "seller",
    "remove_quantity_term": "seller",
    "withdraw_price": "seller",
    "set_price_floor": "seller",
    "approve_price": "operator",
    "decline_price": "operator",
    "put_rule": "seller",
    "set_price_bands": "seller",
    "remove_rule": "seller",
    "save_price_policy": "seller",
    "save_price_changes": "seller",
    "mass_change_prices": "seller",
    "publish_price_changes": "seller",
    "undo_price_changes": "seller",
    "approve_price_changes": "operator",
    "refuse_price_changes": "operator",
    "save_rates": "operator",
    "save_tax_rate": "operator",
    "remove_tax_rate": "operator",
    "set_stock": "seller",
    "count_stock": "seller",
    "open_stock_document": "seller",
    "propose_consignment": "seller",
    "answer_consignment": "seller",
    "end_consignment": "seller",
    "set_stock_line": "seller",
    "scan_into_document": "seller",
    "submit_stock_document": "seller",
    "approve_stock_document": "operator",
    "refuse_stock_document": "operator",
    "cancel_stock_document": "seller",
    "receive_transfer": "seller",
    "scan_arrival": "seller",
    "put_away": "seller",
    "set_life_rules": "seller",
    "recall_lot": "seller",
    "save_warehouse": "seller",
    "lift_recall": "seller",
    "save_supply": "seller",
    "change_supply": "seller",
    "receive_supply": "seller",
    "cancel_supply": "seller",
    "set_sharing_rule": "seller",
    "set_display_rules": "seller",
    "set_quotas": "seller",
    "set_safety_stock": "seller",
    "set_routing": "seller",
    "reroute_line": "seller",
    "reallocate_goods": "seller",
    "confirm_orders": "seller",
    "try_routing": "seller",
    "set_replenishment": "seller",
    "set_limits": "seller",
    "propose_replenishment": "seller",
    "edit_proposal": "seller",
    "order_proposal": "seller",
    "dismiss_proposal": "seller",
    "share_forecast": "operator",
    "claim_payment": "operator",
    "refuse_payment": "operator",
    "start_import": "seller",
    "save_contract": "seller",
    "sign_contract": "seller",
    "extend_contract": "seller",
    "end_contract": "seller",
    "save_tax_exemption": "seller",
    "end_tax_exemption": "seller",
    "save_tax_policy": "seller",
    "remove_price": "seller",
    "submit_qualification": "seller",
    "accept_qualification": "operator",
    "reject_qualification": "operator",
    "withdraw_qualification": "seller",
    "apply_import": "seller",
    "undo_import": "seller",
    "save_assortment": "operator",
    "save_customer_group": "operator",
    "save_order_minimum": "operator",
    "save_freight_term": "operator",
    "remove_freight_term": "seller",
    "save_level": "operator",
    "save_level_rules": "operator",
    "grant_level": "operator",
    "settle_levels": "operator",
    "remove_order_minimum": "seller",
    "merge_goods": "operator",
    "decide_offer_proposal": "operator",
    "set_comparison": "operator",
    "score_seller": "operator",
    "limit_offer": "seller",
    "schedule_sale": "seller",
    "save_links": "seller",
    "save_kit": "seller",
    "add_product_file": "seller",
    "submit_looks": "seller",
    "add_synonym": "operator",
    "save_promotion": "seller",
    "start_promotion": "seller",
    "end_promotion": "seller",
    "make_coupons": "seller",
    "remove_synonym": "operator",
}
#: What a buyer with a warehouse of its own needs to take goods in.
TAKE_IN = ("inventory.receive_stock", "inventory.see_stock")
#: Which order it is about, where not the one that is under way: a new one, one that the seller has accepted, or one
#: that waits for approval.
ORDERS = {
    "approve_order": "pending",
    "refuse_approval": "pending",
    "confirm_order": "new",
    "cancel_order": "new",
    "propose_change": "new",
    "reroute_line": "new",
    "reallocate_goods": "new",
    "confirm_orders": "new",
    "ship_order": "accepted",
}


#: Which document of stock, where not the receipt that is begun: one that waits, or a transfer on its way.
STOCK_DOCUMENTS = {
    "approve_stock_document": {"kind": "count", "blind": True},
    "refuse_stock_document": {"kind": "count", "blind": True},
    "receive_transfer": {"kind": "transfer", "target": "second"},
    "scan_arrival": {"kind": "transfer", "target": "second"},
}


#: The calls about picking.
PICKING = frozenset({"begin_picking", "scan_pick", "put_back_pick", "ship_picked", "end_picking"})


@dataclass(frozen=True)
class Write:
    """A call that is ready to be sent, in a market of its own."""

    world: World
    program: Program
    method: str
    path: str
    body: Any


def make_write(method: str, path: str, operation: str) -> Write:
    """Make a market in which this call does something."""
    world = make_world()
    staff, documents = make_trade(world)
    if operation in ORDERS:
        documents = documents | {"orders": _order(world, staff, ORDERS[operation])}
    if operation in ("apply_import", "undo_import"):
        _bring(world, staff, documents["imports"], written=operation == "undo_import")
    if operation in STOCK_DOCUMENTS:
        documents = documents | {"stock-documents": _stock_document(world, staff, STOCK_DOCUMENTS[operation])}
    if operation in ("recall_lot", "lift_recall"):
        line = {"sku": "WATER", "quantity": "5", "lot": "L7"}
        staff.seller.post("/stock-documents", {"kind": "receipt", "lines": [line], "submit": True})
    _second_warehouse(world, staff, operation)
    if operation == "lift_recall":
        staff.seller.post("/lots/recall", BODIES["recall_lot"])
    if operation == "extend_contract":
        staff.seller.post(f"/contracts/{documents['contracts']}/signature")
    if operation == "remove_synonym":
        staff.operator.post("/synonyms", BODIES["add_synonym"])
    documents, told = _picking(world, staff, documents, operation)
    path, body = _prices(world, staff, documents, operation, path)
    body = told or _looks(staff, operation, _reallocation(world, staff, operation, body))
    if operation == "confirm_orders":
        body = {"orders": [documents["orders"]]}
    program = getattr(staff, CALLERS.get(operation, "buyer"))
    if operation == "receive_purchase":
        make_warehouse(world.system, world.buyer, "depot")
        program = make_program(world.buyer, *BUY, "procurement.receive_purchase", *TAKE_IN)
    return Write(world, program, method, filled(path, documents), body)


def _second_warehouse(world: World, staff: Any, operation: str) -> None:
    if operation in ("reroute_line", "set_safety_stock"):
        make_warehouse(world.system, world.supplier, "second", priority=9)
    if operation == "reroute_line":
        staff.seller.post("/stock-counts", {"sku": "OTHER", "on_hand": "10", "warehouse": "second"})


def _reallocation(world: World, staff: Any, operation: str, body: Any) -> Any:
    """The body of a call that gives goods to an order that waits for more of the article; others stay as they are."""
    if operation != "reallocate_goods":
        return body
    with acting(world.system):
        Offer.objects.filter(variant__sku="OTHER").update(backorder_allowed=True)
    wanted = {"lines": [{"sku": "OTHER", "quantity": "20"}], "payment": {"method": "transfer"}}
    number = staff.buyer.post("/orders", wanted)["orders"][0]["number"]
    return BODIES[operation] | {"to": number}


def _looks(staff: Any, operation: str, body: Any) -> Any:
    """The body of a call about documents of a product, once one was sent in; others stay as they are."""
    if operation != "submit_looks":
        return body
    made = staff.seller.post("/product-files", BODIES["add_product_file"])
    return {"pictures": [], "documents": [{"file": made["file"], "kind": "manual", "name": "Manual"}]}


def _prices(
    world: World, staff: Any, documents: dict[str, str], operation: str, path: str
) -> tuple[str, Any]:
    """The path and body of a call about prices, once what it is about is there; others stay as they are."""
    body = BODIES.get(operation)
    if operation == "save_price_list":
        with acting(world.system):
            Level.objects.create(market_id=world.market.id, key="gold", name="Gold", rank=1)
    if operation == "remove_rule":
        made = staff.seller.post(f"/price-lists/{documents['price-lists']}/rules", BODIES["put_rule"])
        path = path.replace("{rule}", made["id"])
    if operation in ("approve_price_changes", "refuse_price_changes"):
        staff.seller.put("/price-policy", {"reviewed": True})
        staff.seller.post(f"/price-changes/{documents['price-changes']}/publication")
    if operation in ("save_price_changes", "mass_change_prices"):
        body = BODIES[operation] | {"list": documents["price-lists"]}
    if operation in ("grant_level", "save_contract", "give_price", "save_tax_exemption"):
        body = (BODIES.get(operation) or {}) | {"buyer": world.buyer.code}
    if operation == "score_seller":
        body = {**BODIES[operation], "seller": world.supplier.code}
    if operation == "set_limits":
        body = {"limits": [{**BODIES[operation]["limits"][0], "warehouse": f"main-{world.supplier.code}"}]}
    if operation == "share_forecast":
        body = {"house": world.supplier.code, "shares": True}
    return path, body


def _order(world: World, staff: Any, state: str) -> str:
    price = "5000" if state == "pending" else "10"
    article = make_goods(world.supplier, "OTHER", price=price, stock=10)
    wanted = {"lines": [{"sku": article.sku, "quantity": "2"}], "payment": {"method": "transfer"}}
    number: str = staff.buyer.post("/orders", wanted)["orders"][0]["number"]
    if state == "accepted":
        staff.seller.post(f"/orders/{number}/confirmation")
    return number


def _picking(
    world: World, staff: Any, documents: Mapping[str, str], operation: str
) -> tuple[Mapping[str, str], dict[str, str]]:
    """The documents with a picking that this call can be about, and the body of the one that begins it."""
    if operation not in PICKING:
        return documents, {}
    order = _order(world, staff, "accepted")
    if operation == "begin_picking":
        return documents, {"order": order}
    number = staff.seller.post("/pickings", {"order": order})["number"]
    if operation in ("put_back_pick", "ship_picked"):
        staff.seller.post(f"/pickings/{number}/scans", {"code": "OTHER"})
    return {**documents, "pickings": number}, {}


def _bring(world: World, staff: Any, number: str, written: bool) -> None:
    """Take the import that is under way to where it waits for its house, or on until its rows are written."""
    with acting(world.system):
        brought = Import.objects.get(number=number)
    continue_import(world.system, brought.id)
    if written:
        staff.seller.post(f"/imports/{number}/application")
        continue_import(world.system, brought.id)


def _stock_document(world: World, staff: Any, entry: dict[str, Any]) -> str:
    make_warehouse(world.system, world.supplier, "second", priority=9)
    body = {**entry, "lines": [{"sku": "WATER", "quantity": "3"}], "submit": True}
    number: str = staff.seller.post("/stock-documents", body)["number"]
    return number
