"""The operator's screens: open to the operator, shut to others, and what is typed isn't lost."""

import re
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client

from dinghuo.finance.queries.verify_ledger import LedgerFault, verify_ledger
from dinghuo.finance.states import AccountKind
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.models import Order
from dinghuo.organisations.models import Customer, Organisation
from dinghuo.web.operator.ledger_words import account_words, fault_words
from tests.makers import make_goods
from tests.organisations.world import World
from tests.web.gate.conftest import browser_at, sign_in

pytestmark = pytest.mark.django_db

PAGES = [
    "/operator/",
    "/operator/orders/",
    "/operator/orders/?need=answer&since=2026-01-01&q=SO&buyer=BUY&sku=x&storefront=main",
    "/operator/orders/orders.csv",
    "/operator/organisations/",
    "/operator/organisations/?part=buyer&q=shop",
    "/operator/organisations/new",
    "/operator/organisations/BUY/",
    "/operator/organisations/SUP/",
    "/operator/registrations/",
    "/operator/people/",
    "/operator/people/?company=BUY",
    "/operator/people/new",
    "/operator/roles/",
    "/operator/products/",
    "/operator/products/?state=rejected",
    "/operator/small-orders",
    "/operator/freight",
    "/operator/levels/",
    "/operator/assortments/",
    "/operator/assortments/new",
    "/operator/assortments/why",
    "/operator/assortments/why?customer=BUY&sku=x",
    "/operator/customer-groups/",
    "/operator/customer-groups/new",
    "/operator/attributes/",
    "/operator/attributes/-/new",
    "/operator/storefronts/",
    "/operator/storefronts/new",
    "/operator/payments/",
    "/operator/payments/?state=reported",
    "/operator/receivables/",
    "/operator/credit/",
    "/operator/ledger/",
    "/operator/stock-book/",
    "/operator/forecasts/",
    "/operator/api-keys/",
    "/operator/audit/",
]


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def operator(world: World) -> Client:
    return browser_of(world, world.operator, "operator-admin")


def browser_of(world: World, organisation: Organisation, role: str) -> Client:
    browser = browser_at(world)
    sign_in(browser, world.member(organisation, role).person.phone)
    return browser


def an_order(world: World, lines: int = 2) -> Order:
    with acting(world.system):
        Customer.objects.get_or_create(
            market_id=world.market_id, buyer=world.buyer, storefront=world.storefront
        )
    goods = [make_goods(world.supplier, stock=50) for _ in range(lines)]
    request = OrderRequest([LineRequest(each.sku, Decimal(3)) for each in goods], "transfer")
    return place_order(world.person(world.buyer, "buyer-admin"), request).orders[0]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_to_the_operator_and_to_nobody_else(world, operator, page):
    an_order(world)
    assert operator.get(page).status_code == 200
    assert browser_of(world, world.buyer, "buyer-admin").get(page).status_code == 403
    assert browser_at(world).get(page).status_code == 302


def test_an_order_is_answered_and_written_on_for_the_seller(world, operator):
    order = an_order(world)
    page = f"/operator/orders/{order.number}/"
    assert order.number in operator.get("/operator/orders/").content.decode()
    assert "Accept for the seller" in operator.get(page).content.decode()
    assert operator.post(page + "answer").status_code == 302
    assert operator.post(page + "messages", {"text": "packed?"}).status_code == 302
    assert "packed?" in operator.get(page).content.decode()
    assert operator.post(page + "cancellation", {"reason": ""}).status_code == 422
    assert operator.post(page + "cancellation", {"reason": "factory closed"}).status_code == 302
    with acting(world.system):
        assert Order.objects.get(id=order.id).state == "cancelled"


def test_pages_ask_as_much_for_many_rows_as_for_few(world, operator, django_assert_max_num_queries):
    an_order(world)
    for page in ("/operator/", "/operator/orders/"):
        operator.get(page)
        with django_assert_max_num_queries(40) as first:
            operator.get(page)
        for _ in range(5):
            an_order(world, lines=3)
        with django_assert_max_num_queries(len(first)):
            operator.get(page)


def test_a_company_is_taken_in_given_terms_and_credit_and_blocked(world, operator):
    wrong = operator.post("/operator/organisations/new", {"name": "", "parts": ["buyer"], "contact": "Wang"})
    assert wrong.status_code == 422
    assert 'value="Wang"' in wrong.content.decode()
    made = operator.post(
        "/operator/organisations/new", {"name": "New shop", "parts": ["buyer"], "code": "NEW"}
    )
    assert made["Location"] == "/operator/organisations/NEW/"
    terms = {"storefront": str(world.storefront.id), "payment_term_days": "45"}
    assert operator.post("/operator/organisations/NEW/terms", terms).status_code == 302
    assert operator.post("/operator/organisations/NEW/terms", {"payment_term_days": "x"}).status_code == 422
    credit = {"credit_limit": "5000", "term_days": "30"}
    assert operator.post("/operator/organisations/NEW/credit", credit).status_code == 302
    assert operator.post("/operator/organisations/NEW/credit", {"credit_limit": "much"}).status_code == 422
    page = operator.get("/operator/organisations/NEW/").content.decode()
    assert 'value="45"' in page
    assert "5,000" in operator.get("/operator/credit/").content.decode()
    blocked = operator.post("/operator/organisations/NEW/status", {"status": "blocked", "why": "unpaid"})
    assert blocked.status_code == 302
    assert "Blocked" in operator.get("/operator/organisations/NEW/").content.decode()


