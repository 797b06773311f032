"""Every page of the storefront: for its buyer, guests and others; small enough, in a constant number of statements."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.fulfilment.actions.receive_shipment import receive_shipment
from tests.web.buyer.conftest import Store, make_store, text

#: Bytes of HTML that a page may have (screens.md).
LARGEST = 100_000


def pages(store: Store) -> list[str]:
    """The address of every page, of documents that are the buyer's."""
    number, shipment = store.shipped(5, 7)
    sku = store.goods[0].sku
    return [
        "/",
        "/goods/",
        "/goods/?view=rows",
        "/goods/?view=pad",
        "/goods/?q=T0&stock=1&sort=newest",
        f"/goods/{sku}/",
        f"/goods/{sku}/price/?quantity=12",
        "/quick-order/",
        f"/quick-order/?lines={sku}%2012",
        "/cart/",
        "/orders/",
        "/orders/?state=confirmed&need=receive&since=2020-01-01&q=PO-7",
        "/orders/export.csv",
        "/orders/export.xlsx",
        f"/orders/{number}/",
        f"/orders/{number}/changes/",
        f"/orders/{number}/payments/",
        f"/orders/{number}/lines/1/price/",
        f"/orders/{number}/documents/purchase-order.pdf",
        f"/shipments/{shipment}/receipt/",
        "/approvals/",
        "/company/",
        "/company/addresses/new/",
        "/company/team/",
        "/company/team/new/",
        "/company/money/",
        "/company/invoices/",
        "/company/statements/",
    ]


def test_every_page_is_there_for_its_buyer(store):
    store.put(3, 4)
    for address in [*pages(store), "/checkout/"]:
        response = store.browser.get(address)
        assert response.status_code == 200, address
        assert len(response.getvalue()) < LARGEST, address


def test_every_page_is_there_in_chinese(store):
    store.browser.post("/preferences/language", {"language": "zh-hans"})
    for address in pages(store):
        response = store.browser.get(address, headers={"accept-language": "zh-CN"})
        assert response.status_code == 200, address


def test_documents_of_others_are_not_there(store):
    number, shipment = store.shipped(5)
    stranger = store.browser_of(organisation=store.world.other_buyer)
    for address in (
        f"/orders/{number}/",
        f"/orders/{number}/changes/",
        f"/orders/{number}/payments/",
        f"/orders/{number}/lines/1/price/",
        f"/orders/{number}/documents/purchase-order.pdf",
        f"/shipments/{shipment}/receipt/",
        f"/company/addresses/{store.world.market_id}/",
        f"/company/team/{store.world.market_id}/",
        "/company/invoices/IN-2026-000001/",
        "/goods/nothing-like-it/",
    ):
        assert stranger.get(address).status_code == 404, address
    for address, typed in (
        (f"/orders/{number}/cancellation/", {"reason": "not mine"}),
        (f"/orders/{number}/approval/", {"decision": "approve"}),
        (f"/orders/{number}/messages/", {"text": "hello"}),
        (f"/orders/{number}/again/", {}),
        (f"/orders/{number}/changes/", {"quantity.1": "1", "reason": "x"}),
        (f"/orders/{number}/payments/", {"amount": "1", "method": "transfer"}),
        (f"/shipments/{shipment}/receipt/", {"all": "1"}),
    ):
        assert stranger.post(address, typed).status_code == 404, address


def test_people_of_a_colleague_company_are_not_there(store):
    foreign = store.world.member(store.world.other_buyer, "buyer-purchaser")
    assert store.browser.get(f"/company/team/{foreign.id}/").status_code == 404


def test_guests_see_the_face_and_the_goods_and_are_asked_in_for_the_rest(store):
    from tests.web.gate.conftest import browser_at

    guest = browser_at(store.world)
    assert guest.get("/").status_code == 200
    assert store.goods[0].name in text(guest.get("/goods/"))
    assert guest.get(f"/goods/{store.goods[0].sku}/").status_code == 200
    for address in ("/cart/", "/checkout/", "/orders/", "/company/", "/quick-order/", "/approvals/"):
        assert guest.get(address)["Location"].startswith("/sign-in"), address


def test_who_works_behind_another_door_is_shown_there(store):
    seller = store.browser_of("supplier-admin", store.world.supplier)
    assert seller.get("/")["Location"] == "/supplier/"
    assert seller.get("/orders/").status_code == 403


def test_who_may_not_order_finds_no_cart(store):
    finance = store.browser_of("buyer-finance")
    assert finance.get("/goods/").status_code == 200
    assert finance.get("/cart/").status_code == 403
    assert store.put(1, browser=finance).status_code == 403


def statements(store: Store, address: str) -> int:
    """How many statements a page makes."""
    store.browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert store.browser.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("address", ["/", "/goods/", "/goods/?view=pad", "/cart/", "/checkout/", "/orders/"])
def test_more_rows_make_no_more_statements(db, address):
    counts = []
    for articles, orders in ((2, 2), (20, 6)):
        store = make_store(articles)
        for _ in range(orders):
            store.place(*[5] * articles)
        store.put(*[3] * articles)
        counts.append(statements(store, address))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("page", ["order", "receipt", "changes"])
def test_more_lines_make_no_more_statements(db, page):
    counts = []
    for articles in (2, 20):
        store = make_store(articles)
        number, shipment = store.shipped(*[5] * articles)
        address = {
            "order": f"/orders/{number}/",
            "receipt": f"/shipments/{shipment}/receipt/",
            "changes": f"/orders/{number}/changes/",
        }[page]
        counts.append(statements(store, address))
    assert counts[0] == counts[1]


def test_invoices_and_statements_show_what_was_accepted(store, drain):
    _number, shipment = store.shipped(5)
    receive_shipment(store.world.person(store.buyer, "buyer-admin"), shipment)
    drain()
    page = text(store.browser.get("/company/invoices/"))
    assert "50" in page
    found = page.split("/company/invoices/IN-")[1].split("/")[0]
    assert "To pay" in text(store.browser.get(f"/company/invoices/IN-{found}/"))
    assert "Spring water" in text(store.browser.get("/company/statements/"))
    assert "Spring water" in text(store.browser.get("/company/money/"))


def test_an_invoice_offers_payment_to_those_who_may_report_one(store, drain):
    number, shipment = store.shipped(5)
    receive_shipment(store.world.person(store.buyer, "buyer-admin"), shipment)
    drain()
    listed = store.browser.get("/company/invoices/").text
    page = "/company/invoices/IN-" + listed.split("/company/invoices/IN-")[1].split("/")[0] + "/"
    pay = f"/orders/{number}/payments/"
    assert pay in store.browser.get(page).text
    approver = store.browser_of("buyer-approver").get(page)
    assert approver.status_code == 200
    assert pay not in approver.text
