"""The operator keeps attribute templates: made, changed, refused with the reason, removed; from a ready set."""

import pytest
from django.test import Client

from dinghuo.catalogue.actions.save_category import save_category
from dinghuo.catalogue.models import Attribute, Product
from dinghuo.foundation.tenancy import acting
from tests.makers import make_goods
from tests.organisations.world import World
from tests.web.gate.conftest import browser_at, sign_in

pytestmark = pytest.mark.django_db
LIST = "/operator/attributes/?category=shirts"
NEW = "/operator/attributes/shirts/new"
COLOUR = {
    "name": "颜色",
    "name_en": "Colour",
    "kind": "choice",
    "choices": "藏青 | Navy | #2D3E5F\n红色|Red\n",
    "filterable": "1",
    "axis": "1",
}


@pytest.fixture
def world() -> World:
    world = World()
    save_category(world.person(world.operator, "operator-admin"), "shirts", "Shirts")
    return world


@pytest.fixture
def operator(world: World) -> Client:
    browser = browser_at(world)
    sign_in(browser, world.member(world.operator, "operator-admin").person.phone)
    return browser


def text(answer) -> str:
    return answer.content.decode()


def test_it_is_kept_by_the_operator_alone(world: World, operator: Client) -> None:
    assert operator.get(LIST).status_code == operator.get(NEW).status_code == 200
    buyer = browser_at(world)
    sign_in(buyer, world.member(world.buyer, "buyer-admin").person.phone)
    assert buyer.get(LIST).status_code == 403
    assert operator.get("/operator/attributes/nowhere/new").status_code == 404
    assert operator.get("/operator/attributes/?category=nowhere").status_code == 404


def test_it_is_made_changed_and_removed(world: World, operator: Client) -> None:
    assert operator.post(NEW, COLOUR).status_code == 302
    with acting(world.system):
        row = Attribute.objects.get(key="yan-se")
        assert [(one["key"], one["name"], one["swatch"]) for one in row.choices] == [
            ("navy", "藏青", "#2d3e5f"),
            ("red", "红色", ""),
        ]
    assert "Navy" in text(operator.get(LIST))
    page = text(operator.get("/operator/attributes/shirts/yan-se/"))
    assert "藏青 | Navy |  | #2d3e5f | =navy" in page
    address = "/operator/attributes/shirts/yan-se/"
    assert operator.post(address, {**COLOUR, "name_en": "Shade", "required": "1"}).status_code == 302
    assert "Shade" in text(operator.get(LIST, follow=True))
    assert operator.post(f"{address}removal").status_code == 302
    assert operator.get(address).status_code == 404


def test_faults_stand_beside_what_was_typed(operator: Client) -> None:
    answer = operator.post(NEW, {**COLOUR, "name": "", "key": "Bad Key"})
    assert answer.status_code == 422
    assert "Begin with a small letter" in text(answer)
    assert "Bad Key" in text(answer)
    assert operator.post(NEW, {**COLOUR, "kind": "nothing"}).status_code == 422


def test_what_would_make_goods_wrong_is_refused_with_their_codes(world: World, operator: Client) -> None:
    operator.post(NEW, COLOUR)
    with acting(world.system):
        product = make_goods(world.supplier, "SHIRT-1").product
        category = Attribute.objects.get(key="yan-se").category
        Product.objects.filter(id=product.id).update(category=category, attributes={"yan-se": "red"})
    address = "/operator/attributes/shirts/yan-se/"
    answer = operator.post(address, {**COLOUR, "choices": "藏青 | Navy"})
    assert answer.status_code == 409
    assert "SHIRT-1" in text(answer)
    assert operator.post(f"{address}removal").status_code == 409


def test_a_ready_set_is_a_start(operator: Client) -> None:
    assert operator.post("/operator/attributes/shirts/set", {"set": "apparel"}).status_code == 302
    assert "Season" in text(operator.get(LIST))
