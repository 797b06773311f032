"""One's own account: password, devices, companies, language, notifications."""

from uuid import uuid4

from django.test import Client

from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Notification, Person
from dinghuo.organisations.steps.notify import notify
from dinghuo.reactions.words import write
from dinghuo.web.shared.session import COOKIE
from tests.organisations.world import PASSWORD, World
from tests.web.gate.conftest import browser_at, sign_in


def signed_in(world: World, client: Client, role: str = "buyer-admin", **details: object):
    member = world.member(world.buyer, role, **details)
    sign_in(client, member.person.phone)
    return member


def test_nothing_is_shown_to_guests(at_shop: Client) -> None:
    for address in ("/account", "/account/devices", "/switch", "/notifications"):
        assert at_shop.get(address)["Location"] == "/sign-in?next=" + address.replace("/", "%2F")
    assert at_shop.post("/account/devices/others").status_code == 302
    fragment = at_shop.get("/notifications", headers={"hx-request": "true"})
    assert fragment.status_code == 204
    assert fragment["HX-Redirect"].startswith("/sign-in")


def test_a_new_password(world: World, at_shop: Client) -> None:
    signed_in(world, at_shop)
    wrong = at_shop.post("/account", {"current": "guess", "password": "short"})
    assert wrong.status_code == 422
    assert "your present password" in wrong.content.decode()
    right = at_shop.post("/account", {"current": PASSWORD, "password": "a new pass phrase"})
    assert right["Location"] == "/account"
    assert "Your password is changed" in at_shop.get("/account").content.decode()


def test_wrong_present_passwords_stay_counted(world: World, at_shop: Client) -> None:
    signed_in(world, at_shop)
    for _try in range(10):
        at_shop.post("/account", {"current": "guess", "password": "a new pass phrase"})
    page = at_shop.post("/account", {"current": PASSWORD, "password": "a new pass phrase"})
    assert page.status_code == 409
    assert "Too many tries" in page.content.decode()


def test_devices_are_signed_out_one_by_one_or_together(world: World, at_shop: Client) -> None:
    member = signed_in(world, at_shop)
    others = [browser_at(world) for _device in range(3)]
    for other in others:
        sign_in(other, member.person.phone)
    page = at_shop.get("/account/devices")
    assert page.content.decode().count("this one") == 1
    there = next(row["session"].id for row in page.context["devices"] if not row["here"])
    assert at_shop.post(f"/account/devices/{there}").status_code == 302
    assert at_shop.post(f"/account/devices/{there}").status_code == 404
    assert at_shop.post(f"/account/devices/{uuid4()}").status_code == 404
    at_shop.post("/account/devices/others")
    assert [other.get("/account").status_code for other in others] == [302, 302, 302]
    assert at_shop.get("/account").status_code == 200


def test_one_switches_between_companies(world: World, at_shop: Client) -> None:
    member = signed_in(world, at_shop)
    second = world.member(world.supplier, "supplier-admin", phone=member.person.phone)
    assert "Spring water" in at_shop.get("/switch").content.decode()
    assert at_shop.post("/switch", {"membership": second.id})["Location"] == "/supplier/"
    assert at_shop.get("/home")["Location"] == "/supplier/"
    for foreign in (world.member(world.other_buyer).id, "x", ""):
        assert at_shop.post("/switch", {"membership": foreign}).status_code == 404


def test_a_language_is_kept_for_the_person(world: World, at_shop: Client) -> None:
    member = signed_in(world, at_shop)
    at_shop.post("/preferences/language", {"language": "zh-hans"})
    with acting(world.system):
        assert Person.objects.get(id=member.person_id).language == "zh-hans"
    page = at_shop.get("/account")
    assert page["Content-Language"] == "zh-hans"
    assert 'lang="zh-Hans"' in page.content.decode()


def test_news_lead_to_what_they_are_about(world: World, at_shop: Client) -> None:
    member = signed_in(world, at_shop, "buyer-approver")
    assert "Nothing new" in at_shop.get("/notifications").content.decode()
    with acting(world.system):
        for number, link in ((1, "/orders/1"), (2, "https://evil.example")):
            news = ("approval.wanted", {"number": number}, write)
            notify(world.market_id, world.buyer.id, "ordering.approve_order", *news, link=link)
        first, evil = Notification.objects.filter(person_id=member.person_id).order_by("id")
    assert "Order 1 waits for your approval" in at_shop.get("/notifications?show=unread").content.decode()
    assert at_shop.get(f"/notifications/{first.id}")["Location"] == "/orders/1"
    assert at_shop.get(f"/notifications/{evil.id}")["Location"] == "/notifications"
    assert "Order 1 waits" not in at_shop.get("/notifications?show=unread").content.decode()
    at_shop.post("/notifications/read")
    assert at_shop.get(f"/notifications/{uuid4()}").status_code == 404
    assert at_shop.get("/notifications?after=made-up").status_code == 400


def test_other_people_s_news_aren_t_there(world: World, at_shop: Client) -> None:
    stranger = world.member(world.other_buyer, "buyer-approver")
    with acting(world.system):
        secret = ("order.message_sent", {"number": 7, "who": "Wu", "text": "Secret"}, write)
        notify(world.market_id, world.other_buyer.id, "ordering.approve_order", *secret)
        foreign = Notification.objects.get(person_id=stranger.person_id)
    signed_in(world, at_shop)
    assert at_shop.get(f"/notifications/{foreign.id}").status_code == 404
    assert "Secret" not in at_shop.get("/notifications").content.decode()


def test_a_page_of_somebody_s_own_is_kept_by_no_cache(world: World, at_shop: Client) -> None:
    signed_in(world, at_shop)
    assert at_shop.get("/account")["Cache-Control"] == "private, no-cache"
    assert COOKIE in at_shop.cookies
