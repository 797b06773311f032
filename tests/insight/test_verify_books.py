"""verify_books: right after trade, and whatever is changed behind the program's back is named."""

from types import SimpleNamespace

import pytest

from dinghuo.billing.actions.issue_invoice import issue_invoice
from dinghuo.foundation.errors import NotAllowed
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.receive_shipment import receive_shipment
from dinghuo.fulfilment.actions.ship_order import ship_order
from dinghuo.insight.queries.verify_books import verify_books
from dinghuo.ordering.actions.confirm_order import confirm_order
from tests.finance.test_verify_ledger import tamper
from tests.makers import World, make_actor, make_world
from tests.ordering.placed import place


def delivered() -> World:
    """A market with an order on credit that was shipped, received and invoiced, and one that waits."""
    world = make_world()
    number = place(world).number
    place(world, quantities=(3,))
    confirm_order(world.seller(), number)
    receipt = receive_shipment(world.purchaser(), ship_order(world.seller(), number).number)
    issue_invoice(world.system, receipt.id)
    return world


def faults(world):
    with acting(world.system):
        return {found.fault for found in verify_books(world.system)}


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE ordering_order SET total = total + 0.01", "order-half"),
        ("UPDATE ordering_orderline SET held = held + 1", "line-held-differs"),
        ("UPDATE ordering_linemove SET quantity = quantity + 1", "line-moves-differ"),
        ("UPDATE fulfilment_shipmentline SET quantity = quantity + 1", "line-shipped-differs"),
        ("UPDATE billing_invoiceline SET quantity = quantity + 1", "line-invoiced-differs"),
        ("UPDATE billing_invoice SET extended = extended + 1, total = total + 1", "invoice-half"),
        ("UPDATE ordering_order SET payable = payable + 1", "credit-order-differs"),
        ("UPDATE foundation_eventrow SET kind = 'order.thought_of'", "order-not-announced-once"),
        ("UPDATE inventory_stock SET on_hand = on_hand + 1", "stock-differs"),
        ("UPDATE finance_entry SET posted_at = posted_at - interval '1 day'", "entry-changed"),
    ],
)
def test_every_change_is_named(live, statement, fault):
    world = delivered()
    assert faults(world) == set()
    tamper(SimpleNamespace(market_id=world.market.id), statement)
    assert fault in faults(world)


def test_only_who_sees_the_ledger_verifies_the_books(db):
    world = make_world()
    with pytest.raises(NotAllowed):
        verify_books(make_actor(world.operator, ["inventory.see_stock"]))
