"""What happens in a storeroom of the demo today: goods by lot, a transfer, a count that waits, an order half picked."""

from datetime import timedelta
from decimal import Decimal

from dinghuo.demo.today.desk import Desk
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.begin_picking import begin_picking
from dinghuo.fulfilment.actions.scan_pick import scan_pick
from dinghuo.fulfilment.queries.pickings import picking
from dinghuo.inventory.actions.open_stock_document import DocumentEntry, LineEntry, open_stock_document
from dinghuo.inventory.actions.save_warehouse import save_warehouse
from dinghuo.inventory.actions.set_life_rules import LifeRuleEntry, set_life_rules
from dinghuo.inventory.actions.set_routing import set_routing
from dinghuo.inventory.actions.submit_stock_document import submit_stock_document
from dinghuo.inventory.models import Stock

PLACES = (("Forward warehouse", "前置仓", "前置倉"), ("Shop stockroom", "门店后仓", "門店後倉"))


def keep_store(desk: Desk) -> None:
    """The first supplier of food opens a second and a third place, and uses them."""
    keeper = desk.actor("S001", "store")
    with acting(keeper):
        own = Stock.objects.filter(
            market_id=keeper.market_id, owner_id=keeper.organisation_id, on_hand__gte=60
        )
        dated = list(
            own.exclude(expires=None).order_by("variant__sku").select_related("variant", "warehouse")
        )
    if len(dated) < 4:
        raise RuntimeError("the demo's first supplier has too little food for its storeroom")
    main = dated[0].warehouse.key
    manager = desk.actor("S001", "admin")
    save_warehouse(
        manager,
        "s001-2",
        "前置仓",
        {"en": "Forward warehouse", "zh-hans": "前置仓", "zh-hant": "前置倉"},
        priority=1,
        has_bins=True,
        region="3301",
    )
    save_warehouse(
        manager,
        "s001-3",
        "门店后仓",
        {"en": "Shop stockroom", "zh-hans": "门店后仓", "zh-hant": "門店後倉"},
        priority=2,
        region="3101",
    )
    # The second is near to buyers in Hangzhou, the third to those in Shanghai.
    set_routing(manager, ["region", "fewest", "oldest"])
    goods = list(dict.fromkeys(each.variant.sku for each in dated))[:4]
    _receive(desk, keeper, goods)
    set_life_rules(manager, [LifeRuleEntry(min_days=7), LifeRuleEntry("B003", min_days=14, not_older=True)])
    # Counted before goods leave: what moves afterwards is no difference.
    _count(keeper, main, dated[:4])
    _carry(keeper, main, [each for each in dated if each.on_hand - each.reserved >= 12][:3])


def _receive(desk: Desk, keeper: Actor, goods: list[str]) -> None:
    lives = (30, 75, 150, 270)
    lines = [
        LineEntry(
            sku,
            Decimal(240),
            f"F{desk.today:%y%m}{i + 1}",
            desk.today + timedelta(days=days),
            desk.today - timedelta(days=30),
            f"P-{8800 + i}",
            # The last of it still stands at the door.
            f"A-0{i + 1}" if i < len(lives) - 1 else "",
            unit_cost=Decimal("3.20") + i,
        )
        for i, (sku, days) in enumerate(zip(goods, lives, strict=False))
    ]
    partner, paper = "青峰食品厂", f"QF-{desk.today:%m%d}"
    _submitted(keeper, DocumentEntry("receipt", "s001-2", partner=partner, reference=paper, lines=lines))


def _carry(keeper: Actor, main: str, rows: list[Stock]) -> None:
    lines = [LineEntry(row.variant.sku, Decimal(12), row.lot) for row in rows]
    _submitted(keeper, DocumentEntry("transfer", main, "s001-3", why="门店补货", lines=lines))


def _count(keeper: Actor, main: str, rows: list[Stock]) -> None:
    # Six pieces are missing, one was found, the rest agrees.
    found = [row.on_hand + difference for row, difference in zip(rows, (-6, 1, 0, 0), strict=False)]
    lines = [
        LineEntry(row.variant.sku, quantity, row.lot) for row, quantity in zip(rows, found, strict=False)
    ]
    _submitted(keeper, DocumentEntry("count", main, why="月度抽盘", blind=True, lines=lines))


def pick(desk: Desk) -> None:
    """A picker has taken an order of this morning, and about half of it off the shelves."""
    for order in desk.place("B004", "admin", 5):
        desk.confirm(order)
        picker = desk.seller(order, "store")
        number = begin_picking(picker, order.number).number
        with acting(picker):
            page = picking(picker, number)
        for each in page.picks[: (len(page.picks) + 1) // 2]:
            scan_pick(picker, number, page.lines[each.line_id].sku, each.room, each.lot)


def _submitted(keeper: Actor, entry: DocumentEntry) -> None:
    submit_stock_document(keeper, open_stock_document(keeper, entry).number)
