"""Forgot password and a new one, as a browser without scripts sees them."""

import re

from django.test import Client

from tests.organisations.world import World, a_phone
from tests.web.gate.conftest import sign_in

WITHOUT_TOKEN = re.compile(r"[A-Za-z0-9]{64}")


def test_from_forgotten_to_signed_in(world: World, at_shop: Client) -> None:
    phone = world.member(world.buyer, "buyer-admin").person.phone
    assert at_shop.get("/forgot-password").status_code == 200
    page = at_shop.post("/forgot-password", {"login": phone.removeprefix("+86")})
    assert page.status_code == 200
    assert phone.removeprefix("+86") in page.content.decode()
    answer = at_shop.post(
        "/reset-password", {"login": phone, "code": world.code_sent(phone), "password": "a new pass phrase"}
    )
    assert answer["Location"] == "/sign-in"
    assert "Your new password is set" in at_shop.get("/sign-in").content.decode()
    assert sign_in(at_shop, phone, "a new pass phrase").status_code == 302


def test_the_page_is_the_same_for_a_number_nobody_has(world: World, at_shop: Client) -> None:
    known, unknown = world.member(world.buyer).person.phone, a_phone()
    pages = [
        at_shop.post("/forgot-password", {"login": phone}).content.decode().replace(phone, "")
        for phone in (known, unknown)
    ]
    known_page, unknown_page = (WITHOUT_TOKEN.sub("", page) for page in pages)
    assert known_page == unknown_page
    assert all("A code is on its way" in page for page in pages)


def test_faults_stand_beside_the_fields(at_shop: Client) -> None:
    page = at_shop.post("/reset-password", {"login": "nobody", "code": "", "password": "123"})
    assert page.status_code == 422
    for fault in ("This isn&#x27;t a phone number", "This is needed", "Use at least 8 characters"):
        assert fault in page.content.decode()


def test_a_wrong_code_is_refused_in_words(world: World, at_shop: Client) -> None:
    phone = world.member(world.buyer).person.phone
    page = at_shop.post(
        "/reset-password", {"login": phone, "code": "000000", "password": "a new pass phrase"}
    )
    assert page.status_code == 409
    assert "This code is wrong or too old" in page.content.decode()
    assert phone in page.content.decode()