def test_somebody_is_added_given_a_role_and_a_limit(world, operator):
    given = {"company": "BUY", "name": "Zhou Jie", "phone": "13900001111", "roles": ["buyer-purchaser"]}
    added = operator.post("/operator/people/new", given)
    assert added.status_code == 302
    page = added["Location"]
    grant = {"permission": "ordering.place_order", "limit": "750"}
    assert operator.post(page + "grants", grant).status_code == 302
    assert "750" in operator.get(page).content.decode()
    assert operator.post(page + "grants", {**grant, "limit": "lots"}).status_code == 422
    assert operator.post(page, {"roles": ["buyer-approver"]}).status_code == 302
    assert operator.post(page + "status", {"status": "suspended"}).status_code == 302


def test_a_key_is_shown_once_and_revoked(world, operator):
    member = world.member(world.supplier, "supplier-admin")
    made = operator.post("/operator/api-keys/", {"name": "ERP", "member": str(member.id)})
    token = made.context["made"].token
    assert token in made.content.decode()
    assert token not in operator.get("/operator/api-keys/").content.decode()
    key = made.context["made"].key
    assert operator.post(f"/operator/api-keys/{key.id}/revocation").status_code == 302
    assert operator.post("/operator/api-keys/", {"name": "", "member": ""}).status_code == 422


def test_a_storefront_is_made_and_changed(world, operator):
    given = {
        "key": "fair",
        "name": "Fair",
        "owner": world.operator.code,
        "currency": "CNY",
        "languages": ["zh-hans", "en"],
        "payment_methods": ["transfer"],
        "guest_policy": "goods",
        "minimum_order": "500",
    }
    assert operator.post("/operator/storefronts/new", given)["Location"] == "/operator/storefronts/fair/"
    assert operator.post("/operator/storefronts/fair/", {**given, "minimum_order": "x"}).status_code == 422
    assert operator.post("/operator/storefronts/fair/", {**given, "name": "Spring fair"}).status_code == 302
    assert "Spring fair" in operator.get("/operator/storefronts/").content.decode()


def test_no_code_is_shown_where_people_read(world, operator):
    an_order(world)
    member = world.member(world.buyer, "buyer-purchaser")
    operator.post(f"/operator/people/{member.id}/grants", {"permission": "ordering.approve_order"})
    pages = ["/operator/roles/", f"/operator/people/{member.id}/", "/operator/audit/"]
    roles, person, audit = (operator.get(page).content.decode() for page in pages)
    assert "ordering.place_order</" not in roles
    assert "Place orders" in roles
    assert ">buyer<" not in roles
    assert "Let waiting orders go, up to the limit." in person
    assert '<option value="ordering.place_order">Place orders</option>' in person
    assert "Order placed" in audit
    assert ">order.placed<" not in audit


def test_the_ledger_says_what_is_wrong_in_a_sentence():
    fault = LedgerFault("entry-changed", uuid4(), "IN-2026-000007")
    assert fault_words(fault).startswith("The entry of IN-2026-000007 isn’t what was posted")
    statement = Path(verify_ledger.__code__.co_filename).with_suffix(".sql").read_text()
    kinds = re.findall(r"SELECT '([a-z-]+)'", statement)
    assert len(kinds) == 8
    for kind in kinds:
        assert fault_words(LedgerFault(kind, uuid4(), "x"))
    used = LedgerFault(
        "credit-line-differs", uuid4(), "shipped", "Huayuan", "Huilin", "CNY", Decimal(6), Decimal(5)
    )
    assert fault_words(used) == (
        "Huilin’s credit with Huayuan: ¥6.00 stands as shipped, not invoiced, but its moves come to ¥5.00."
    )
    assert all(account_words(kind) for kind in AccountKind)


def test_an_order_shows_its_goods_by_name_and_a_company_its_credit_as_a_figure(world, operator):
    order = an_order(world)
    page = operator.get(f"/operator/orders/{order.number}/").content.decode()
    with acting(world.system):
        names = [line.name for line in order.lines.all()]
    assert len(names) == 2
    for name in names:
        assert f'<span class="goods-name">{name}</span>' in page
    operator.post(
        f"/operator/organisations/{world.buyer.code}/credit", {"credit_limit": "320000", "term_days": "30"}
    )
    company = operator.get(f"/operator/organisations/{world.buyer.code}/").content.decode()
    assert 'value="320000"' in company


def saved(answer):
    return b"".join(answer.streaming_content)


def test_the_list_of_orders_is_a_file_as_it_is_narrowed(world, operator):
    order = an_order(world)
    assert order.number in saved(operator.get("/operator/orders/orders.csv")).decode()
    assert order.number not in saved(operator.get("/operator/orders/orders.csv?q=nothing")).decode()
    assert saved(operator.get("/operator/orders/orders.xlsx"))[:2] == b"PK"
    assert operator.get("/operator/orders/orders.exe").status_code == 404


def test_the_house_is_called_by_its_name_in_the_reader_s_language(world):
    with acting(world.system):
        Organisation.objects.filter(id=world.operator.id).update(name="华源", names={"en": "Huayuan House"})
    operator = browser_of(world, world.operator, "operator-admin")
    page = operator.get("/operator/orders/", headers={"accept-language": "en"}).content.decode()
    assert "<small>Huayuan House</small>" in page
