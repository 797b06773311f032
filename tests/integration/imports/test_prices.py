"""Prices by sheet: previewed by row and column, written by chunk, taken back while nothing has been put over them."""

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotAllowed, NotFound
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.actions.imports.apply_import import apply_import
from dinghuo.integration.actions.imports.map_columns import map_columns
from dinghuo.integration.actions.imports.repair_rows import repair_rows
from dinghuo.integration.actions.imports.start_import import start_import
from dinghuo.integration.actions.imports.undo_import import undo_import
from dinghuo.integration.errors import ImportElsewhere, NothingToImport
from dinghuo.integration.rules.sheets.sheets import SHEETS
from dinghuo.integration.states import ImportKind
from dinghuo.pricing.actions.put_price import PriceInput, put_price
from dinghuo.pricing.actions.save_price_list import ListInput, save_price_list
from dinghuo.pricing.actions.set_bands import BandInput, set_bands
from dinghuo.pricing.states import ListKind, ListState
from tests.integration.imports.bring import Bringing, book

pytestmark = pytest.mark.django_db
HEAD = ("SKU", "价格", "Unit")


@pytest.fixture
def bringing(drain):
    return Bringing(drain)


def test_the_preview_says_new_changed_unchanged_and_wrong(bringing):
    found = bringing.bring(
        "prices",
        book(
            HEAD,
            ("A1", 11, "瓶"),
            ("A2", "10.00", ""),
            ("A2", 5, "箱"),
            ("NONE", 1, "瓶"),
            ("A1", "ten", "瓶"),
        ),
    )
    assert found.state == "previewed"
    assert bringing.states(found) == {2: "changed", 3: "unchanged", 4: "wrong", 5: "wrong", 6: "wrong"}
    assert bringing.faults(found) == {
        4: [("unit", "unknown")],
        5: [("sku", "unknown")],
        6: [("amount", "number")],
    }
    assert found.counts == {"changed": 1, "unchanged": 1, "wrong": 3}
    assert bringing.rows(found)[0].before == {"amount": "10"}
    assert bringing.prices("A1") == [("10.00", True)]


def test_another_currency_is_told_by_row_and_the_least_quantity_is_read_by_its_usual_name(bringing):
    head = ("SKU", "价格", "起订量", "币种")
    rows = (("A1", 11, 5, "USD"), ("A1", 11, 6, "cny"), ("A1", 11, 7, "人民币"), ("A1", 11, 8, ""))
    found = bringing.bring("prices", book(head, *rows))
    assert bringing.states(found) == {2: "wrong", 3: "new", 4: "new", 5: "new"}
    assert bringing.faults(found) == {2: [("currency", "other-currency")]}


def test_applied_it_is_on_the_list_and_history_stays(bringing):
    found = bringing.bring("prices", book(HEAD, ("A1", 11, None), ("A2", "x", None)))
    apply_import(bringing.actor, found.id)
    bringing.drain()
    after = bringing.look(found)
    assert (after.state, after.counts["written_changed"], after.counts["wrong"]) == ("applied", 1, 1)
    assert bringing.prices("A1") == [("10.00", False), ("11.00", True)]
    with acting(bringing.world.system):
        kinds = EventRow.objects.filter(subject_id=found.id).order_by("id").values_list("kind", flat=True)
        assert list(kinds) == ["import.uploaded", "import.applied"]


def test_undone_the_old_price_counts_again(bringing):
    found = bringing.bring("prices", book(HEAD, ("A1", 11, None)))
    apply_import(bringing.actor, found.id)
    bringing.drain()
    undo_import(bringing.actor, found.id)
    bringing.drain()
    assert bringing.look(found).state == "undone"
    assert bringing.prices("A1") == [("10.00", False), ("11.00", False), ("10.00", True)]


def test_it_is_not_undone_where_a_price_was_put_over_it(bringing):
    found = bringing.bring("prices", book(HEAD, ("A1", 11, None), ("A2", 12, None)))
    apply_import(bringing.actor, found.id)
    bringing.drain()
    put_price(bringing.actor, bringing.list, PriceInput("A2", Decimal(13)))
    undo_import(bringing.actor, found.id)
    bringing.drain()
    after = bringing.look(found)
    assert after.state == "applied"
    assert after.refusal == "Rows 3 have been changed or used since. Nothing was undone."
    assert bringing.prices("A1")[-1] == ("11.00", True)


def test_a_price_that_changed_after_the_preview_is_left_out(bringing):
    found = bringing.bring("prices", book(HEAD, ("A1", 11, None), ("A2", 12, None)))
    put_price(bringing.actor, bringing.list, PriceInput("A2", Decimal(13)))
    apply_import(bringing.actor, found.id)
    bringing.drain()
    assert bringing.faults(found) == {3: [("amount", "changed-since")]}
    assert bringing.look(found).counts == {"changed": 1, "wrong": 1, "written_changed": 1}
    assert bringing.prices("A2")[-1] == ("13.00", True)


