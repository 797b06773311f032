"""A certificate is sent in, accepted and sold by; it is sent back with a reason; its scan is for who may see it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dinghuo.catalogue.actions.save_category import save_category
from dinghuo.catalogue.models import Qualification, QualificationRule
from dinghuo.foundation.tenancy import acting
from tests.organisations.world import World
from tests.web.gate.conftest import browser_at, sign_in

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n%%EOF\n"
OWN, DESK = "/qualifications/", "/operator/qualifications/"


@pytest.fixture
def world() -> World:
    world = World()
    save_category(world.person(world.operator, "operator-admin"), "drinks", "Drinks")
    return world


def signed_in(world: World, organisation, role: str) -> Client:
    browser = browser_at(world)
    sign_in(browser, world.member(organisation, role).person.phone)
    return browser


def kind(operator: Client) -> None:
    typed = {
        "name": "营业执照",
        "name_en": "Licence",
        "key": "licence",
        "warn_days": "30",
        "seller": ["drinks"],
    }
    assert operator.post(f"{DESK}kinds/new", typed).status_code == 302


def send(browser: Client, **columns):
    typed = {"kind": "licence", "number": "No 7", "valid_from": "2026-01-01", **columns}
    return browser.post(f"{OWN}new", {**typed, "file": SimpleUploadedFile("a.pdf", PDF)})


def only(world: World) -> Qualification:
    with acting(world.system):
        return Qualification.objects.get(market_id=world.market_id)


def test_a_paper_is_sent_in_and_accepted(world: World) -> None:
    operator = signed_in(world, world.operator, "operator-admin")
    supplier = signed_in(world, world.supplier, "supplier-admin")
    kind(operator)
    with acting(world.system):
        assert QualificationRule.objects.get(market_id=world.market_id).part == "seller"
    assert "<strong>Licence</strong>" in supplier.get(OWN).content.decode()
    answer = send(supplier)
    paper = only(world)
    assert answer["Location"] == f"{OWN}{paper.id}/"
    assert "No 7" in operator.get(DESK).content.decode()
    assert operator.post(f"{DESK}{paper.id}/acceptance")["Location"] == DESK
    assert only(world).state == "accepted"
    scan = supplier.get(f"{OWN}{paper.id}/file")
    assert scan.content == PDF
    assert scan["Content-Disposition"].startswith("attachment")
    assert scan["Cache-Control"] == "private, no-store"
    assert operator.get(f"{DESK}kinds/licence/").status_code == 200
    assert operator.post(f"{DESK}kinds/ready").status_code == 302


def test_a_paper_is_sent_back_with_the_reason(world: World) -> None:
    operator = signed_in(world, world.operator, "operator-admin")
    buyer = signed_in(world, world.buyer, "buyer-admin")
    kind(operator)
    send(buyer)
    paper = only(world)
    assert operator.post(f"{DESK}{paper.id}/rejection", {"reason": ""}).status_code == 422
    operator.post(f"{DESK}{paper.id}/rejection", {"reason": "The stamp is missing."})
    assert "The stamp is missing." in buyer.get(f"{OWN}{paper.id}/").content.decode()


def test_papers_of_others_are_not_there(world: World) -> None:
    operator = signed_in(world, world.operator, "operator-admin")
    kind(operator)
    send(signed_in(world, world.supplier, "supplier-admin"))
    stranger = signed_in(world, world.buyer, "buyer-admin")
    for address in (f"{OWN}{only(world).id}/", f"{OWN}{only(world).id}/file"):
        assert stranger.get(address).status_code == 404
    assert stranger.get(DESK).status_code == 403


@pytest.mark.parametrize(
    "columns", [{"valid_from": "soon"}, {"valid_from": ""}, {"kind": "none"}, {"number": " "}]
)
def test_what_is_wrong_is_said_and_typed_stays(world: World, columns: dict) -> None:
    kind(signed_in(world, world.operator, "operator-admin"))
    answer = send(signed_in(world, world.supplier, "supplier-admin"), issuer="A bureau", **columns)
    assert answer.status_code == 422
    assert "A bureau" in answer.content.decode()
