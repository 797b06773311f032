"""Synonyms, searches without result and customers' own codes are kept, checked and told."""

import threading

import pytest
from django.db import connection

from dinghuo.catalogue.actions.wording.forget_search import forget_search
from dinghuo.catalogue.actions.wording.note_empty_search import MOST_KEPT, note_empty_search
from dinghuo.catalogue.actions.wording.remove_synonym import remove_synonym
from dinghuo.catalogue.actions.wording.save_customer_codes import CodeRow, save_customer_codes
from dinghuo.catalogue.actions.wording.save_synonym import save_synonym
from dinghuo.catalogue.jobs import forget_searches
from dinghuo.catalogue.models import EmptySearch
from dinghuo.catalogue.queries.wording import customer_codes, empty_searches, own_codes, synonyms
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.foundation.timeline import timeline_of
from dinghuo.organisations.models import Storefront
from tests.catalogue.conftest import Goods, make_goods
from tests.makers.trade import make_organisation, member_of

CODES = ("catalogue.see_products", "catalogue.save_customer_codes")


def purchaser(goods: Goods):
    """Somebody of a buyer's who keeps its codes; the storefront is where it orders."""
    with acting(goods.system):
        Storefront.objects.filter(id=goods.storefront.id).update(is_default=True)
    return member_of(goods.system, make_organisation(goods.system, "buyer-2", "buyer"), *CODES)


def test_synonyms_count_from_the_next_search_on(goods: Goods) -> None:
    goods.load(goods.row("A", "啤酒"))
    assert goods.skus("beer") == []
    note_empty_search(goods.buyer, "Beer")
    saved = save_synonym(goods.keeper, ["啤酒", " Beer ", "麥酒", "beer"])
    assert saved.words == ["啤酒", "beer", "麥酒"]
    assert goods.skus("beer") == goods.skus("麦酒") == ["A"]
    with acting(goods.keeper):
        assert empty_searches(goods.keeper) == []
        assert [each.id for each in synonyms(goods.keeper, "麦")] == [saved.id]
        assert synonyms(goods.keeper, "水") == []
    save_synonym(goods.keeper, ["啤酒", "ale"], saved.id)
    assert (goods.skus("beer"), goods.skus("ale")) == ([], ["A"])
    remove_synonym(goods.keeper, saved.id)
    assert goods.skus("ale") == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["啤酒"], "number"),
        (["啤酒", " 啤酒 "], "number"),
        ([str(number) * 2 for number in range(13)], "number"),
        (["啤酒", "b"], "too-short"),
        (["啤酒", "x" * 41], "too-long"),
        (["啤酒", "cola"], "taken"),
    ],
)
def test_synonyms_that_are_none(goods: Goods, words: list[str], code: str) -> None:
    save_synonym(goods.keeper, ["可乐", "cola"])
    with pytest.raises(Invalid) as refused:
        save_synonym(goods.keeper, words)
    assert [fault.code for fault in refused.value.faults] == [code]


def test_only_the_operator_keeps_synonyms(goods: Goods) -> None:
    saved = save_synonym(goods.keeper, ["可乐", "cola"])
    for actor in (goods.buyer, make_goods().buyer):
        with pytest.raises(NotAllowed):
            save_synonym(actor, ["a1", "b1"])
        with pytest.raises(NotAllowed):
            remove_synonym(actor, saved.id)
    with pytest.raises(NotFound):
        remove_synonym(make_goods().keeper, saved.id)
    with pytest.raises(NotFound):
        save_synonym(make_goods().keeper, ["a1", "b1"], saved.id)


def test_a_search_without_result_is_one_row_however_it_is_asked(goods: Goods) -> None:
    for asked in ("猫粮", " 貓糧 ", "猫粮", "狗粮"):
        note_empty_search(goods.buyer, asked)
    note_empty_search(goods.buyer, "  ")
    note_empty_search(make_goods().buyer, "猫粮")
    with acting(goods.keeper):
        found = empty_searches(goods.keeper)
        assert [(each.asked, each.times) for each in found] == [("猫粮", 3), ("狗粮", 1)]
    forget_search(goods.keeper, found[0].id)
    with acting(goods.keeper):
        assert [each.asked for each in empty_searches(goods.keeper)] == ["狗粮"]
    with pytest.raises(NotFound):
        forget_search(goods.keeper, found[0].id)
    with pytest.raises(NotAllowed):
        forget_search(goods.buyer, found[1].id)


def test_no_more_searches_are_kept_than_there_is_room_for(goods: Goods, monkeypatch) -> None:
    monkeypatch.setattr("dinghuo.catalogue.actions.wording.note_empty_search.MOST_KEPT", 2)
    assert MOST_KEPT > 2
    for asked in ("one", "two", "three", "one"):
        note_empty_search(goods.buyer, asked)
    with acting(goods.keeper):
        assert [(each.asked, each.times) for each in empty_searches(goods.keeper)] == [("one", 2), ("two", 1)]


