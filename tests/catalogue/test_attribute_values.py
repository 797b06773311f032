"""Values of attributes are read from what people write, and anything else is told apart."""

from datetime import date

import pytest

from dinghuo.catalogue.rules.attributes import AttributeRow, Choice, Wrong, key_of, read_value, traits
from dinghuo.catalogue.rules.ready_sets import ready_sets
from dinghuo.catalogue.rules.told import variant_name, variant_names
from dinghuo.catalogue.states import AttributeKind

COLOURS = [Choice("navy", "藏青", {"en": "Navy"}, "#2d3e5f"), Choice("red", "红色", {"en": "Red"})]


def row(kind: str, **columns) -> AttributeRow:
    return AttributeRow("it", "It", AttributeKind(kind), **columns)


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("text", "  棉 ", "棉"),
        ("text", "", None),
        ("number", "１,２００．５0", "1200.5"),
        ("number", 3, "3"),
        ("number", "1e3", "1000"),
        ("number", "12 cm", Wrong("number")),
        ("number", "NaN", Wrong("number")),
        ("choice", "navy", "navy"),
        ("choice", "藏青", "navy"),
        ("choice", "NAVY", "navy"),
        ("choice", "blue", Wrong("choice")),
        ("choices", "红色、navy", ["navy", "red"]),
        ("choices", ["red", "red"], ["red"]),
        ("choices", "red,blue", Wrong("choice")),
        ("choices", [], None),
        ("date", "2026-11-30", "2026-11-30"),
        ("date", date(2026, 11, 30), "2026-11-30"),
        ("date", "30.11.2026", Wrong("day")),
        ("yes-no", "是", True),
        ("yes-no", False, False),
        ("yes-no", "maybe", Wrong("yes-no")),
        ("file", "catalogue/ab/cd.pdf", "catalogue/ab/cd.pdf"),
        ("file", "../secret", Wrong("file")),
    ],
)
def test_a_value_is_read(kind: str, raw: object, value: object) -> None:
    found = read_value(row(kind, choices=COLOURS), raw)
    assert (found, type(found)) == (value, type(value))


def test_what_is_kept_stays_as_it_is() -> None:
    for kind, raw in (
        ("number", "1200.50"),
        ("choices", "red,navy"),
        ("yes-no", "no"),
        ("date", "2026-01-02"),
    ):
        attribute = row(kind, choices=COLOURS)
        kept = read_value(attribute, raw)
        assert read_value(attribute, kept) == kept


def test_traits_are_what_lists_are_filtered_by() -> None:
    told = {"colour": ["navy", "red"], "sterile": True, "length": "12", "note": "x" * 80}
    assert traits(told) == ["colour=navy", "colour=red", "sterile=yes", "length=12"]


def test_a_variant_is_named_in_each_language() -> None:
    axes = {"colour": row("choice", choices=COLOURS), "length": row("number", unit="mm")}
    options = {"colour": "navy", "length": "12"}
    assert variant_name("衬衫", options, axes) == "衬衫 藏青 12 mm"
    assert variant_names("衬衫", {}, options, axes) == {"en": "衬衫 Navy 12 mm"}
    assert variant_names("衬衫", {"en": "Shirt"}, options, axes) == {"en": "Shirt Navy 12 mm"}


@pytest.mark.parametrize(
    ("name", "key"), [("保质期", "bao-zhi-qi"), ("Shelf life!", "shelf-life"), ("＊", "")]
)
def test_a_key_is_made_of_a_name(name: str, key: str) -> None:
    assert key_of(name) == key


def test_ready_sets_are_told_in_three_languages() -> None:
    sets = ready_sets()
    assert set(sets) == {"generic", "apparel", "food", "hardware", "medical", "tags"}
    for names, attributes in sets.values():
        assert set(names) == {"zh-hans", "zh-hant", "en"}
        assert len({each.key for each in attributes}) == len(attributes)
        assert sum(each.axis for each in attributes) <= 3
        for each in attributes:
            assert set(each.names) == {"zh-hans", "zh-hant", "en"}
            assert all(set(one.names) == {"zh-hans", "zh-hant", "en"} for one in each.choices)
