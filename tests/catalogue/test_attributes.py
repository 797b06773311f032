"""Categories say what their goods say of themselves; products are held to it, and lists are filtered by it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.catalogue.actions.attributes.add_file import add_file
from dinghuo.catalogue.actions.attributes.add_ready_set import add_ready_set
from dinghuo.catalogue.actions.attributes.remove_attribute import remove_attribute
from dinghuo.catalogue.actions.attributes.save_attribute import save_attribute
from dinghuo.catalogue.actions.save_assortment import AssortmentLine
from dinghuo.catalogue.actions.save_brand import save_brand
from dinghuo.catalogue.actions.save_product import save_product
from dinghuo.catalogue.errors import AttributeInUse
from dinghuo.catalogue.models import Attribute, Offer, Product, Variant
from dinghuo.catalogue.queries.facets import facets
from dinghuo.catalogue.queries.list_products import Wanted
from dinghuo.catalogue.queries.product import product
from dinghuo.catalogue.queries.templates import templates_of
from dinghuo.catalogue.rules.attributes import AttributeRow, Choice
from dinghuo.catalogue.rules.rows import VariantRow
from dinghuo.catalogue.states import AssortmentKind, AttributeKind
from dinghuo.catalogue.steps.refresh_listings import refresh_listings
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from tests.catalogue.conftest import Goods, shop_shows
from tests.makers.trade import member_of

TASTE = AttributeRow(
    "taste",
    "口味",
    AttributeKind.CHOICE,
    {"en": "Taste"},
    choices=[Choice("plain", "原味", {"en": "Plain"}), Choice("lemon", "柠檬", {"en": "Lemon"}, "#e0d040")],
    filterable=True,
    axis=True,
)
LIFE = AttributeRow("life", "保质期", AttributeKind.NUMBER, {"en": "Shelf life"}, unit="天", filterable=True)
ORGANIC = AttributeRow("organic", "有机", AttributeKind.YES_NO, filterable=True)


def faults_of(raised: pytest.ExceptionInfo[Invalid]) -> set[tuple[str, str]]:
    return {(fault.path, fault.code) for fault in raised.value.faults}


def tastes(goods: Goods, code: str, *values: str, **columns):
    variants = [
        VariantRow(f"{code}-{value}", options={"taste": value}, offers=[goods.offer()]) for value in values
    ]
    return goods.row(code, "汽水", variants=variants, **columns)


def counted(goods: Goods, **wanted) -> dict[str, dict[str, int]]:
    with acting(goods.buyer):
        found = facets(goods.buyer, None, Wanted(**wanted))
    return {each.attribute.key: dict(each.values) for each in found.attributes}


def test_a_category_has_what_is_above_it(goods: Goods) -> None:
    save_attribute(goods.keeper, "", ORGANIC)
    save_attribute(goods.keeper, "food", LIFE)
    save_attribute(goods.keeper, "water", TASTE)
    with acting(goods.keeper):
        found = templates_of(goods.keeper, ["water", "drinks", "apparel"])
    assert [each.key for each in found["water"].attributes] == ["organic", "life", "taste"]
    assert [each.from_category for each in found["water"].attributes] == ["", "food", "water"]
    assert [each.key for each in found["drinks"].attributes] == ["organic", "life"]
    assert [each.key for each in found["apparel"].attributes] == ["organic"]


def test_products_are_held_to_it_and_every_fault_is_told(goods: Goods) -> None:
    save_attribute(goods.keeper, "food", replace(LIFE, required=True))
    save_attribute(goods.keeper, "drinks", TASTE)
    variants = [VariantRow("A-1", options={"taste": "mud"}), VariantRow("A-2", options={"colour": "red"})]
    rows = [
        goods.row("A", variants=variants, attributes={"life": "long", "made-by": "hand"}),
        goods.row("B"),
        tastes(goods, "C", "lemon", "柠檬", attributes={"life": 30}),
    ]
    with pytest.raises(Invalid) as raised:
        goods.load(*rows)
    assert faults_of(raised) == {
        ("products.0.attributes.life", "number"),
        ("products.0.attributes.made-by", "unknown"),
        ("products.0.attributes.life", "required"),
        ("products.0.variants.0.options.taste", "choice"),
        ("products.0.variants.1.options.colour", "unknown"),
        ("products.1.attributes.life", "required"),
        ("products.2.variants.0.options", "twice"),
        ("products.2.variants.1.options", "twice"),
    }


def test_values_are_kept_in_one_form_and_name_the_variants(goods: Goods) -> None:
    save_attribute(goods.keeper, "food", LIFE)
    save_attribute(goods.keeper, "drinks", TASTE)
    goods.load(tastes(goods, "S", "柠檬", "plain", names={"en": "Soda"}, attributes={"life": "０30"}))
    with acting(goods.buyer):
        assert Product.objects.get(code="S").attributes == {"life": "30"}
        variant = Variant.objects.get(sku="S-柠檬")
        assert (variant.options, variant.name, variant.names) == (
            {"taste": "lemon"},
            "汽水 柠檬",
            {"en": "Soda Lemon"},
        )
        sheet = product(goods.buyer, None, "S-柠檬")
    assert [(each.attribute.name, each.value) for each in sheet.particulars] == [("保质期", "30")]
    [axis] = sheet.item.axes
    assert (axis.name, axis.word, axis.words["en"], axis.swatch) == ("口味", "柠檬", "Lemon", "#e0d040")


def test_without_a_template_particulars_come_as_they_are(goods: Goods) -> None:
    goods.load(goods.row("A", attributes={"净含量": "550ml"}))
    with acting(goods.buyer):
        [particular] = product(goods.buyer, None, "A").particulars
    assert (particular.key, particular.attribute, particular.value) == ("净含量", None, "550ml")


def test_lists_are_filtered_and_counted(goods: Goods) -> None:
    for category, attribute in (("food", LIFE), ("drinks", TASTE), ("", ORGANIC)):
        save_attribute(goods.keeper, category, attribute)
    save_brand(goods.keeper, "nongfu", "农夫山泉")
    goods.load(
        tastes(goods, "A", "lemon", "plain", attributes={"life": 30, "organic": True}, brand="nongfu"),
        tastes(goods, "B", "plain", attributes={"life": 30}),
        tastes(goods, "C", "lemon", attributes={"life": 90}),
    )
    assert goods.skus(traits={"taste": ["lemon"]}) == ["A-lemon", "C-lemon"]
    assert goods.skus(traits={"taste": ["lemon"], "life": ["90"]}) == ["C-lemon"]
    assert goods.skus(traits={"taste": ["plain"]}, grouped=True) == ["A-lemon", "B-plain"]
    assert goods.skus("汽水", traits={"life": ["90"]}) == ["C-lemon"]
    assert goods.skus(traits={"taste": ["mud"]}) == goods.skus(traits={"\0": ["\0"]}) == []
    everything = {"taste": {"plain": 2, "lemon": 2}, "life": {"30": 3, "90": 1}, "organic": {"yes": 2}}
    assert counted(goods) == everything
    # What another choice of the same attribute would give stays in sight; the others follow the choice.
    assert counted(goods, traits={"life": ["90"]}) == {"life": {"30": 3, "90": 1}, "taste": {"lemon": 1}}
    assert counted(goods, brands=["nongfu"], grouped=True)["taste"] == {"plain": 1, "lemon": 1}
    assert counted(goods, category="water") == counted(goods, brands=["nobody"], category="nowhere") == {}
    with acting(goods.buyer):
        found = facets(goods.buyer, None, Wanted(brands=["nongfu"], traits={"life": ["90"]}))
    assert (found.total, [brand.count for brand in found.brands]) == (0, [])


def test_statements_do_not_grow_with_filters_and_values(goods: Goods) -> None:
    save_attribute(goods.keeper, "food", LIFE)
    save_attribute(goods.keeper, "drinks", TASTE)
    counts = []
    for number in (3, 40):
        goods.load(*(tastes(goods, f"N{number}-{i}", "lemon", attributes={"life": i}) for i in range(number)))
        with acting(goods.buyer), CaptureQueriesContext(connection) as statements:
            facets(
                goods.buyer,
                goods.storefront.id,
                Wanted("汽水", traits={"taste": ["lemon"], "life": ["0", "1", "2"]}),
            )
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 7


def test_a_change_that_would_make_products_wrong_is_refused(goods: Goods) -> None:
    save_attribute(goods.keeper, "food", LIFE)
    save_attribute(goods.keeper, "drinks", TASTE)
    goods.load(tastes(goods, "A", "lemon", attributes={"life": 30}))
    fewer = replace(TASTE, choices=TASTE.choices[:1])
    for category, attribute in (
        ("drinks", fewer),
        ("drinks", replace(TASTE, axis=False)),
        ("food", replace(LIFE, unit="月")),
        ("food", replace(LIFE, kind=AttributeKind.DATE, unit="", filterable=False)),
    ):
        with pytest.raises(AttributeInUse):
            save_attribute(goods.keeper, category, attribute)
    with pytest.raises(AttributeInUse) as refused:
        save_attribute(goods.keeper, "drinks", fewer)
    assert "柠檬" in refused.value.message or "Lemon" in refused.value.message
    assert refused.value.lines == [{"value": "lemon", "products": 1, "examples": ["A"]}]
    with pytest.raises(AttributeInUse):
        remove_attribute(goods.keeper, "food", "life")
    # What no product uses may go; what fits may change.
    save_attribute(goods.keeper, "drinks", replace(TASTE, choices=TASTE.choices[1:], name="味道"))
    goods.load(tastes(goods, "B", "lemon"))
    saved = save_attribute(goods.keeper, "food", replace(LIFE, required=True))
    assert (saved.use.products, saved.use.products_in_all, saved.lacking) == (1, 2, 1)


def test_an_unused_attribute_is_removed(goods: Goods) -> None:
    save_attribute(goods.keeper, "food", LIFE)
    remove_attribute(goods.keeper, "food", "life")
    with acting(goods.keeper):
        assert not Attribute.objects.exists()
        assert EventRow.objects.filter(kind="attribute.removed").count() == 1
    with pytest.raises(NotFound):
        remove_attribute(goods.keeper, "food", "life")


def test_every_fault_of_an_attribute_at_once(goods: Goods) -> None:
    save_attribute(goods.keeper, "water", TASTE)
    bad = AttributeRow(
        "taste",
        "",
        AttributeKind.DATE,
        unit="天",
        choices=[Choice("a b", "A", swatch="red"), Choice("x", ""), Choice("x", "X")],
        filterable=True,
        axis=True,
        position=-1,
    )
    with pytest.raises(Invalid) as raised:
        save_attribute(goods.keeper, "food", bad)
    assert faults_of(raised) == {
        ("name", "required"),
        ("unit", "kind"),
        ("position", "not-negative"),
        ("axis", "kind"),
        ("filterable", "kind"),
        ("choices", "kind"),
        ("choices.0", "malformed"),
        ("choices.0", "swatch"),
        ("choices.1", "twice"),
        ("choices.1", "required"),
        ("choices.2", "twice"),
        ("key", "taken"),
    }
    with pytest.raises(NotFound):
        save_attribute(goods.keeper, "nowhere", LIFE)


def test_three_axes_at_most_on_any_way_down(goods: Goods) -> None:
    for category, key in (("food", "one"), ("drinks", "two"), ("water", "three"), ("apparel", "four")):
        save_attribute(goods.keeper, category, replace(TASTE, key=key))
    for category in ("", "food", "drinks", "water"):
        with pytest.raises(Invalid) as raised:
            save_attribute(goods.keeper, category, replace(TASTE, key="more"))
        assert faults_of(raised) == {("axis", "too-many")}
    save_attribute(goods.keeper, "water", replace(TASTE, key="three", name="三"))


def test_a_ready_set_adds_what_is_not_there(goods: Goods) -> None:
    save_attribute(goods.keeper, "drinks", replace(TASTE, key="origin"))
    added = add_ready_set(goods.keeper, "food", "food")
    assert "shelf-life" in added
    assert "origin" not in added
    assert add_ready_set(goods.keeper, "food", "food") == []
    with pytest.raises(Invalid):
        add_ready_set(goods.keeper, "food", "nothing")


def test_a_file_is_a_pdf_or_a_picture(goods: Goods, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    path = add_file(goods.keeper, b"%PDF-1.7 ...")
    assert (tmp_path / path).read_bytes().startswith(b"%PDF-")
    for bad in (b"<svg onload=alert(1)>", b"MZ\x90", b"%PDF-" + b"0" * 11_000_000):
        with pytest.raises(Invalid):
            add_file(goods.keeper, bad)
    paper = AttributeRow("paper", "Paper", AttributeKind.FILE)
    save_attribute(goods.keeper, "food", paper)
    goods.load(goods.row("A", attributes={"paper": path}))
    with pytest.raises(Invalid) as raised:
        goods.load(goods.row("A", attributes={"paper": f"catalogue/{'0' * 32}/aa/b.pdf"}))
    assert faults_of(raised) == {("products.0.attributes.paper", "file")}


def test_it_needs_the_grant(goods: Goods) -> None:
    nobody = member_of(goods.system, goods.seller, "catalogue.save_product")
    for forbidden in (
        lambda: save_attribute(nobody, "food", LIFE),
        lambda: remove_attribute(nobody, "food", "life"),
        lambda: add_ready_set(nobody, "food", "food"),
        lambda: add_file(nobody, b"%PDF-"),
    ):
        with pytest.raises(NotAllowed):
            forbidden()


def test_a_choice_goes_while_a_product_chooses_it(open_goods: Goods, two_at_once) -> None:
    goods = open_goods
    save_attribute(goods.keeper, "drinks", TASTE)

    def drop() -> None:
        save_attribute(goods.keeper, "drinks", replace(TASTE, choices=TASTE.choices[:1]))

    outcomes = two_at_once(drop, lambda: save_product(goods.keeper, tastes(goods, "A", "lemon")))
    # Whoever is second is refused: never both.
    assert sum(isinstance(each, AttributeInUse | Invalid) for each in outcomes) == 1


def test_what_a_product_is_counted_for_is_only_what_is_shown_of_it(goods: Goods) -> None:
    save_attribute(goods.keeper, "drinks", TASTE)
    goods.load(tastes(goods, "A", "lemon", "plain"), tastes(goods, "B", "lemon"))
    shop_shows(goods.keeper, goods.storefront.key, [AssortmentLine(AssortmentKind.ATTRIBUTE, "taste=lemon")])

    def told(**wanted):
        with acting(goods.buyer):
            found = facets(goods.buyer, goods.storefront.id, Wanted(grouped=True, **wanted))
        return found.total, {each.attribute.key: dict(each.values) for each in found.attributes}

    assert told() == (2, {"taste": {"lemon": 2}})
    assert told(traits={"taste": ["plain"]})[0] == 0
    assert goods.skus(storefront=goods.storefront, traits={"taste": ["plain"]}, grouped=True) == []


def test_a_variant_that_is_not_open_now_is_not_counted(goods: Goods) -> None:
    save_attribute(goods.keeper, "drinks", TASTE)
    goods.load(tastes(goods, "A", "lemon", "plain"))
    with acting(goods.system):
        Offer.objects.filter(variant__sku="A-plain").update(ends_at=now() - timedelta(days=1))
        refresh_listings(goods.system, Product.objects.values_list("id", flat=True))
    assert counted(goods, grouped=True) == {"taste": {"lemon": 1}}