def test_searches_nobody_repeats_are_forgotten(goods: Goods) -> None:
    note_empty_search(goods.buyer, "old")
    note_empty_search(goods.buyer, "new")
    with acting(goods.system), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalogue_emptysearch SET last_at = last_at - interval '91 days' WHERE form = 'old'"
        )
    forget_searches(0)
    with acting(goods.keeper):
        assert [each.asked for each in empty_searches(goods.keeper)] == ["new"]


def test_two_who_ask_at_once_are_counted_both(open_goods: Goods) -> None:
    def ask() -> None:
        note_empty_search(open_goods.buyer, "猫粮")
        connection.close()

    askers = [threading.Thread(target=ask) for _each in range(4)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    with acting(open_goods.keeper):
        [found] = EmptySearch.objects.filter(market_id=open_goods.keeper.market_id)
    assert found.times == 4


def test_a_buyer_keeps_its_own_codes(goods: Goods) -> None:
    goods.load(goods.row("A", "可乐"), goods.row("B", "雪碧"), goods.row("C", "芬达"))
    buyer = purchaser(goods)
    assert save_customer_codes(buyer, [CodeRow("A", "x-1", "红罐"), CodeRow("B", "x-2")]) == 2
    with acting(goods.keeper):
        assert [each.kind for each in timeline_of(goods.keeper, buyer.organisation_id)][-1:] == [
            "customer_codes.saved"
        ]
    # Two codes that change places, one that stays, one that goes.
    assert save_customer_codes(buyer, [CodeRow("A", "x-2", "红罐"), CodeRow("B", "x-1")]) == 2
    assert save_customer_codes(buyer, [CodeRow("A", "x-2", "红罐"), CodeRow("C", "")]) == 0
    with acting(buyer):
        found = customer_codes(buyer, buyer.organisation_id)
        assert [(row.code, row.sku, row.name) for row in found.items] == [
            ("x-1", "B", ""),
            ("x-2", "A", "红罐"),
        ]
        assert [row.sku for row in customer_codes(buyer, buyer.organisation_id, "红").items] == ["A"]
        page = customer_codes(buyer, buyer.organisation_id, limit=1)
        assert [row.code for row in customer_codes(buyer, buyer.organisation_id, after=page.next).items] == [
            "x-2"
        ]
    save_customer_codes(goods.keeper, [CodeRow("A", "")], buyer.organisation_id)
    with acting(buyer):
        assert [row.sku for row in customer_codes(buyer, buyer.organisation_id).items] == ["B"]


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        ([CodeRow("Z", "1")], [("codes.0.sku", "unknown")]),
        ([CodeRow("A", "1"), CodeRow("A", "2")], [("codes.0.sku", "twice"), ("codes.1.sku", "twice")]),
        ([CodeRow("A", "1"), CodeRow("B", "１")], [("codes.0.code", "twice"), ("codes.1.code", "twice")]),
        ([CodeRow("A", "c")], [("codes.0.code", "taken")]),
        (
            [CodeRow("A", "1" * 61), CodeRow("B", "2", "n" * 241)],
            [("codes.0.code", "too-long"), ("codes.1.name", "too-long")],
        ),
        ([CodeRow("A", "1")] * 5001, [("codes", "too-many")]),
    ],
)
def test_codes_that_are_wrong(goods: Goods, rows: list[CodeRow], faults: list) -> None:
    goods.load(goods.row("A"), goods.row("B"), goods.row("C"))
    buyer = purchaser(goods)
    save_customer_codes(buyer, [CodeRow("C", "C")])
    with pytest.raises(Invalid) as refused:
        save_customer_codes(buyer, rows)
    assert [(fault.path, fault.code) for fault in refused.value.faults] == faults


def test_nobody_else_sees_or_keeps_them(goods: Goods) -> None:
    goods.load(goods.row("A"))
    buyer = purchaser(goods)
    other = member_of(goods.system, goods.rival, *CODES)
    save_customer_codes(buyer, [CodeRow("A", "mine")])
    with acting(other):
        assert customer_codes(other, buyer.organisation_id).items == []
        assert own_codes(other, buyer.organisation_id, [goods.page("A").items[0].variant_id]) == {}
    assert goods.skus("mine") == []
    with pytest.raises(NotFound):
        save_customer_codes(other, [CodeRow("A", "theirs")], buyer.organisation_id)
    with pytest.raises(NotAllowed):
        save_customer_codes(goods.buyer, [CodeRow("A", "x")])
