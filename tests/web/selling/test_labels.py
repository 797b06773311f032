"""Labels from a seller's list and the operator's."""

import pytest

from tests.makers import make_goods
from tests.organisations.world import World
from tests.web.gate.conftest import browser_at, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = World()
    make_goods(world.supplier, "WATER", stock=5, box=24)
    return world


def browser(world, organisation, role):
    found = browser_at(world)
    sign_in(found, world.member(organisation, role, language="en").person.phone)
    return found


@pytest.mark.parametrize("door", ["supplier", "operator"])
def test_a_list_becomes_a_pdf(world, door):
    desk = browser(world, getattr(world, door), f"{door}-admin")
    page = desk.get(f"/{door}/labels").content.decode()
    assert 'value="WATER"' in page
    assert '<option value="箱">' in page
    typed = {"sku": ["WATER"], "unit": ["箱"], "quantity": ["12"], "size": "sheet-5x13", "skip": "3"}
    answer = desk.post(f"/{door}/labels", typed)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_a_refusal_keeps_what_was_typed(world):
    desk = browser(world, world.supplier, "supplier-admin")
    typed = {"sku": ["WATER"], "unit": ["箱"], "quantity": ["12"], "size": "sheet-5x13", "skip": "99"}
    answer = desk.post("/supplier/labels", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="12"' in page
    assert "A page holds 65 labels: leave fewer out." in page
    typed["quantity"] = [""]
    assert (
        "Choose what to print labels of."
        in desk.post("/supplier/labels", typed | {"skip": "0"}).content.decode()
    )


def test_without_scripts_a_search_keeps_what_was_typed(world):
    make_goods(world.supplier, "TEA", stock=5)
    desk = browser(world, world.supplier, "supplier-admin")
    typed = {"sku": ["WATER", "TEA"], "unit": ["箱", "瓶"], "quantity": ["12", ""], "size": "roll-40x30"}
    answer = desk.post("/supplier/labels", typed | {"skip": "2", "seek": "TEA", "look": ""})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="12"' in page
    assert page.index("Chosen") < page.index('value="WATER"') < page.index('<option value="瓶"')
    assert 'name="sku" value="TEA"' in page
    assert '<option value="roll-40x30" selected>' in page
    entered = typed | {"skip": "0", "seek": "TEA", "sought": "WATER"}
    assert "TEA" in desk.post("/supplier/labels", entered).content.decode()
    assert desk.post("/supplier/labels", entered | {"print": "1"})["Content-Type"] == "application/pdf"
