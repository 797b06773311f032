"""On a phone: labels are chosen article by article while one searches."""

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import PHONE
from tests.stories.scene import Scene

pytestmark = pytest.mark.django_db


def test_quantities_stay_while_one_searches(scene: Scene, window) -> None:
    for sku, name in (("W-1", "Water"), ("T-1", "Tea"), ("C-1", "Coffee")):
        scene.goods(sku, name, price="2.00", stock=5)
    page = window(scene.seller.phone, PHONE)
    page.goto("/supplier/labels")
    search = page.get_by_role("searchbox").first
    for word, sku, number in (("Tea", "T-1", "3"), ("Coffee", "C-1", "2")):
        search.fill(word)
        row = page.locator("#goods tbody tr")
        expect(row).to_have_count(1)
        expect(row).to_contain_text(sku)
        row.get_by_role("spinbutton").fill(number)
    search.fill("")
    expect(page.locator("#goods tbody tr")).to_have_count(1)
    kept = page.locator("[data-kept] tbody tr")
    expect(kept).to_have_count(2)
    assert [each.input_value() for each in kept.get_by_role("spinbutton").all()] == ["3", "2"]


def test_quantities_stay_where_no_scripts_run(scene: Scene, window) -> None:
    for sku, name in (("W-1", "Water"), ("T-1", "Tea")):
        scene.goods(sku, name, price="2.00", stock=5)
    page = window(scene.seller.phone, PHONE, java_script_enabled=False)
    page.goto("/supplier/labels")
    page.locator("tr", has_text="W-1").get_by_role("spinbutton").fill("3")
    page.get_by_label("Code or name").last.fill("Tea")
    page.get_by_role("button", name="Search").last.click()
    kept = page.locator("[data-kept] tbody tr")
    expect(kept).to_have_count(1)
    assert kept.get_by_role("spinbutton").input_value() == "3"
    expect(page.locator("#goods tbody tr")).to_have_count(1)
    expect(page.locator("#goods")).to_contain_text("T-1")
