"""What happens in the demo today, scene by scene."""

from datetime import timedelta
from decimal import Decimal

from dinghuo.billing.actions.claim_payment import claim_payment
from dinghuo.billing.actions.report_payment import PaymentRequest, report_payment
from dinghuo.demo.companies.market import CURRENCY
from dinghuo.demo.today.consignment import consign
from dinghuo.demo.today.descriptions import describe
from dinghuo.demo.today.desk import Desk
from dinghuo.demo.today.incoming import expect_goods
from dinghuo.demo.today.licences import hold_papers
from dinghuo.demo.today.replenish import replenish
from dinghuo.demo.today.sharing import share_goods
from dinghuo.demo.today.storeroom import keep_store, pick
from dinghuo.demo.today.wording import say_otherwise
from dinghuo.finance.actions.top_up_prepaid import top_up_prepaid
from dinghuo.fulfilment.actions.add_tracking import add_tracking
from dinghuo.fulfilment.actions.receive_shipment import receive_shipment
from dinghuo.fulfilment.actions.ship_order import ship_order
from dinghuo.ordering.actions.approve_order import approve_order
from dinghuo.ordering.actions.cancel_order import cancel_order
from dinghuo.ordering.actions.propose_change import propose_change
from dinghuo.ordering.actions.send_message import send_message


def happen(desk: Desk) -> None:
    """Everything that happens today."""
    for scene in (
        just_placed,
        approvals,
        answers,
        changes,
        on_the_way,
        arrived,
        money,
        describe,
        hold_papers,
        keep_store,
        expect_goods,
        replenish,
        pick,
        consign,
        share_goods,
        say_otherwise,
    ):
        scene(desk)


def just_placed(desk: Desk) -> None:
    """Orders that nobody has answered yet; some were placed by representatives."""
    for code in ("B003", "B005", "B011", "B020", "B026", "B033", "B035", "B038"):
        desk.place(code, "admin", desk.chance.randint(3, 9))
    for code in ("B006", "B013", "B019"):
        desk.place(code, "rep1", desk.chance.randint(4, 8), by=desk.opened.operator.code)


def approvals(desk: Desk) -> None:
    """B002's purchaser may order for 5,000 yuan: two orders wait in its approver's list. B009's is approved."""
    dear = (8, 12, 20)
    for count in (12, 16):
        desk.place("B002", "purchase", count, dear)
    for order in desk.place("B009", "purchase", 14, dear):
        approve_order(desk.actor("B009", "approve"), order.number, "周末促销备货，同意。")


def answers(desk: Desk) -> None:
    """A first buyer's order is answered in part, and talked about."""
    for order in desk.place("B001", "admin", 8):
        desk.confirm_in_part(order)
        send_message(desk.actor("B001", "admin"), order.number, "缺的部分到货后请一并送到下沙仓，谢谢。")
        send_message(desk.seller(order, "sales"), order.number, "好的，到货当天安排补发。")


def changes(desk: Desk) -> None:
    """Changes and a cancellation that wait for the other side."""
    for order in desk.place("B014", "admin", 7):
        version = desk.confirm(order).version
        line = desk.lines(order)[0]
        # Twice as much is in whole steps too, whatever its seller's step is.
        more = {"kind": "quantity", "line": line.position, "quantity": str(line.quantity * 2)}
        propose_change(desk.actor("B014", "admin"), order.number, version, [more], "门店活动加量。")
    for order in desk.place("B025", "admin", 6):
        version = desk.confirm(order).version
        later = {"kind": "date", "date": (desk.today + timedelta(days=6)).isoformat()}
        propose_change(desk.seller(order, "sales"), order.number, version, [later], "车辆排满，顺延两天。")
    for order in desk.place("B016", "admin", 5):
        desk.confirm(order)
        cancel_order(desk.actor("B016", "admin"), order.number, "门店装修延期，先不收货。")


def on_the_way(desk: Desk) -> None:
    """Goods that left this morning."""
    for code in ("B004", "B009", "B034", "B021"):
        for order in desk.place(code, "admin", 7):
            desk.confirm(order)
            store = desk.seller(order, "store")
            parcel = ship_order(
                store, order.number, carrier="速达物流", tracking_number=desk.tracking_number()
            )
            add_tracking(store, parcel.number, "picked_up", place="仓库", text="已揽收")


def arrived(desk: Desk) -> None:
    """Goods that are inspected; of the first buyer's some are spoiled."""
    for code in ("B001", "B008", "B027"):
        for order in desk.place(code, "admin", 6):
            desk.confirm(order)
            store = desk.seller(order, "store")
            parcel = ship_order(
                store, order.number, carrier="安途快运", tracking_number=desk.tracking_number()
            )
            receive_shipment(
                desk.actor(code, "admin"), parcel.number, desk.found(order, rejects=code == "B001")
            )


def money(desk: Desk) -> None:
    """Payments to claim, one that is claimed, and an order paid from a prepaid balance."""
    for code in ("B005", "B013", "B024", "B031"):
        order = desk.place(code, "admin", 4, method="transfer")[0]
        request = PaymentRequest(
            order.total, CURRENCY, reference=f"DEMO{order.number[-6:]}", paid_on=desk.today
        )
        payment = report_payment(desk.actor(code, "finance"), order.number, request)
        if code == "B024":
            claim_payment(desk.actor(desk.opened.operator.code, "finance"), payment.number)
    branch, buyer = desk.opened.companies["HYHN"], desk.opened.companies["B026"]
    finance = desk.actor(branch.code, "finance")
    top_up_prepaid(finance, buyer.id, CURRENCY, Decimal(20_000), reference="预存款首充")
    desk.place(buyer.code, "admin", 3, method="prepaid")
