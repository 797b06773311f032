"""Authenticator app, recovery codes and what a role demands, as a browser without scripts sees them."""

import re

import pytest
from django.test import Client

from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.actions.people.demand_second_factor import demand_second_factor
from dinghuo.organisations.models import Role, Session
from dinghuo.web.shared.session import COOKIE
from tests.organisations.factors import App, code_of
from tests.organisations.world import PASSWORD, World
from tests.web.gate.conftest import browser_at, sign_in


@pytest.fixture
def member(world: World):
    return world.member(world.buyer, "buyer-admin")


def set_up(browser: Client) -> tuple[str, list[str]]:
    """Set an app up by its pages: its secret and the recovery codes."""
    browser.post("/account/second-factor/app", {"current": PASSWORD})
    page = browser.get("/account/second-factor").content.decode()
    assert "data:image/svg+xml" in page
    secret = re.search(r'class="mono">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    answer = browser.post("/account/second-factor/app/code", {"code": code_of(secret, -1)})
    assert answer["Cache-Control"] == "no-store"
    return secret, re.findall(r"<li>([a-z0-9]{5}-[a-z0-9]{5})</li>", answer.content.decode())


def test_set_up_and_signed_in_with_it(member, at_shop: Client, world: World) -> None:
    sign_in(at_shop, member.person.phone)
    secret, codes = set_up(at_shop)
    assert len(codes) == 10
    assert "In use" in at_shop.get("/account/second-factor").content.decode()
    again = browser_at(world)
    page = sign_in(again, member.person.phone, next="/account")
    assert page.status_code == 200
    assert COOKIE not in page.cookies
    token = re.search(r'name="token" value="([^"]+)"', page.content.decode())[1]
    wrong = again.post("/sign-in/code", {"token": token, "code": "000000", "next": "/account"})
    assert wrong.status_code == 409
    assert "This code is wrong" in wrong.content.decode()
    assert token in wrong.content.decode()
    right = again.post("/sign-in/code", {"token": token, "code": code_of(secret), "next": "/account"})
    assert right["Location"] == "/account"
    assert "Password and app" in again.get("/account/devices").content.decode()


def test_wrong_password_and_wrong_first_code_are_said(member, at_shop: Client) -> None:
    sign_in(at_shop, member.person.phone)
    page = at_shop.post("/account/second-factor/app", {"current": "guess"})
    assert page.status_code == 422
    assert "your present password" in page.content.decode()
    at_shop.post("/account/second-factor/app", {"current": PASSWORD})
    page = at_shop.post("/account/second-factor/app/code", {"code": "000000"})
    assert page.status_code == 409
    assert "your app shows now" in page.content.decode()


def test_new_codes_and_removal(member, at_shop: Client) -> None:
    sign_in(at_shop, member.person.phone)
    _secret, codes = set_up(at_shop)
    page = at_shop.post("/account/second-factor/app/recovery", {"current": PASSWORD}).content.decode()
    assert len(re.findall(r"<li>[a-z0-9]{5}-", page)) == 10
    assert codes[0] not in page
    at_shop.post("/account/second-factor/app/removal", {"current": PASSWORD})
    assert "Set up an app" in at_shop.get("/account/second-factor").content.decode()


def test_whose_role_demands_it_can_do_nothing_else(member, at_shop: Client, world: World) -> None:
    sign_in(at_shop, member.person.phone)
    assert at_shop.get("/orders/").status_code == 200
    demand_second_factor(world.system, "buyer-admin", True)
    for address in ("/orders/", "/account", "/account/devices", "/notifications", "/"):
        assert at_shop.get(address)["Location"].startswith("/account/second-factor"), address
    assert at_shop.post("/checkout/", {})["Location"].startswith("/account/second-factor")
    fragment = at_shop.get("/orders/", headers={"hx-request": "true"})
    assert fragment["HX-Redirect"].startswith("/account/second-factor")
    page = at_shop.get("/account/second-factor").content.decode()
    assert "Your role asks for more than a password" in page
    set_up(at_shop)
    assert at_shop.get("/orders/").status_code == 200


def test_an_older_session_proves_itself_and_goes_on(member, at_shop: Client, world: World) -> None:
    sign_in(at_shop, member.person.phone)
    secret, _codes = set_up(at_shop)
    with acting(world.system):
        Session.objects.filter(person=member.person).update(opened_by="password")
    demand_second_factor(world.system, "buyer-admin", True)
    assert at_shop.get("/orders/")["Location"] == "/account/second-factor?next=%2Forders%2F"
    assert at_shop.post("/account/second-factor", {"code": "1"}).status_code == 409
    answer = at_shop.post("/account/second-factor", {"code": code_of(secret), "next": "/orders/"})
    assert answer["Location"] == "/orders/"
    assert at_shop.get("/orders/").status_code == 200


def test_the_operator_demands_it_and_helps_who_lost_all(member, world: World) -> None:
    App(world, member)
    house = browser_at(world)
    sign_in(house, world.member(world.operator, "operator-admin").person.phone)
    assert "A password is enough" in house.get("/operator/roles/").content.decode()
    house.post("/operator/roles/buyer-admin/second-factor", {"demanded": "yes"})
    with acting(world.system):
        assert Role.objects.get(market_id=world.market_id, key="buyer-admin").second_factor
    assert "Asks for a second factor" in house.get("/operator/roles/").content.decode()
    address = f"/operator/people/{member.id}/second-factor"
    assert house.post(address, {"why": ""}).status_code == 422
    assert house.post(address, {"why": "Called back"}).status_code == 302
    again = browser_at(world)
    assert COOKIE in sign_in(again, member.person.phone).cookies


def test_who_isn_t_the_operator_may_neither(member, at_shop: Client, world: World) -> None:
    sign_in(at_shop, member.person.phone)
    for address in (
        "/operator/roles/buyer-admin/second-factor",
        f"/operator/people/{member.id}/second-factor",
    ):
        assert at_shop.post(address, {"demanded": "yes"}).status_code == 403


@pytest.mark.parametrize(
    "answer", ["", "{}", "[]", "null", '{"id": 1, "response": {"clientDataJSON": "e30"}}', "é"]
)
def test_what_no_device_has_signed_opens_nothing(at_shop: Client, answer: str) -> None:
    page = at_shop.post("/sign-in/passkey", {"answer": answer})
    assert page.status_code == 409
    assert "This passkey isn&#x27;t known here" in page.content.decode()
    assert COOKIE not in page.cookies


def test_options_for_a_passkey_tell_nobody_s_name(at_shop: Client) -> None:
    options = at_shop.post("/sign-in/passkey/options").json()
    assert options["userVerification"] == "required"
    assert options["allowCredentials"] == []
    assert at_shop.post("/sign-in/passkey/options").json()["challenge"] != options["challenge"]


def test_a_passkey_needs_the_password_first(member, at_shop: Client) -> None:
    assert at_shop.post("/account/passkeys/options", {"current": PASSWORD}).status_code == 302
    sign_in(at_shop, member.person.phone)
    assert (
        "present password"
        in at_shop.post("/account/passkeys/options", {"current": "guess"}).json()["message"]
    )
    options = at_shop.post("/account/passkeys/options", {"current": PASSWORD}).json()
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["user"]["displayName"] == member.person.name
