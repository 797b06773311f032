"""Sellers describe products, the operator looks at them; buyers see a change only once it is approved."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.catalogue.actions.attributes.save_attribute import save_attribute
from dinghuo.catalogue.actions.versions.approve_version import approve_version
from dinghuo.catalogue.actions.versions.reject_version import reject_version
from dinghuo.catalogue.actions.versions.save_draft import save_draft
from dinghuo.catalogue.actions.versions.submit_products import submit_products
from dinghuo.catalogue.errors import NothingChanged, ProductOfOthers, VersionDecided
from dinghuo.catalogue.models import ProductVersion
from dinghuo.catalogue.queries.described import described
from dinghuo.catalogue.queries.versions import count_to_review, open_version, version, versions
from dinghuo.catalogue.rules.content import content_of, differences, row_of_content
from dinghuo.catalogue.rules.rows import OfferRow, VariantRow
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from tests.catalogue.conftest import BOX, Goods
from tests.catalogue.test_attributes import LIFE, TASTE, tastes
from tests.makers.trade import member_of


def seller_of(goods: Goods) -> Actor:
    return member_of(goods.system, goods.seller, "catalogue.submit_product")


def test_buyers_see_a_new_product_once_it_is_approved(goods: Goods) -> None:
    seller = seller_of(goods)
    [waiting] = submit_products(seller, [goods.row("A", "Water", state=None)])
    assert goods.skus() == []
    with acting(goods.keeper):
        assert count_to_review(goods.keeper) == 1
        sheet = version(goods.keeper, waiting)
        assert (sheet.is_new, sheet.row.name) == (True, "Water")
    approve_version(goods.keeper, waiting)
    assert goods.skus("water") == ["A"]
    with acting(goods.keeper):
        kinds = EventRow.objects.filter(kind__startswith="version.").order_by("id")
        told = [(kind, goods.seller.id in parties) for kind, parties in kinds.values_list("kind", "parties")]
        assert told == [("version.submitted", True), ("version.approved", True)]
        assert count_to_review(goods.keeper) == 0


def test_an_edit_changes_nothing_until_it_is_approved_and_tells_the_difference(goods: Goods) -> None:
    save_attribute(goods.keeper, "food", LIFE)
    save_attribute(goods.keeper, "drinks", TASTE)
    seller = seller_of(goods)
    [first] = submit_products(seller, [tastes(goods, "S", "plain", "lemon", attributes={"life": 30})])
    approve_version(goods.keeper, first)
    row = tastes(goods, "S", "lemon", attributes={"life": 60}, tax_rate=Decimal("0.09"))
    variants = [*(replace(each, packs=[BOX]) for each in row.variants)]
    [second] = submit_products(seller, [replace(row, variants=variants)])
    assert set(goods.skus()) == {"S-plain", "S-lemon"}
    with acting(goods.keeper):
        changes = version(goods.keeper, second).changes
    told = [(each.sku, each.field, each.before, each.after) for each in changes]
    assert sorted(told, key=lambda each: each[:2]) == [
        ("", "attributes.life", "30", "60"),
        ("", "tax_rate", "0", "0.09"),
        ("S-lemon", "packs.箱", None, "24"),
        ("S-plain", "variant", {"taste": "plain"}, None),
    ]
    approve_version(goods.keeper, second)
    assert goods.skus() == ["S-lemon"]
    with acting(goods.keeper):
        # What it was then stays to be read.
        assert len(version(goods.keeper, second).changes) == 4
        assert [each.number for each in versions(goods.keeper, ["approved"]).items] == [2, 1]


def test_it_is_sent_back_with_the_reason_and_submitted_again(goods: Goods) -> None:
    seller = seller_of(goods)
    [waiting] = submit_products(seller, [goods.row("A")])
    for reason in ("", "  ", "x" * 1001):
        with pytest.raises(Invalid):
            reject_version(goods.keeper, waiting, reason)
    reject_version(goods.keeper, waiting, "No picture")
    with acting(seller):
        found = open_version(seller, "A")
        assert (found.state, found.reason) == ("rejected", "No picture")
    for decide in (
        lambda: approve_version(goods.keeper, waiting),
        lambda: reject_version(goods.keeper, waiting, "x"),
    ):
        with pytest.raises(VersionDecided):
            decide()
    [again] = submit_products(seller, [goods.row("A", "Better")])
    with acting(seller):
        assert (open_version(seller, "A").number, open_version(seller, "A").id) == (2, again)
    assert goods.skus() == []


def test_a_draft_keeps_what_is_not_right_yet(goods: Goods) -> None:
    save_attribute(goods.keeper, "food", replace(LIFE, required=True))
    seller = seller_of(goods)
    unfinished = goods.row("A", attributes={"life": "soon"}, base_unit="")
    save_draft(seller, unfinished)
    save_draft(seller, replace(unfinished, name="Renamed"))
    with acting(seller):
        [kept] = versions(seller, ["draft"]).items
        assert (kept.name, kept.number) == ("Renamed", 1)
        assert open_version(seller, "A").content["attributes"] == {"life": "soon"}
    with pytest.raises(Invalid) as raised:
        submit_products(seller, [unfinished])
    assert {fault.path for fault in raised.value.faults} == {
        "products.0.attributes.life",
        "products.0.base_unit",
    }
    with pytest.raises(Invalid) as raised:
        save_draft(seller, replace(unfinished, code="", name=" ", category=""))
    assert len(raised.value.faults) == 3


def test_what_waits_is_changed_by_submitting_anew_or_taken_back_as_a_draft(goods: Goods) -> None:
    seller = seller_of(goods)
    [first] = submit_products(seller, [goods.row("A")])
    [second] = submit_products(seller, [goods.row("A", "Better")])
    assert first == second
    save_draft(seller, goods.row("A", "Best"))
    with pytest.raises(VersionDecided):
        approve_version(goods.keeper, first)


def test_what_buyers_see_already_is_not_submitted(goods: Goods) -> None:
    seller = seller_of(goods)
    rows = [goods.row("A"), goods.row("B")]
    for each in submit_products(seller, rows):
        approve_version(goods.keeper, each)
    with pytest.raises(NothingChanged):
        submit_products(seller, rows)
    assert len(submit_products(seller, [rows[0], goods.row("B", "Better")])) == 1


def test_a_seller_describes_its_own_alone(goods: Goods) -> None:
    seller, rival = seller_of(goods), member_of(goods.system, goods.rival, "catalogue.submit_product")
    [first] = submit_products(seller, [goods.row("A")])
    taken = goods.row("A", "Mine", variants=[VariantRow("A", offers=[OfferRow(goods.rival.id)])])
    [second] = submit_products(rival, [taken])
    with acting(rival):
        with pytest.raises(NotFound):
            version(rival, first)
        assert [each.id for each in versions(rival, ["submitted"]).items] == [second]
        assert ProductVersion.objects.count() == 1
    approve_version(goods.keeper, first)
    with pytest.raises(ProductOfOthers):
        approve_version(goods.keeper, second)
    with pytest.raises(NotAllowed):
        submit_products(rival, [taken])
    with pytest.raises(Invalid):
        submit_products(rival, [goods.row("B")])


def test_it_is_looked_at_again_when_it_is_approved(goods: Goods) -> None:
    [waiting] = submit_products(seller_of(goods), [goods.row("A")])
    save_attribute(goods.keeper, "food", replace(LIFE, required=True))
    with pytest.raises(Invalid):
        approve_version(goods.keeper, waiting)
    with acting(goods.keeper):
        assert ProductVersion.objects.get().state == "submitted"
    assert goods.skus() == []


def test_it_needs_the_grant(goods: Goods) -> None:
    seller = seller_of(goods)
    nobody = member_of(goods.system, goods.seller, "catalogue.see_products")
    [waiting] = submit_products(seller, [goods.row("A")])
    for forbidden in (
        lambda: save_draft(nobody, goods.row("A")),
        lambda: submit_products(nobody, [goods.row("A")]),
        lambda: approve_version(seller, waiting),
        lambda: reject_version(seller, waiting, "why"),
        lambda: versions(nobody, ["draft"]),
    ):
        with pytest.raises(NotAllowed):
            forbidden()


def test_statements_do_not_grow_with_products(goods: Goods) -> None:
    counts = []
    for number in (1, 60):
        with CaptureQueriesContext(connection) as statements:
            submit_products(seller_of(goods), [goods.row(f"N{number}-{i}") for i in range(number)])
        counts.append(len(statements))
    assert counts[0] == counts[1] < 40


def test_approved_and_sent_back_at_once(open_goods: Goods, two_at_once) -> None:
    goods = open_goods
    [waiting] = submit_products(seller_of(goods), [goods.row("A")])
    outcomes = two_at_once(
        lambda: approve_version(goods.keeper, waiting), lambda: reject_version(goods.keeper, waiting, "no")
    )
    assert sum(isinstance(each, VersionDecided) for each in outcomes) == 1


def test_what_is_written_comes_back_the_same(goods: Goods) -> None:
    terms = goods.offer(minimum=Decimal(24), multiple=Decimal(12), lead_time_days=3, backorder_allowed=True)
    variants = [VariantRow("A", "Goods A", gtin="4006381333931", packs=[BOX], offers=[terms], image="x.webp")]
    row = goods.row("A", names={"en": "A"}, description="好", images=["a.webp"], variants=variants)
    assert row_of_content(content_of(row)) == replace(row, state=None, adds_pictures=False)
    goods.load(row)
    with acting(goods.keeper):
        found = described(goods.keeper, ["A", "nothing"])
    assert list(found) == ["A"]
    assert differences(content_of(row), content_of(found["A"])) == []
