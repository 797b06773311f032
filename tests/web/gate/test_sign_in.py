"""The sign-in pages, as a browser without scripts sees them."""

import pytest
from django.test import Client

from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.actions.market.change_status import change_status
from dinghuo.organisations.models import Session
from dinghuo.web.shared.session import COOKIE
from tests.organisations.world import PASSWORD, World, a_phone
from tests.web.gate.conftest import sign_in


def test_the_page_asks_for_login_and_password(at_shop: Client) -> None:
    page = at_shop.get("/sign-in")
    assert page.status_code == 200
    for words in ("Phone, e-mail or company", "Password", "Test market"):
        assert words in page.content.decode()


@pytest.mark.parametrize(
    ("part", "role", "home"),
    [
        ("buyer", "buyer-admin", "/"),
        ("supplier", "supplier-admin", "/supplier/"),
        ("operator", "operator-admin", "/operator/"),
        ("branch", "branch-manager", "/branch/"),
    ],
)
def test_everybody_is_led_to_their_door(
    world: World, at_shop: Client, part: str, role: str, home: str
) -> None:
    member = world.member(getattr(world, part), role)
    answer = sign_in(at_shop, member.person.phone)
    assert answer.status_code == 302
    assert answer["Location"] == "/home"
    cookie = answer.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie.value.startswith(f"{world.market_id.hex}.")
    assert at_shop.get("/home")["Location"] == home
    assert at_shop.get("/sign-in")["Location"] == home


def test_a_wrong_password_brings_the_login_back_but_never_the_password(world: World, at_shop: Client) -> None:
    member = world.member(world.buyer, "buyer-admin")
    page = sign_in(at_shop, member.person.phone, "my wrong secret")
    assert page.status_code == 409
    text = page.content.decode()
    assert "Login and password don&#x27;t belong together." in text
    assert member.person.phone in text
    assert "my wrong secret" not in text
    assert COOKIE not in page.cookies


def test_one_goes_on_where_one_wanted_to_go_but_not_elsewhere(world: World, at_shop: Client) -> None:
    phone = world.member(world.buyer, "buyer-admin").person.phone
    assert at_shop.get("/account")["Location"] == "/sign-in?next=%2Faccount"
    assert sign_in(at_shop, phone, next="/account")["Location"] == "/account"
    at_shop.post("/sign-out")
    for evil in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        assert sign_in(at_shop, phone, next=evil)["Location"] == "/home"


def test_signing_out_ends_the_session_on_the_server(world: World, at_shop: Client) -> None:
    sign_in(at_shop, world.member(world.buyer, "buyer-admin").person.phone)
    kept = at_shop.cookies[COOKIE].value
    assert at_shop.get("/sign-out").status_code == 405
    answer = at_shop.post("/sign-out")
    assert answer.cookies[COOKIE].value == ""
    at_shop.cookies[COOKIE] = kept
    assert at_shop.get("/account").status_code == 302


def test_a_session_ends_with_the_company(world: World, at_shop: Client) -> None:
    sign_in(at_shop, world.member(world.buyer, "buyer-admin").person.phone)
    assert at_shop.get("/account").status_code == 200
    change_status(world.system, world.buyer.id, "blocked")
    answer = at_shop.get("/account")
    assert answer.status_code == 302
    assert answer.cookies[COOKIE].value == ""


@pytest.mark.parametrize(
    "cookie", ["", "x", "." * 40, "0" * 32 + ".secret", "z" * 32 + ".secret", "0" * 32 + "."]
)
def test_a_made_up_cookie_is_nobody(at_shop: Client, cookie: str) -> None:
    at_shop.cookies[COOKIE] = cookie
    assert at_shop.get("/account").status_code == 302


def test_the_cookie_of_one_market_opens_no_other(world: World, at_shop: Client) -> None:
    sign_in(at_shop, world.member(world.buyer, "buyer-admin").person.phone)
    other = World()
    _market, _dot, secret = at_shop.cookies[COOKIE].value.partition(".")
    at_shop.cookies[COOKIE] = f"{other.market_id.hex}.{secret}"
    assert at_shop.get("/account").status_code == 302


def test_who_is_known_in_two_markets_is_asked_which(world: World) -> None:
    other = World()
    phone = a_phone()
    world.member(world.buyer, "buyer-admin", phone=phone)
    other.member(other.supplier, "supplier-admin", phone=phone)
    client = Client(headers={"host": "localhost", "accept-language": "en"})
    page = sign_in(client, phone)
    assert page.status_code == 200
    assert "Where to?" in page.content.decode()
    assert PASSWORD not in page.content.decode()
    token = page.context["choices"][1].token
    answer = client.post("/sign-in/market", {"token": token})
    assert answer.cookies[COOKIE].value.startswith(other.market_id.hex)
    assert client.get("/home")["Location"] == "/supplier/"


def test_an_old_choice_leads_back_to_the_form(at_shop: Client) -> None:
    page = at_shop.post("/sign-in/market", {"token": "made up"})
    assert page.status_code == 409
    assert "Please sign in again" in page.content.decode()


def test_where_and_with_what_is_kept_for_the_list_of_devices(world: World, at_shop: Client) -> None:
    member = world.member(world.buyer, "buyer-admin")
    agent = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
    at_shop.post(
        "/sign-in", {"login": member.person.phone, "password": PASSWORD}, headers={"user-agent": agent}
    )
    with acting(world.system):
        session = Session.objects.get(market_id=world.market_id, person=member.person)
    assert (session.ip, session.user_agent) == ("127.0.0.1", agent)
    assert "Firefox on Windows" in at_shop.get("/account/devices").content.decode()
