"""Registering a company, as a browser without scripts sees it."""

import pytest
from django.test import Client

from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.actions.registrations.approve_registration import approve_registration
from dinghuo.organisations.actions.registrations.refuse_registration import refuse_registration
from dinghuo.organisations.queries.registrations import registrations
from tests.organisations.test_register import a_tax_number
from tests.organisations.world import PASSWORD, World, a_phone


def typed(**changes: str) -> dict[str, str]:
    return {
        "part": "buyer",
        "company": "西湖便利店",
        "tax_number": a_tax_number(),
        "region_code_province": "33",
        "region_code_city": "3301",
        "region_code_district": "330106",
        "street": "文三路 90 号",
        "contact": "王伟",
        "phone": a_phone(),
        "password": PASSWORD,
    } | changes


def register(world: World, client: Client, **changes: str):
    given = typed(**changes)
    page = client.post("/register", given | {"action": "code"})
    assert page.status_code == 200
    # What was typed is still there, but for the password.
    assert given["company"] in page.content.decode()
    assert PASSWORD not in page.content.decode()
    return client.post("/register", given | {"code": world.code_sent(given["phone"])})


def only(world: World):
    with acting(world.system):
        return registrations(world.system).items[0]


def test_from_the_form_to_admission(world: World, at_shop: Client) -> None:
    assert at_shop.get("/register").status_code == 200
    answer = register(world, at_shop)
    assert answer.status_code == 302
    waiting = answer["Location"]
    assert "Waiting for the operator" in at_shop.get(waiting).content.decode()
    approve_registration(world.system, only(world).id)
    assert "Admitted" in at_shop.get(waiting).content.decode()


def test_a_refusal_is_told_with_its_reason(world: World, at_shop: Client) -> None:
    waiting = register(world, at_shop)["Location"]
    refuse_registration(world.system, only(world).id, "The licence has expired.")
    page = at_shop.get(waiting).content.decode()
    assert "Not admitted" in page
    assert "The licence has expired." in page


@pytest.mark.parametrize("token", ["x", "a:b:c", "%00"])
def test_nobody_else_sees_a_registration(at_shop: Client, token: str) -> None:
    assert at_shop.get(f"/register/waiting/{token}").status_code in (400, 404)


def test_all_faults_come_back_at_once(at_shop: Client) -> None:
    page = at_shop.post("/register", {"company": "Kept", "phone": "12", "region_code_province": "33"})
    assert page.status_code == 422
    assert {fault[0] for fault in page.context["form"].all_faults} >= {
        "f-part",
        "f-tax-number",
        "f-phone",
        "f-code",
        "f-password",
        "f-region-code",
        "f-street",
        "f-contact",
    }
    text = page.content.decode()
    assert 'value="Kept"' in text
    assert '<option value="33" selected>' in text


def test_a_wrong_code_is_told_beside_its_field(world: World, at_shop: Client) -> None:
    page = at_shop.post("/register", typed(code="000000"))
    assert page.status_code == 422
    assert list(page.context["form"].faults) == ["code"]


def test_outside_china_the_region_is_typed_with_the_street(world: World, at_shop: Client) -> None:
    from dinghuo.organisations.models import Market

    with acting(world.system):
        Market.objects.filter(id=world.market_id).update(country="GB")
    page = at_shop.get("/register").content.decode()
    assert "Tax number" in page
    assert "region_code" not in page
    answer = register(world, at_shop, tax_number="GB123", region_code_province="")
    assert answer.status_code == 302
