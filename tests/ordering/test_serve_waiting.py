"""What comes into stock by any document is handed to who waits, and nobody else gets it first."""

from decimal import Decimal

import pytest

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.foundation.errors import NotAllowed
from dinghuo.foundation.ids import new_id
from dinghuo.inventory.actions.open_stock_document import DocumentEntry, LineEntry, open_stock_document
from dinghuo.inventory.actions.submit_stock_document import submit_stock_document
from dinghuo.ordering.actions.serve_waiting import serve_waiting
from tests.makers.days import ahead
from tests.ordering.waiting import Queue

pytestmark = pytest.mark.django_db


def receive(queue: Queue, quantity: int) -> None:
    entry = DocumentEntry("receipt", lines=[LineEntry("TEA", Decimal(quantity))])
    submit_stock_document(queue.keeper, open_stock_document(queue.keeper, entry).number)


def test_a_receipt_serves_who_waits_and_frees_the_delivery(drain):
    queue = Queue(stock=0)
    queue.expect(60, 11)
    first, second = queue.order(40), queue.order(40)
    receive(queue, 50)
    drain()
    assert queue.state(first, second) == [(40, 0, ahead(11)), (10, 30, ahead(11))]
    queue.check()


def test_nothing_happens_twice():
    queue = Queue(stock=0)
    number = queue.order(40)
    receive(queue, 50)
    document = Document("receipt", new_id(), "GR-1")
    system = Actor.system(queue.world.market.id)
    for _ in range(2):
        serve_waiting(system, queue.world.supplier.id, {queue.variant.id}, document)
        assert queue.state(number) == [(40, 0, None)]
    assert queue.events("order.served") == [number]
    queue.check()


def test_who_may_not_receive_stock_serves_nobody():
    queue = Queue(stock=0)
    with pytest.raises(NotAllowed):
        serve_waiting(queue.world.seller(), queue.world.supplier.id, set(), Document("receipt", new_id()))