@pytest.mark.parametrize("chunk", [10_000, 1])
def test_rows_that_contradict_each_other_are_all_named_with_the_others_number(bringing, monkeypatch, chunk):
    """Whether they are read together or apart; nobody knows which is right, so none is written."""
    monkeypatch.setitem(SHEETS, ImportKind.PRICES, replace(SHEETS[ImportKind.PRICES], chunk=chunk))
    rows = (("A1", 11, "瓶"), ("A2", 12, None), ("A1", 12, None), ("A2", 12, "瓶"), ("A2", 50, "箱"))
    found = bringing.bring("prices", book(HEAD, *rows))
    assert bringing.faults(found) == {
        2: [("amount", "contradicts")],
        4: [("amount", "contradicts")],
        5: [("sku", "twice")],
        6: [("unit", "unknown")],
    }
    assert [row.faults[0][2][:5] for row in bringing.rows(found) if row.faults][:3] == [
        "Row 4",
        "Row 2",
        "Row 3",
    ]
    assert found.counts == {"wrong": 4, "changed": 1}
    repair_rows(bringing.actor, found.id, {(4, "amount"): "11"})
    bringing.drain()
    assert bringing.states(found)[2] == "changed"
    apply_import(bringing.actor, found.id)
    bringing.drain()
    assert [bringing.prices(sku)[-1] for sku in ("A1", "A2")] == [("11.00", True), ("12.00", True)]


def test_rows_for_different_times_do_not_contradict_each_other(bringing):
    head = ("SKU", "价格", "生效日期", "失效日期")
    rows = (
        ("A1", 11, "2030-01-01", "2030-01-31"),
        ("A1", 12, "2030-02-01", ""),
        ("A1", 13, "2030-01-31", ""),
    )
    found = bringing.bring("prices", book(head, *rows))
    assert bringing.faults(found) == {2: [("amount", "contradicts")], 4: [("amount", "contradicts")]}


def test_what_is_over_is_named_by_row(bringing):
    """A last day that has passed, with a first day or without, and a list that has ended or counts no more."""
    yesterday = now() - timedelta(days=1)
    code = bringing.world.buyer.code
    for told in (
        ListInput("over", "Over", ListKind.CUSTOMER, "CNY", buyer=code, valid_to=yesterday),
        ListInput("off", "Off", ListKind.CUSTOMER, "CNY", buyer=code, state=ListState.WITHDRAWN),
    ):
        save_price_list(bringing.actor, told)
    head = ("SKU", "价格", "生效日期", "失效日期", "价格表")
    found = bringing.bring(
        "prices",
        book(
            head,
            ("A1", 11, "", "2020-12-31", ""),
            ("A1", 11, "2020-01-01", "2020-12-31", ""),
            ("A1", 11, "2020-12-31", "2020-01-01", ""),
            ("A1", 11, "", "9999-12-31", ""),
            ("A2", 11, "", "", "over"),
            ("A2", 11, "", "", "off"),
            ("A2", 11, "0001-01-01", "", ""),
        ),
    )
    assert bringing.faults(found) == {
        2: [("valid_to", "past")],
        3: [("valid_to", "expired")],
        4: [("valid_to", "before-start")],
        6: [("list", "list-over")],
        7: [("list", "list-off")],
        8: [("valid_from", "day")],
    }
    assert bringing.states(found)[5] == "changed"


def test_every_fault_of_a_row_is_named_at_once(bringing):
    head = ("SKU", "价格", "Unit", "起订量", "币种", "失效日期")
    rows = (
        ("NONE", "ten", "袋", -1, "USD", "2020-01-01"),
        ("A1", -5, "袋", 0, "EUR", ""),
        ("A1", "元", "", "", "", ""),
    )
    found = bringing.bring("prices", book(head, *rows))
    faults = {row: set(told) for row, told in bringing.faults(found).items()}
    assert faults == {
        2: {
            ("amount", "number"),
            ("sku", "unknown"),
            ("min_quantity", "positive"),
            ("currency", "other-currency"),
            ("valid_to", "past"),
        },
        3: {
            ("unit", "unknown"),
            ("amount", "positive"),
            ("min_quantity", "positive"),
            ("currency", "other-currency"),
        },
        4: {("amount", "needed")},
    }


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_what_is_wrong_is_told_with_the_fix_in_every_language(bringing, language):
    """Unknown unit, wrong currency, less than nothing, a hundred times as much, over, and twice."""
    head = ("SKU", "价格", "Unit", "币种", "失效日期")
    rows = (
        ("A1", 11, "袋", "", ""),
        ("A1", 11, "", "USD", ""),
        ("A1", -1, "", "", ""),
        ("A2", 1000, "", "", ""),
        ("A1", 11, "", "", "2020-01-01"),
        ("00123", 11, "", "", ""),
        ("00123", 12, "", "", ""),
    )
    with translation.override(language):
        found = bringing.bring("prices", book(head, *rows))
    told = [words for row in bringing.rows(found) for _column, _code, words in row.faults]
    assert len(told) == 8
    for words in told:
        plain = re.sub("[A-Z]{3}|袋|瓶|A1|A2", "", words)
        assert bool(re.search("[\u4e00-\u9fff]", plain)) is (language != "en"), words


