"""A supplier's drinks in a warehouse of the house's southern branch: agreed, sent, sold, picked there, counted."""

from datetime import timedelta
from decimal import Decimal

from dinghuo.demo.today.desk import Desk
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.approve_count import approve_count
from dinghuo.fulfilment.actions.begin_picking import begin_picking
from dinghuo.fulfilment.actions.scan_pick import scan_pick
from dinghuo.fulfilment.actions.ship_picked import ship_picked
from dinghuo.fulfilment.queries.pickings import picking
from dinghuo.inventory.actions.answer_consignment import answer_consignment
from dinghuo.inventory.actions.open_stock_document import DocumentEntry, LineEntry, open_stock_document
from dinghuo.inventory.actions.propose_consignment import ConsignmentEntry, propose_consignment
from dinghuo.inventory.actions.receive_transfer import receive_transfer
from dinghuo.inventory.actions.save_warehouse import save_warehouse
from dinghuo.inventory.actions.submit_stock_document import submit_stock_document
from dinghuo.inventory.models import Stock
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order

OWNER, KEEPER, BUYER = "S001", "HYHN", "B020"
#: Near to the buyer, far from the owner's own places: what is sold there goes out from here.
PLACE, REGION = "hyhn-2", "3502"
#: How many articles lie there, and base units of each.
ARTICLES, SENT = 5, Decimal(48)


def consign(desk: Desk) -> None:
    """Yunling's drinks lie in Xiamen: the branch picks what Yunling sells there, and has taken some over."""
    manager, clerk = desk.actor(KEEPER, "admin"), desk.actor(KEEPER, "store")
    owner = desk.actor(OWNER, "admin")
    names = {"en": "Xiamen forward warehouse", "zh-hans": "厦门前置仓", "zh-hant": "廈門前置倉"}
    save_warehouse(manager, PLACE, names["zh-hans"], names, priority=1, region=REGION)
    begins = desk.today - timedelta(days=20)
    entry = ConsignmentEntry(
        OWNER,
        PLACE,
        begins,
        goods="category",
        target="drinks",
        may_take=True,
        note="饮品前置厦门，就近发货。",
    )
    answer_consignment(owner, propose_consignment(manager, entry).number, accept=True, why="同意，按月对账。")
    rows = _goods(desk, owner)
    lines = [LineEntry(row.variant.sku, SENT, row.lot) for row in rows]
    there = DocumentEntry("transfer", rows[0].warehouse.key, PLACE, why="前置厦门", lines=lines)
    receive_transfer(clerk, _submitted(desk.actor(OWNER, "store"), there))
    _sell(desk, clerk, rows[:3])
    taken = LineEntry(rows[3].variant.sku, Decimal(12), rows[3].lot)
    _submitted(clerk, DocumentEntry("taking", PLACE, why="门店自用", lines=[taken], owner=OWNER))
    found = LineEntry(rows[4].variant.sku, SENT - 1, rows[4].lot)
    counted = DocumentEntry("count", PLACE, why="寄售抽盘", blind=True, lines=[found], owner=OWNER)
    approve_count(manager, _submitted(clerk, counted), "破损一件，已拍照。")


def _goods(desk: Desk, owner: Actor) -> list[Stock]:
    """Balances of the owner's main warehouse that a buyer nearby may order, with plenty of life and enough free."""
    shown = {one.item.sku for one in desk.goods_of(BUYER, OWNER)}
    with acting(owner):
        rows = Stock.objects.filter(
            market_id=owner.market_id,
            owner_id=owner.organisation_id,
            warehouse__key=f"{OWNER}-1".lower(),
            expires__gt=desk.today + timedelta(days=60),
            on_hand__gte=SENT * 4,
        ).select_related("variant", "warehouse")
        found: dict[str, Stock] = {}
        for row in rows.order_by("variant__sku", "expires"):
            if row.variant.sku in shown and row.on_hand - row.reserved >= SENT:
                found.setdefault(row.variant.sku, row)
    if len(found) < ARTICLES:
        raise RuntimeError("the demo's first supplier has too few drinks to send to Xiamen")
    return list(found.values())[:ARTICLES]


def _sell(desk: Desk, clerk: Actor, rows: list[Stock]) -> None:
    """A buyer nearby orders a case of each; the branch picks and ships what lies with it."""
    factors = {one.item.sku: one.item for one in desk.goods_of(BUYER, OWNER)}
    wanted = [LineRequest(row.variant.sku, Decimal(1), factors[row.variant.sku].unit) for row in rows]
    request = OrderRequest(lines=wanted, payment_method="credit")
    for order in place_order(desk.actor(BUYER, "admin"), request).orders:
        confirm_order(desk.actor(OWNER, "sales"), order.number)
        number = begin_picking(clerk, order.number, PLACE).number
        page = _page(clerk, number)
        for code, quantity, lot in page:
            scan_pick(clerk, number, code, quantity, lot)
        ship_picked(clerk, number, "顺丰速运", desk.tracking_number())


def _page(clerk: Actor, number: str) -> list[tuple[str, Decimal, str]]:
    """What is to be taken: code, base units, lot."""
    with acting(clerk):
        page = picking(clerk, number)
    return [(page.lines[each.line_id].sku, each.room, each.lot) for each in page.picks]


def _submitted(who: Actor, entry: DocumentEntry) -> str:
    """The number of the document."""
    number = open_stock_document(who, entry).number
    submit_stock_document(who, number)
    return number
