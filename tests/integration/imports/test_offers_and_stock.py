"""Offers and stock by sheet."""

from decimal import Decimal

import pytest

from dinghuo.catalogue.actions.load_offers import LoadedOffer, load_offers
from dinghuo.catalogue.models import Offer
from dinghuo.catalogue.rules.rows import OfferRow
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.actions.imports.apply_import import apply_import
from dinghuo.integration.actions.imports.undo_import import undo_import
from dinghuo.inventory.actions.count_stock import StockCount, count_stock
from dinghuo.inventory.models import Stock
from tests.integration.imports.bring import Bringing, book

pytestmark = pytest.mark.django_db


@pytest.fixture
def bringing(drain):
    return Bringing(drain)


def finish(bringing, found):
    apply_import(bringing.actor, found.id)
    bringing.drain()
    return bringing.look(found)


def offer(bringing, sku):
    with acting(bringing.world.system):
        return Offer.objects.get(
            variant__sku=sku, market_id=bringing.world.market_id, seller=bringing.world.supplier
        )


def on_hand(bringing, sku):
    with acting(bringing.world.system):
        return Stock.objects.get(variant__sku=sku, market_id=bringing.world.market_id).on_hand


def test_offers_are_changed_and_put_back(bringing):
    content = book(
        ("SKU", "起订量", "交期", "在售"), ("A1", 12, 3, "是"), ("A2", 1, 1, "否"), ("A1x", 0, 1, None)
    )
    found = bringing.bring("offers", content)
    assert bringing.states(found) == {2: "changed", 3: "changed", 4: "wrong"}
    finish(bringing, found)
    assert (offer(bringing, "A1").minimum, offer(bringing, "A1").lead_time_days) == (12, 3)
    assert offer(bringing, "A2").state == "withdrawn"
    undo_import(bringing.actor, found.id)
    bringing.drain()
    assert (offer(bringing, "A1").minimum, offer(bringing, "A2").state) == (1, "active")


def test_offers_are_loaded_for_oneself_only(bringing):
    terms = OfferRow(bringing.world.house.id)
    with pytest.raises(NotAllowed):
        load_offers(bringing.actor, [LoadedOffer("A1", terms)])
    with pytest.raises(NotAllowed):
        load_offers(bringing.world.purchaser.actor, [])
    mine = OfferRow(bringing.world.supplier.id)
    with pytest.raises(NotFound):
        load_offers(bringing.actor, [LoadedOffer("NONE", mine)])
    with pytest.raises(Invalid):
        load_offers(
            bringing.actor, [LoadedOffer("A1", OfferRow(bringing.world.supplier.id, minimum=Decimal(0)))]
        )


def test_stock_is_counted_and_the_count_taken_back(bringing):
    found = bringing.bring(
        "stock", book(("SKU", "现存数量"), ("A1", 40), ("A2", 5), ("A1", 3), ("00123", -1))
    )
    assert bringing.states(found) == {2: "changed", 3: "unchanged", 4: "wrong", 5: "wrong"}
    assert bringing.faults(found)[4] == [("sku", "twice")]
    finish(bringing, found)
    assert on_hand(bringing, "A1") == 40
    undo_import(bringing.actor, found.id)
    bringing.drain()
    assert (bringing.look(found).state, on_hand(bringing, "A1")) == ("undone", 5)


def test_a_count_over_which_another_was_taken_is_not_undone(bringing):
    found = bringing.bring("stock", book(("SKU", "现存数量"), ("A1", 40)))
    finish(bringing, found)
    count_stock(bringing.actor, [StockCount("A1", Decimal(39))])
    undo_import(bringing.actor, found.id)
    bringing.drain()
    assert bringing.look(found).state == "applied"
    assert on_hand(bringing, "A1") == 39
