"""Offers and stock by sheet."""

from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

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


def test_days_and_regions_of_offers_are_changed_read_back_and_put_back(bringing):
    head = ("SKU", "供货开始", "供货截止", "供货区域")
    found = bringing.bring(
        "offers",
        book(
            head,
            ("A1", date(2026, 1, 1), "2099-11-30", "广东省、湖南省 长沙市、广东省 广州市"),
            ("A2", "不限", None, "火星"),
        ),
    )
    assert bringing.states(found) == {2: "changed", 3: "wrong"}
    assert bringing.faults(found) == {3: [("regions", "unknown-region")]}
    finish(bringing, found)
    changed = offer(bringing, "A1")
    zone = ZoneInfo(bringing.actor.time_zone)
    assert changed.starts_at.astimezone(zone).isoformat()[:16] == "2026-01-01T00:00"
    assert changed.ends_at.astimezone(zone).isoformat()[:16] == "2099-12-01T00:00"
    assert changed.region_codes == ["44", "4301"]
    # What the list is saved as is what the sheet takes.
    again = bringing.bring(
        "offers", book(head, ("A1", "2026-01-01", "2099-11-30", "44, 4301"), ("A2", None, None, "全国"))
    )
    assert bringing.states(again) == {2: "unchanged", 3: "unchanged"}
    wrong = bringing.bring("offers", book(head, ("A1", "2099-12-05", None, None)))
    assert bringing.faults(wrong) == {2: [("ends_on", "ends-before")]}
    undo_import(bringing.actor, found.id)
    bringing.drain()
    back = offer(bringing, "A1")
    assert (back.starts_at, back.ends_at, back.region_codes) == (None, None, [])
