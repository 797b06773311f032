"""A seller gives one dealer a contract with its signed paper: it counts in catalogue, cart and order; the paper is both
parties' to read and nobody else's."""

import re
from decimal import Decimal

import pytest

from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.models import OrderLine
from dinghuo.pricing.actions.put_price import PriceInput, put_price
from dinghuo.pricing.actions.save_price_list import ListInput, save_price_list
from dinghuo.pricing.models import Contract
from dinghuo.pricing.states import ListKind, ListState
from tests.stories.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.django_db(transaction=True)
PDF = b"%PDF-1.4\n%%EOF\n"
PAPER = {"name": "signed.pdf", "mimeType": "application/pdf", "buffer": PDF}


def test_a_signed_contract_counts_in_three_places_and_its_paper_is_the_parties(scene, window):
    scene.goods("WATER", "农夫山泉 550ml", "2.00", stock=500)
    list_of_the_contract(scene)
    desk = window(scene.seller.phone, DESKTOP)
    number = written(desk, scene.world.buyer.code)
    phone = window(scene.purchaser.phone, PHONE)
    assert fetched(phone, f"/company/contracts/{number}/paper/")["status"] == 404
    assert "2.00" in catalogue(phone)
    signed(desk, number)
    assert "1.60" in catalogue(phone)
    bought(scene, phone)
    read_by_the_parties(desk, phone, number)
    other = scene.world.member(scene.world.other_buyer, "buyer-admin", name="Zhou Min", language="en").person
    branch = scene.world.member(scene.world.branch, "branch-manager", name="Qian Yi", language="en").person
    for person, places in (
        (other, ("/company/contracts/{}/", "/company/contracts/{}/paper/")),
        (branch, ("/branch/contracts/{}", "/branch/contracts/{}/paper")),
    ):
        stranger = window(person.phone, DESKTOP)
        assert [fetched(stranger, place.format(number))["status"] for place in places] == [404, 404]
    assert "1.60" not in catalogue(window(other.phone, PHONE))


def list_of_the_contract(scene):
    """Its prices, drawn up before anything is signed; they count for nobody yet."""
    world = scene.world
    save_price_list(
        world.system,
        ListInput(
            "deal",
            "Deal prices",
            ListKind.CONTRACT,
            "CNY",
            buyer=world.buyer.code,
            seller_id=world.supplier.id,
            state=ListState.DRAFT,
        ),
    )
    put_price(world.system, "deal", PriceInput("WATER", Decimal("1.60")))


def written(desk, code):
    """Without its paper it can't be signed, so that is added, by the form."""
    desk.goto("/supplier/contracts/new")
    desk.get_by_label("Name").fill("Water for a year")
    desk.get_by_label("Code of the customer").fill(code)
    desk.locator('select[name="lists"]').select_option("deal")
    desk.get_by_label("First day").fill("2026-01-01")
    desk.get_by_label("Last day").fill("2098-12-31")
    desk.get_by_role("button", name="Save the contract").click()
    desk.wait_for_url(re.compile("contracts/CON-"))
    number = re.search(r"CON-[\d-]+", desk.url)[0]
    desk.get_by_role("button", name="Both have signed").click()
    desk.get_by_text("The signed paper isn’t there yet.").first.wait_for()
    desk.goto(f"/supplier/contracts/{number}/change")
    desk.locator('input[name="paper"]').set_input_files(PAPER)
    desk.get_by_role("button", name="Save the contract").click()
    desk.get_by_role("link", name="Save it").wait_for()
    return number


def signed(desk, number):
    """From now on it counts."""
    desk.goto(f"/supplier/contracts/{number}")
    desk.get_by_role("button", name="Both have signed").click()
    desk.get_by_text("The contract counts on its days.").wait_for()


def catalogue(phone):
    """What the buyer's order pad says."""
    phone.goto("/goods/?view=pad")
    return phone.locator(".page").inner_text()


def bought(scene, phone):
    """The contract's price stands in the catalogue, in the cart and in the order."""
    phone.locator(".stepper-number").last.fill("10")
    with phone.expect_response("**/cart/lines/"):
        phone.locator(".stepper-number").last.press("Enter")
    phone.goto("/cart/")
    assert "16.00" in phone.locator(".page").inner_text()
    phone.goto("/checkout/")
    phone.get_by_role("button", name="Place the order").last.click()
    phone.wait_for_url(re.compile(r"/orders/SO-"))
    assert "16.00" in phone.locator(".page").inner_text()
    with acting(scene.world.system):
        line = OrderLine.objects.get(market_id=scene.world.market_id)
        assert Contract.objects.get(market_id=scene.world.market_id).state == "signed"
    assert str(line.unit_price.normalize()) == "1.6"


def read_by_the_parties(desk, phone, number):
    """Both find the paper beside the contract, byte for byte."""
    phone.goto("/company/contracts/")
    phone.get_by_text("Water for a year").first.click()
    phone.get_by_role("link", name="Save it").wait_for()
    for window, place in (
        (phone, f"/company/contracts/{number}/paper/"),
        (desk, f"/supplier/contracts/{number}/paper"),
    ):
        answer = fetched(window, place)
        assert answer == {"status": 200, "text": PDF.decode(), "kept": "private, no-store"}


def fetched(window, place):
    """What a page of this window's finds there."""
    return window.evaluate(
        """async (place) => {
          const answer = await fetch(place);
          const kept = answer.headers.get("cache-control");
          return { status: answer.status, text: answer.ok ? await answer.text() : "", kept };
        }""",
        place,
    )
