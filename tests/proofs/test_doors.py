"""The short form of bin/prove doors: a part of all addresses, as some people of a small market."""

import random

import pytest

from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Storefront
from dinghuo.web.shared.screen import Declared, declared
from proofs.shared.asking import Asker, Report
from proofs.shared.canaries import plant
from proofs.shared.documents import renumber
from proofs.shared.routes import routes
from proofs.shared.visitors import Visitor, visitor
from tests.web.buyer.conftest import make_store


@pytest.fixture
def asker(db, settings):
    settings.ALLOWED_HOSTS = ["*"]
    here, other = make_store(2), make_store(2)
    for store in (here, other):
        store.shipped(3)
        store.place(2)
        with acting(store.world.system):
            # Their own storefront is shown to those who are signed in, wherever they come from.
            Storefront.objects.filter(market_id=store.world.market_id).update(host="")
    renumber(other.world.system)
    canaries = [plant(store.world.system) for store in (here, other)]
    return here.world, Asker(other.world.system, canaries, Report(), 1.0, random.Random(1))


def people_of(world):
    return [
        visitor(world.system, world.member(world.buyer, "buyer-admin")),
        visitor(world.system, world.member(world.other_buyer, "buyer-purchaser")),
        visitor(world.system, world.member(world.supplier, "supplier-sales")),
        visitor(world.system, world.member(world.operator, "operator-trade")),
        Visitor("a guest"),
    ]


def test_nobody_is_shown_or_does_what_is_not_theirs(asker):
    world, asks = asker
    for position, each in enumerate(people_of(world)):
        asks.chance, asks.share = random.Random(position), 0.12
        asks.every_page(each)
        asks.every_call(each)
    assert asks.report.wrong == []
    assert asks.report.asked > 200
    for which in ("door", "own", "foreign", "elsewhere", "missing", "malformed"):
        assert any(status.startswith(which) for status in asks.report.statuses), which


def test_a_door_left_open_and_a_word_that_leaks_are_noticed(asker, monkeypatch):
    world, asks = asker
    stranger = visitor(world.system, world.member(world.other_buyer, "buyer-admin"))
    (page,) = [route for route in routes() if route.name == "buyer:team"]
    (view,) = [view for view, said in declared.items() if said is page.declared]
    monkeypatch.setitem(declared, view, Declared("supplier", "", ("GET",), guests=False))
    asks.every_page(stranger, "buyer:team")
    assert "answered 200, not one of [403]" in asks.report.wrong[0]
    order_notes = next(iter(asks.canaries[0].words))
    assert asks.canaries[0].leaks(stranger.actor, f"<p>{order_notes}</p>".encode(), "text/html", "x") == [
        order_notes
    ]


def test_every_page_that_is_no_screen_is_known():
    """A view without `screen` declares nothing, so nothing holds it to anything."""
    assert {route.name for route in routes() if route.declared is None} == {
        "",
        "gate:home",
        "gate:sign_out",
        "shared:accent",
        "shared:columns",
        "shared:design",
        "shared:language",
        "shared:look",
        "shared:regions",
        "shared:theme",
    }