def test_it_is_read_as_people_write_it(bringing):
    """Full-width digits, spaces, lost zeros, a code in small letters, a title above, three kinds of day."""
    found = bringing.bring(
        "prices",
        book(
            ("Prices for spring", None, None, None),
            ("货号", "含税单价（元）", "生效日期", "备注"),
            ("　Ａ１ ", "１２．３４", date(2030, 1, 1), "a"),
            (123, "￥12", "2030年1月1日", ""),
            ("a2", 12.3, 47484, ""),
        ),
    )
    assert bringing.faults(found) == {}
    assert found.columns == ["sku", "amount", "valid_from", ""]
    assert bringing.states(found) == {3: "changed", 4: "changed", 5: "changed"}
    apply_import(bringing.actor, found.id)
    bringing.drain()
    assert [bringing.prices(sku)[-1] for sku in ("A1", "00123", "A2")] == [
        ("12.34", True),
        ("12.00", True),
        ("12.30", True),
    ]


def test_columns_that_nobody_knows_are_asked_for_and_remembered(bringing):
    content = book(("Art.", "Kostet"), ("A1", 11))
    found = bringing.bring("prices", content)
    assert (found.state, found.headings, found.columns) == ("uploaded", ["Art.", "Kostet"], ["", ""])
    map_columns(bringing.actor, found.id, ["sku", "amount"])
    bringing.drain()
    assert bringing.look(found).state == "previewed"
    again = bringing.bring("prices", content)
    assert again.state == "previewed"


def test_a_wrong_cell_is_repaired_in_the_preview(bringing):
    found = bringing.bring("prices", book(HEAD, ("A1", "ten", None), ("A3", 12, None)))
    with pytest.raises(NothingToImport):
        apply_import(bringing.actor, found.id)
    repair_rows(bringing.actor, found.id, {(2, "amount"): "10.5", (3, "sku"): "A2"})
    bringing.drain()
    after = bringing.look(found)
    assert (after.state, after.counts) == ("previewed", {"changed": 2})


def test_it_stays_with_who_may(bringing):
    with pytest.raises(NotAllowed):
        start_import(bringing.world.purchaser.actor, ImportKind.PRICES, "a.csv", b"SKU,Price\n")
    found = bringing.bring("prices", book(HEAD, ("A1", 11, None)))
    with pytest.raises(NotFound):
        apply_import(bringing.world.purchaser.actor, found.id)
    apply_import(bringing.actor, found.id)
    with pytest.raises(ImportElsewhere):
        apply_import(bringing.actor, found.id)


def test_somebody_elses_list_is_unknown(bringing):
    found = bringing.bring("prices", book(HEAD, ("A1", 11, None)), list="other")
    assert bringing.faults(found) == {2: [("list", "unknown-list")]}


def test_a_slip_is_asked_about_by_its_row_and_counts_once_somebody_means_it(bringing):
    """A point too far: a hundred times the price until now, beside a tenth that is meant and said to be so."""
    found = bringing.bring(
        "prices",
        book((*HEAD, "价格无误"), ("A1", 1000, "瓶", ""), ("A2", "0.50", "瓶", "是"), ("A2", 0, "瓶", "")),
    )
    states = bringing.states(found)
    assert (states[2], states[3]) == ("wrong", "changed")
    assert bringing.faults(found)[2] == [("amount", "absurd"), ("meant", "say-so")]
    again = repair_rows(bringing.actor, found.id, {(2, "meant"): "yes"})
    bringing.drain()
    assert bringing.states(bringing.look(again))[2] == "changed"


def test_a_sheet_without_the_column_is_asked_too_and_gets_it_by_the_repair(bringing):
    found = bringing.bring("prices", book(HEAD, ("A1", 1000, "瓶"), ("A2", 11, "瓶")))
    assert bringing.states(found) == {2: "wrong", 3: "changed"}
    [row] = [each for each in bringing.rows(found) if each.position == 2]
    assert "10.00" in row.faults[0][2]
    repair_rows(bringing.actor, found.id, {(2, "amount"): "10.50"})
    bringing.drain()
    assert bringing.states(found)[2] == "changed"
    repair_rows(bringing.actor, found.id, {(2, "amount"): "1000", (2, "meant"): "yes"})
    bringing.drain()
    apply_import(bringing.actor, found.id)
    bringing.drain()
    assert bringing.prices("A1")[-1] == ("1000.00", True)


def test_a_price_outside_its_lists_band_is_named_in_the_preview_and_kept_out(bringing):
    who, key = bringing.actor, bringing.list
    save_price_list(who, ListInput("low", "Low", ListKind.CUSTOMER, "CNY", buyer=bringing.world.buyer.code))
    set_bands(who, "low", key, [BandInput("", Decimal(90), Decimal(110))])
    found = bringing.bring("prices", book(HEAD, ("A1", 11, "瓶"), ("A2", 12, "瓶")), list="low")
    assert bringing.faults(found) == {3: [("amount", "outside-band")]}
