"""Passkeys in a real Chromium with an authenticator that it plays itself: made, used, copied, removed."""

import json
import re

import pytest

from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Passkey, Session
from tests.organisations.world import PASSWORD, World
from tests.web.gate.conftest import host_of

SEND_AGAIN = """answer => {
  const form = document.querySelector("[data-passkey]");
  form.elements.answer.value = decodeURIComponent(answer.replace(/\\+/g, " "));
  form.submit();
}"""


class Device:
    """A browser with a built-in authenticator whose owner always shows a finger."""

    def __init__(self, context, base: str) -> None:
        self.page = context.new_page()
        self.base = base
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        self.page.on("console", lambda said: self.complaints.append(said.text) if bad(said) else None)
        self.tools = context.new_cdp_session(self.page)
        self.tools.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        made = self.tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self.key = made["authenticatorId"]

    def verified(self, yes: bool) -> None:
        """Whether the owner shows the right finger."""
        self.tools.send("WebAuthn.setUserVerified", {"authenticatorId": self.key, "isUserVerified": yes})

    def go(self, address: str) -> None:
        self.page.goto(self.base + address)

    def enter_by_password(self, phone: str) -> None:
        self.go("/sign-in")
        self.page.get_by_label("Phone, e-mail or company").fill(phone)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.page.wait_for_url(lambda url: "/sign-in" not in url)

    def make_passkey(self, name: str) -> None:
        self.go("/account/second-factor")
        self.page.get_by_label("Name of this device").fill(name)
        self.page.locator("#passkey-password").fill(PASSWORD)
        self.page.get_by_role("button", name="Make a passkey").click()

    def sign_out(self) -> None:
        self.page.context.clear_cookies()

    def enter_by_passkey(self) -> None:
        self.go("/sign-in")
        self.page.get_by_role("button", name="Sign in with a passkey").click()


def bad(said) -> bool:
    refused = any(f"status of {status}" in said.text for status in (409, 422))
    return said.type in ("error", "warning") and not refused


@pytest.fixture
def world(live: None) -> World:
    return World()


@pytest.fixture
def device(browser, live_server, world):
    base = live_server.url.replace("localhost", host_of(world))
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(15_000)
    opened = Device(context, base)
    yield opened
    context.close()
    assert not opened.complaints


def test_made_used_and_removed(device: Device, world: World) -> None:
    member = world.member(world.buyer, "buyer-admin")
    device.enter_by_password(member.person.phone)
    device.make_passkey("My laptop")
    device.page.get_by_text("You can sign in with My laptop from now on.").wait_for()

    device.sign_out()
    device.enter_by_passkey()
    device.page.wait_for_url(re.compile(r"^[^?]*//[^/]+/$"))
    with acting(world.system):
        opened = list(
            Session.objects.filter(person=member.person).order_by("id").values_list("opened_by", flat=True)
        )
        key = Passkey.objects.get(person=member.person)
    assert opened == ["passkey", "passkey"]
    assert (key.name, key.sign_count > 1, key.used_at is not None) == ("My laptop", True, True)

    device.go("/account/second-factor")
    device.page.get_by_role("button", name="Remove", exact=True).click()
    device.page.get_by_text("That passkey opens nothing any more.").wait_for()
    device.sign_out()
    device.enter_by_passkey()
    device.page.get_by_text("This passkey isn't known here.").wait_for()


def test_an_answer_opens_once_and_a_copied_key_not_at_all(device: Device, world: World) -> None:
    member = world.member(world.buyer, "buyer-admin")
    device.enter_by_password(member.person.phone)
    device.make_passkey("My laptop")
    device.page.get_by_text("from now on").wait_for()
    device.sign_out()
    sent: list[str] = []
    device.page.on(
        "request",
        lambda asked: sent.append(asked.post_data) if asked.url.endswith("/sign-in/passkey") else None,
    )
    device.enter_by_passkey()
    device.page.wait_for_url(re.compile(r"^[^?]*//[^/]+/$"))

    device.sign_out()
    device.go("/sign-in")
    answer = dict(pair.split("=", 1) for pair in sent[0].split("&"))["answer"]
    device.page.evaluate(SEND_AGAIN, answer)
    device.page.get_by_text("This passkey isn't known here.").wait_for()

    with acting(world.system):
        Passkey.objects.filter(person=member.person).update(sign_count=1000)
    device.enter_by_passkey()
    device.page.get_by_text("This passkey isn't known here.").wait_for()


def test_without_the_finger_there_is_no_way_in(device: Device, world: World) -> None:
    member = world.member(world.buyer, "buyer-admin")
    device.enter_by_password(member.person.phone)
    device.make_passkey("My laptop")
    device.page.get_by_text("from now on").wait_for()
    device.sign_out()
    device.verified(False)
    device.enter_by_passkey()
    device.page.wait_for_timeout(500)
    assert "/sign-in" in device.page.url
    with acting(world.system):
        assert Session.objects.filter(person=member.person).count() == 1


def test_a_wrong_password_makes_no_passkey_and_is_said_beside_it(device: Device, world: World) -> None:
    member = world.member(world.supplier, "supplier-admin")
    device.enter_by_password(member.person.phone)
    device.go("/account/second-factor")
    device.page.locator("#passkey-password").fill("guess")
    device.page.get_by_role("button", name="Make a passkey").click()
    device.page.locator("[data-passkey-says]").get_by_text("present password").wait_for()
    found = device.tools.send("WebAuthn.getCredentials", {"authenticatorId": device.key})
    assert json.dumps(found["credentials"]) == "[]"


def test_without_scripts_the_password_still_works_and_nothing_hidden_shows(
    browser, live_server, world
) -> None:
    member = world.member(world.buyer, "buyer-admin")
    base = live_server.url.replace("localhost", host_of(world))
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(f"{base}/sign-in")
    assert not page.get_by_role("button", name="Sign in with a passkey").is_visible()
    page.get_by_label("Phone, e-mail or company").fill(member.person.phone)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.goto(f"{base}/account/second-factor")
    assert page.get_by_text("This browser can’t make passkeys here").is_visible()
    assert page.get_by_role("button", name="Set up an app").is_visible()
    context.close()
