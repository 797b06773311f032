"""A seller describes a product by the form that its category's template makes, and the operator decides."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from dinghuo.catalogue.actions.attributes.add_ready_set import add_ready_set
from dinghuo.catalogue.actions.attributes.save_attribute import AttributeRow, save_attribute
from dinghuo.catalogue.actions.save_category import save_category
from dinghuo.catalogue.models import Product, ProductVersion, Variant
from dinghuo.catalogue.states import AttributeKind
from dinghuo.foundation.tenancy import acting
from tests.web.gate.conftest import browser_at, sign_in
from tests.web.selling.conftest import Shop

NEW = "products/new?category=shirts"
SHIRT = {
    "category": "shirts",
    "code": "TS-1",
    "name": "T恤",
    "name_en": "T-shirt",
    "base_unit": "件",
    "tax_rate": "13",
    "pack.0.unit": "箱",
    "pack.0.factor": "20",
    "usual": "0",
    "attributes.season": "all-year",
    "attributes.care": ["hand", "no-bleach"],
    "variants": "2",
    "variants.0.sku": "TS-1-NAVY-S",
    "variants.0.options.colour": "navy",
    "variants.0.options.size": "s",
    "variants.0.gtin": "4006381333931",
    "variants.1.sku": "TS-1-NAVY-M",
    "variants.1.options.colour": "navy",
    "variants.1.options.size": "m",
    "step": "submit",
}


@pytest.fixture
def described(shop: Shop, settings, tmp_path) -> Shop:
    """The shop, with a category of shirts."""
    settings.MEDIA_ROOT = tmp_path
    keeper = shop.world.person(shop.world.operator, "operator-admin")
    save_category(keeper, "shirts", "Shirts")
    add_ready_set(keeper, "shirts", "apparel")
    return shop


def text(answer) -> str:
    return answer.content.decode()


def operator_of(shop: Shop):
    browser = browser_at(shop.world)
    sign_in(browser, shop.world.member(shop.world.operator, "operator-admin").person.phone)
    return browser


def approve_all(shop: Shop) -> None:
    browser = operator_of(shop)
    with acting(shop.world.system):
        waiting = list(ProductVersion.objects.filter(state="submitted").values_list("id", flat=True))
    for each in waiting:
        assert browser.get(f"/operator/products/{each}/").status_code == 200
        assert browser.post(f"/operator/products/{each}/approval").status_code == 302


def test_the_form_is_made_from_the_category(described: Shop) -> None:
    assert "Shirts" in text(described.ask("products/new"))
    page = text(described.ask(NEW))
    for words in ("Season", "Spring/summer", "Colour", "Navy", "Care"):
        assert words in page
    assert described.ask("products/new?category=nowhere").status_code == 404


def test_a_matrix_is_made_of_the_values_chosen(described: Shop) -> None:
    typed = {"category": "shirts", "code": "TS-1", "name": "T恤", "variants": "1", "step": "variants"}
    chosen = {"axis.colour": ["navy", "red"], "axis.size": ["s", "m"]}
    answer = described.send("products/new", **typed, **chosen)
    page = text(answer)
    assert answer.status_code == 200
    for sku in ("TS-1-NAVY-S", "TS-1-NAVY-M", "TS-1-RED-S", "TS-1-RED-M"):
        assert f'value="{sku}"' in page
    assert 'value="T恤"' in page
    assert described.send("products/new", **typed).status_code == 422


def test_it_is_submitted_approved_changed_and_the_difference_told(described: Shop) -> None:
    assert described.send("products/new", **SHIRT).status_code == 302
    with acting(described.world.system):
        assert not Product.objects.filter(code="TS-1").exists()
    assert "Being looked at" in text(described.ask("products"))
    approve_all(described)
    with acting(described.world.system):
        product = Product.objects.get(code="TS-1")
        assert product.attributes == {"season": "all-year", "care": ["hand", "no-bleach"]}
        variant = Variant.objects.get(sku="TS-1-NAVY-S")
        assert (variant.name, variant.names["en"], variant.gtin) == (
            "T恤 藏青 S",
            "T-shirt Navy S",
            "4006381333931",
        )
        assert set(variant.packs.values_list("unit", "factor", "is_default")) == {
            ("件", 1, False),
            ("箱", 20, True),
        }
    page = text(described.ask("products/TS-1"))
    assert 'value="TS-1-NAVY-M"' in page
    again = {**SHIRT, "attributes.season": "spring-summer", "name_en": "Tee"}
    assert described.send("products/TS-1", **again).status_code == 302
    with acting(described.world.system):
        waiting = ProductVersion.objects.get(state="submitted")
    page = text(operator_of(described).get(f"/operator/products/{waiting.id}/"))
    for words in ("All year", "Spring/summer", "T-shirt", "Tee"):
        assert words in page
    assert "4006381333931" not in page


def test_what_is_wrong_stands_beside_what_was_typed(described: Shop) -> None:
    bad = {
        "variants.0.gtin": "123",
        "pack.0.factor": "0",
        "attributes.season": "monsoon",
        "attributes.fabric": "棉",
        "base_unit": "",
    }
    answer = described.send("products/new", **{**SHIRT, **bad})
    page = text(answer)
    assert answer.status_code == 422
    assert 'id="f-variants-0-gtin-fault"' in page
    assert 'id="f-pack-0-factor-fault"' in page
    assert 'id="f-attributes-season-fault"' in page
    assert 'id="f-base-unit-fault"' in page
    assert 'value="TS-1-NAVY-M"' in page
    assert 'value="棉"' in page


def test_a_draft_is_kept_and_taken_up_again(described: Shop) -> None:
    unfinished = {**SHIRT, "base_unit": "", "step": "draft"}
    assert described.send("products/new", **unfinished)["Location"] == described.path("products/TS-1")
    page = text(described.ask("products/TS-1"))
    assert 'value="TS-1-NAVY-S"' in page
    assert "Draft" in page


def test_it_is_sent_back_with_the_reason(described: Shop) -> None:
    described.send("products/new", **SHIRT)
    with acting(described.world.system):
        waiting = ProductVersion.objects.get()
    operator = operator_of(described)
    assert "TS-1" in text(operator.get("/operator/products/"))
    address = f"/operator/products/{waiting.id}/rejection"
    assert operator.post(address, {"reason": ""}).status_code == 422
    assert operator.post(address, {"reason": "Which fabric?"}).status_code == 302
    assert operator.post(address, {"reason": "Again"}).status_code == 409
    assert "Which fabric?" in text(described.ask("products/TS-1"))


def test_pictures_and_files_are_kept_and_survive_a_fault(described: Shop) -> None:
    keeper = described.world.person(described.world.operator, "operator-admin")
    save_attribute(keeper, "shirts", AttributeRow("test-report", "Test report", AttributeKind.FILE))
    drawn = io.BytesIO()
    Image.new("RGB", (9, 9), "red").save(drawn, "PNG")
    files = {
        "pictures": SimpleUploadedFile("a.png", drawn.getvalue(), "image/png"),
        "attributes.test-report.file": SimpleUploadedFile("r.pdf", b"%PDF-1.7", "application/pdf"),
    }
    answer = described.browser.post(described.path("products/new"), {**SHIRT, **files, "base_unit": ""})
    assert answer.status_code == 422
    page = text(answer)
    own = f"catalogue/{described.world.market_id.hex}/"
    assert f'name="image" value="{own}' in page
    assert f'name="attributes.test-report" value="{own}' in page
    bad = {"attributes.test-report.file": SimpleUploadedFile("r.pdf", b"MZ", "application/pdf")}
    assert described.browser.post(described.path("products/new"), {**SHIRT, **bad}).status_code == 422
    foreign = {**SHIRT, "image": ["catalogue/other/aa/x.webp"]}
    refused = described.send("products/new", **foreign)
    assert refused.status_code == 422
    assert "There is no such picture" in text(refused)
    with acting(described.world.system):
        assert not ProductVersion.objects.exists()


def test_others_products_are_not_there(described: Shop) -> None:
    assert described.ask("products/nothing").status_code == 404
    warehouse = described.browser_of(f"{described.door}-warehouse")
    assert warehouse.get(described.path("products")).status_code == 403
    assert warehouse.get(described.path("products/new")).status_code == 403
