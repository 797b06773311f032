"""An order's papers over the API."""

import pytest

from tests.makers import make_world
from tests.makers.underway import make_trade


@pytest.fixture
def trade(db):
    return make_trade(make_world())


@pytest.mark.parametrize("kind", ["purchase-order", "delivery-note"])
def test_a_paper(trade, kind):
    staff, documents = trade
    for program in (staff.buyer, staff.seller, staff.operator):
        answer = program.get(f"/orders/{documents['orders']}/documents/{kind}.pdf")
        assert (answer.status, answer.headers["Content-Type"]) == (200, "application/pdf")
        assert answer.content.startswith(b"%PDF-")
        assert documents["orders"] in answer.headers["Content-Disposition"]


def test_an_invoice_is_there_once_it_is_issued(trade, drain):
    staff, documents = trade
    path = f"/orders/{documents['orders']}/documents/invoice.pdf"
    assert staff.buyer.get(path).status == 404
    staff.buyer.post(f"/shipments/{documents['shipments']}/receipt")
    drain()
    assert staff.buyer.get(path).content.startswith(b"%PDF-")
    number = staff.buyer.get(f"/orders/{documents['orders']}/invoices")["items"][0]["number"]
    assert staff.buyer.get(f"{path}?document={number}").status == 200
    assert staff.buyer.get(f"{path}?document=IN-2026-999999").status == 404


def test_no_such_paper(trade):
    staff, documents = trade
    for kind in ("love-letter", "invoice%00", "..%2F..%2Fsecret"):
        assert staff.buyer.get(f"/orders/{documents['orders']}/documents/{kind}.pdf").status == 404


def test_it_speaks_the_readers_language(trade):
    staff, documents = trade
    path = f"/orders/{documents['orders']}/documents/purchase-order.pdf"
    english, chinese = (staff.buyer.get(path, Accept_Language=each).content for each in ("en", "zh-hans"))
    assert english != chinese
