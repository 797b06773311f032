"""Listings that were written before are brought up to date, chunk by chunk, while the market is open."""

import pytest

from dinghuo.catalogue.actions.rebuild_listings import rebuild_listings
from dinghuo.catalogue.models import Listing
from dinghuo.catalogue.queries.list_products import Wanted, list_products
from dinghuo.foundation.errors import NotAllowed
from dinghuo.foundation.tenancy import acting
from tests.catalogue.conftest import Goods

pytestmark = pytest.mark.django_db


def found(goods: Goods, asked: str) -> list[str]:
    with acting(goods.buyer):
        return [item.sku for item in list_products(goods.buyer, None, Wanted(search=asked)).items]


def test_what_was_stale_is_found_again(goods: Goods, monkeypatch) -> None:
    monkeypatch.setattr("dinghuo.catalogue.actions.rebuild_listings.CHUNK", 2)
    goods.load(*[goods.row(f"G{i}", f"王老吉 凉茶 {i}") for i in range(5)])
    with acting(goods.system):
        stale = Listing.objects.filter(market_id=goods.system.market_id)
        stale.update(initials_text=" wlj lc", syllables=[], alias_text="")
    assert found(goods, "wljlc") == []
    after, turns, number = None, 0, 0
    while True:
        done, after = rebuild_listings(goods.system, after)
        turns, number = turns + 1, number + done
        if after is None:
            break
    assert (turns, number) == (3, 5)
    assert len(found(goods, "wljlc")) == 5
    assert len(found(goods, "cha")) == 5


def test_only_who_keeps_the_catalogue_may(goods: Goods) -> None:
    with pytest.raises(NotAllowed):
        rebuild_listings(goods.buyer)
