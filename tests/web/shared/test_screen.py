"""screen: who may enter, and what becomes of a refusal."""

import pytest
from django.http import HttpResponse, HttpResponseRedirect
from django.test import Client
from django.urls import include, path

from dinghuo.foundation.errors import Fault, Invalid, NotFound, Refusal
from dinghuo.organisations.actions.addresses.save_address import save_address
from dinghuo.organisations.queries.addresses import addresses
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.screen import screen
from tests.organisations.test_addresses import WEST_LAKE
from tests.organisations.world import World
from tests.web.gate.conftest import browser_at, host_of, sign_in


@screen(door="buyer", permission="organisations.save_address", methods=["GET", "POST"])
def form_page(request, actor):
    """A form and what is stored."""
    if request.method == "POST":
        save_address(actor, actor.organisation_id, **{name: request.POST.get(name, "") for name in WEST_LAKE})
        if request.POST["contact"] == "late":
            raise Refusal("Too late.")
        return HttpResponseRedirect("/form")
    form = Form.of(request, {"contact": "stored"})
    found = len(addresses(actor))
    words = getattr(request.refusal, "message", "")
    return HttpResponse(f"{form.value('contact')}|{sorted(form.faults)}|{found}|{words}")


@screen(door="supplier")
def supplier_page(request, actor):
    """A page of another door."""
    return HttpResponse("supplier")


@screen(door="buyer")
def front(request, actor):
    """The front door."""
    return HttpResponse("front")


@screen(door="buyer", guests=True)
def shelf(request, actor):
    """A page that guests may see."""
    return HttpResponse(actor.person_name)


@screen(door="buyer", permission="pricing.see_prices", guests=True)
def prices(request, actor):
    """A page that guests may see if the storefront shows prices."""
    return HttpResponse("prices")


@screen(methods=["POST"])
def only_post(request, actor):
    """A form with one button."""
    if "fault" in request.POST:
        raise Invalid([Fault("x", "x", "That is no x.")])
    raise Refusal("It can't be.")


@screen(methods=["POST"], again=form_page)
def other_form(request, actor):
    """A form shown by another view."""
    raise Refusal("See here.")


@screen()
def missing(request, actor):
    """A page of something that isn't there."""
    raise NotFound("x")


urlpatterns = [
    path("", front),
    path("form", form_page),
    path("supplier/page", supplier_page),
    path("shelf", shelf),
    path("prices", prices),
    path("only-post", only_post),
    path("other-form", other_form),
    path("missing", missing),
    path("", include("dinghuo.web.urls")),
]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def world(db: None) -> World:
    """A market that nobody else uses."""
    return World()


@pytest.fixture
def buyer(world: World) -> Client:
    """A purchaser's browser."""
    client = browser_at(world)
    sign_in(client, world.member(world.buyer, "buyer-purchaser").person.phone)
    return client


def test_a_page_reads_in_the_actor_s_name(buyer: Client) -> None:
    assert buyer.get("/form").content == b"stored|[]|0|"


def test_faults_come_back_with_what_was_typed(buyer: Client) -> None:
    page = buyer.post("/form", WEST_LAKE | {"contact": "Typed", "phone": "x", "street": ""})
    assert (page.status_code, page.content) == (422, b"Typed|['phone', 'street']|0|")


def test_a_refusal_comes_back_and_takes_everything_back(buyer: Client) -> None:
    page = buyer.post("/form", WEST_LAKE | {"contact": "late"})
    assert (page.status_code, page.content) == (409, b"late|[]|0|Too late.")


def test_what_succeeds_leads_on(buyer: Client) -> None:
    assert buyer.post("/form", WEST_LAKE)["Location"] == "/form"
    assert buyer.get("/form").content == b"stored|[]|1|"


def test_the_form_may_be_another_view_s(buyer: Client) -> None:
    page = buyer.post("/other-form", {"contact": "Typed"})
    assert (page.status_code, page.content) == (409, b"Typed|[]|0|See here.")


def test_without_a_form_a_toast_says_it(buyer: Client) -> None:
    answer = buyer.post("/only-post", headers={"referer": "http://evil.example/"})
    assert answer["Location"] == "/home"
    assert "It can" in buyer.get("/account").content.decode()
    fragment = buyer.post("/only-post", {"fault": "1"}, headers={"hx-request": "true"})
    assert (fragment.status_code, fragment["HX-Reswap"]) == (422, "none")
    assert "That is no x." in fragment.content.decode()


def test_other_doors_stay_shut(world: World, buyer: Client) -> None:
    assert buyer.get("/supplier/page").status_code == 403
    assert buyer.get("/missing").status_code == 404
    assert buyer.put("/form").status_code == 405
    approver = browser_at(world)
    sign_in(approver, world.member(world.buyer, "buyer-approver").person.phone)
    assert approver.get("/form").status_code == 403
    assert approver.post("/form", WEST_LAKE).status_code == 403


def test_whoever_works_behind_another_door_is_shown_there(world: World) -> None:
    client = browser_at(world)
    sign_in(client, world.member(world.supplier, "supplier-admin").person.phone)
    assert client.get("/")["Location"] == "/supplier/"
    assert client.get("/supplier/page").content == b"supplier"


def test_guests_see_what_the_storefront_shows(world: World) -> None:
    client = browser_at(world)
    assert client.get("/shelf").content == b"guest"
    assert client.get("/prices").content == b"prices"
    assert client.get("/form")["Location"] == "/sign-in?next=%2Fform"
    hide_prices(world)
    assert client.get("/prices")["Location"] == "/sign-in?next=%2Fprices"


def hide_prices(world: World) -> None:
    from dinghuo.foundation.tenancy import acting
    from dinghuo.organisations.models import Storefront

    with acting(world.system):
        Storefront.objects.filter(market_id=world.market_id).update(guest_policy="goods")


def test_a_form_without_its_token_is_refused(world: World) -> None:
    client = Client(enforce_csrf_checks=True, headers={"host": host_of(world)})
    assert client.post("/sign-in", {"login": "x"}).status_code == 403
