"""Promotions on the sellers' screens: written, started, with codes, ended; and faults beside what was typed."""

import re

import pytest

from dinghuo.catalogue.actions.attributes.add_ready_set import add_ready_set
from dinghuo.catalogue.models import Listing
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.models import OrderLine
from dinghuo.promotions.models import Coupon, Promotion
from tests.makers import make_actor

pytestmark = pytest.mark.django_db

FORM = {
    "key": "ten",
    "name": "Ten off",
    "benefit": "percent",
    "value": "10",
    "currency": "CNY",
    "starts_on": "2026-01-01",
    "needs_code": "1",
    "budget": "500",
    "goods_kind": "",
    "goods_key": "",
    "priority": "0",
    "name_en": "Ten per cent off",
    "name_zh-hant": "九折優惠",
}


def test_a_promotion_from_draft_to_its_end(shop):
    assert "No promotions yet" in shop.ask("promotions").content.decode()
    sent = shop.send("promotions/new", **FORM)
    assert sent.status_code == 302, sent.content.decode()
    page = shop.ask("promotions/ten").content.decode()
    assert 'value="Ten off"' in page
    assert shop.send("promotions/ten/start").status_code == 302
    assert shop.send("promotions/ten/codes", word="hello", count="5").status_code == 302
    assert shop.send("promotions/ten/codes", word="", count="3").status_code == 302
    file = shop.ask("promotions/ten/codes.csv").content.decode()
    assert "HELLO" in file
    assert shop.send("promotions/ten", **FORM | {"value": "5"}).status_code == 302
    assert shop.send("promotions/ten/end").status_code == 302
    assert "Ten off" in shop.ask("promotions").content.decode()
    with acting(shop.world.system):
        promotion = Promotion.objects.get()
        assert (promotion.state, promotion.version, promotion.terms["value"]) == ("ended", 2, "5")
        assert promotion.names == {"en": "Ten per cent off", "zh-hant": "九折優惠"}
        assert Coupon.objects.count() == 4


def test_codes_are_paged_words_for_many_first(shop):
    shop.send("promotions/new", **FORM)
    shop.send("promotions/ten/codes", word="", count="30")
    shop.send("promotions/ten/codes", word="hello", count="5")
    with acting(shop.world.system):
        made = set(Coupon.objects.values_list("code", flat=True))
    first = shop.ask("promotions/ten").content.decode()
    assert "HELLO" in first
    (later,) = set(re.findall(r"after=[\w-]+", first))
    second = shop.ask(f"promotions/ten?{later}").content.decode()
    on_first, on_second = ({code for code in made if code in page} for page in (first, second))
    assert (len(on_first), len(on_second), on_first | on_second) == (20, 11, made)


def test_faults_stand_beside_what_was_typed(shop):
    sent = shop.send("promotions/new", **FORM | {"value": "120", "goods_kind": "sku", "goods_key": "NOPE"})
    page = sent.content.decode()
    assert sent.status_code == 422
    assert "at most 100 percent" in page
    assert 'value="NOPE"' in page
    with acting(shop.world.system):
        assert not Promotion.objects.exists()


def test_a_tag_is_chosen_on_the_screen_and_its_goods_are_cheaper(shop):
    add_ready_set(make_actor(shop.world.operator, ["catalogue.save_attribute"]), "", "tags")
    tagged, plain = shop.goods[:2]
    with acting(shop.world.system):
        Listing.objects.filter(sku=tagged.sku).update(traits=["tags=new"])
    typed = FORM | {"key": "tagged", "needs_code": "", "goods_kind": "tag", "goods_key": "new"}
    assert shop.send("promotions/new", **typed).status_code == 302
    page = shop.ask("promotions/tagged").content.decode()
    assert re.search(r'<option value="tag" selected>', page)
    assert 'value="new"' in page
    assert shop.send("promotions/tagged/start").status_code == 302
    number = shop.place(1, 1)
    with acting(shop.world.system):
        lines = OrderLine.objects.filter(order__number=number)
        assert {line.sku: line.discount > 0 for line in lines} == {tagged.sku: True, plain.sku: False}
    wrong = shop.send("promotions/new", **typed | {"key": "other", "goods_key": "nosuch"})
    assert wrong.status_code == 422
