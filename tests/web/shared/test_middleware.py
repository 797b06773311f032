"""The middleware: storefront by host, path or person; language; time zone; what it costs."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path, reverse
from django.utils import timezone

from dinghuo.organisations.actions.storefronts.save_customer import save_customer
from dinghuo.organisations.actions.storefronts.save_storefront import save_storefront
from dinghuo.web.shared.session import client_address
from tests.organisations.world import World
from tests.web.gate.conftest import browser_at, sign_in


def shown(request):
    """A page that tells what the middleware found."""
    storefront = request.storefront.key if request.storefront else ""
    zone = timezone.get_current_timezone_name()
    return HttpResponse("|".join([storefront, request.LANGUAGE_CODE, zone, reverse("shown")]))


urlpatterns = [path("shown", shown, name="shown"), path("", include("dinghuo.web.urls"))]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def world(db: None) -> World:
    """A market that nobody else uses."""
    return World()


def east_of(world: World, **more: object):
    given = {"key": f"east-{world.market_id.hex[:8]}", "languages": ["zh-hans"]} | more
    return save_storefront(
        world.system,
        name="East",
        owner_id=world.branch.id,
        currency="CNY",
        payment_methods=["credit"],
        **given,
    )


def seen(client: Client, address: str = "/shown", **headers: str) -> list[str]:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode().split("|")


def test_a_host_names_the_storefront(world: World) -> None:
    assert seen(browser_at(world))[0] == world.market.key


def test_a_path_names_it_and_every_address_stays_under_it(world: World) -> None:
    key = east_of(world).key
    storefront, language, zone, address = seen(Client(), f"/s/{key}/shown")
    assert (storefront, language, zone) == (key, "zh-hans", "Asia/Shanghai")
    assert address == f"/s/{key}/shown"
    # The next request begins anew.
    assert seen(browser_at(world))[3] == "/shown"
    assert Client().get("/s/no-such-shop/shown").status_code == 404


def test_a_customer_sees_its_own_storefront(world: World) -> None:
    east = east_of(world, languages=["en", "zh-hans"])
    save_customer(world.system, world.buyer.id, east.id)
    client = Client(headers={"host": "localhost"})
    sign_in(client, world.member(world.buyer, "buyer-admin").person.phone)
    assert seen(client)[0] == east.key


def test_another_market_s_storefront_is_visited_as_a_guest(world: World) -> None:
    other = World()
    client = Client(headers={"host": "localhost"})
    sign_in(client, world.member(world.buyer, "buyer-admin").person.phone)
    assert seen(client)[0] == world.market.key
    assert seen(client, f"/s/{other.market.key}/shown")[0] == other.market.key
    assert client.get(f"/s/{other.market.key}/account").status_code == 302


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        ("zh-CN,zh;q=0.9", "zh-hans"),
        ("zh-TW", "zh-hant"),
        ("zh-HK", "zh-hant"),
        ("fr, en;q=0.5", "en"),
        ("fr", "zh-hans"),
        ("", "zh-hans"),
        (";;;", "zh-hans"),
    ],
)
def test_the_browser_s_language_counts_where_the_storefront_speaks_it(
    world: World, wanted: str, language: str
) -> None:
    assert seen(browser_at(world), **{"accept-language": wanted})[1] == language


def test_a_chosen_language_counts_more_than_the_browser_s(world: World) -> None:
    client = browser_at(world)
    client.cookies["dinghuo_language"] = "zh-hant"
    assert seen(client)[1] == "zh-hant"
    client.cookies["dinghuo_language"] = "tlh"
    assert seen(client)[1] == "en"


def test_it_costs_two_statements_for_a_session_and_one_for_a_guest(
    world: World, django_assert_num_queries
) -> None:
    client = browser_at(world)
    # Beside them a savepoint and the context's settings, and these given back, because the test stands in a transaction
    # itself.
    with django_assert_num_queries(1 + CONTEXT):
        seen(client)
    sign_in(client, world.member(world.buyer, "buyer-admin").person.phone)
    with django_assert_num_queries(2 + CONTEXT):
        seen(client)


CONTEXT = 3


def test_a_nul_is_no_input(world: World) -> None:
    client = browser_at(world)
    assert client.get("/sign-in?next=%00").status_code == 400
    assert client.post("/sign-in", {"login": "a\0b"}).status_code == 400


def test_an_unknown_host_shows_the_first_market(db: None) -> None:
    World()
    assert Client(headers={"host": "localhost"}).get("/sign-in").status_code == 200


def test_the_client_s_address_is_believed_from_the_proxy_only() -> None:
    request = RequestFactory().get("/", headers={"x-real-ip": "1.2.3.4", "x-forwarded-for": "5.6.7.8"})
    assert client_address(request) == "127.0.0.1"
    with override_settings(CLIENT_ADDRESS_HEADER="HTTP_X_REAL_IP"):
        assert client_address(request) == "1.2.3.4"


@pytest.mark.parametrize(
    ("typed", "led_to"),
    [
        ("/supplier", "/supplier/"),
        ("/supplier/orders/?need=answer", "/supplier/orders?need=answer"),
        ("/operator/orders", "/operator/orders/"),
        ("/sign-in/", "/sign-in"),
    ],
)
def test_a_slash_too_many_or_too_few_leads_to_the_page(world: World, typed: str, led_to: str) -> None:
    answer = browser_at(world).get(typed)
    assert (answer.status_code, answer.headers["Location"]) == (302, led_to)


def test_it_does_so_under_a_storefront_s_path(world: World) -> None:
    key = east_of(world).key
    assert Client().get(f"/s/{key}/goods").headers["Location"] == f"/s/{key}/goods/"


@pytest.mark.parametrize("address", ["/nowhere", "/nowhere/", "/%2Fevil.example", "/%2Fevil.example/"])
def test_what_is_nowhere_is_told_in_words_also_while_developing(
    world: World, settings: pytest.FixtureRequest, address: str
) -> None:
    settings.DEBUG = True
    answer = browser_at(world).get(address, headers={"Accept-Language": "zh-Hans"})
    assert answer.status_code == 404
    assert "urlpatterns" not in answer.text
    assert 'lang="zh-Hans"' in answer.text


def test_a_look_at_another_market_keeps_the_session(world: World) -> None:
    browser = browser_at(world)
    sign_in(browser, world.member(world.buyer).person.phone)
    session = browser.cookies["dinghuo_session"].value
    browser.get(f"/s/{east_of(World()).key}/shown")
    assert browser.cookies["dinghuo_session"].value == session
