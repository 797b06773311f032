"""What refusals look like: each is said on the page where it happened. `bin/shots refusals` keeps the pictures."""

import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dinghuo.finance.models import CreditLine
from dinghuo.foundation.tenancy import acting
from tests.stories.conftest import DESKTOP

pytestmark = pytest.mark.django_db(transaction=True)


def picture(page: Any, name: str) -> None:
    """Keep a picture where REFUSAL_PICTURES says, if it does."""
    if folder := os.environ.get("REFUSAL_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png")


def put(page: Any, quantity: int) -> None:
    """Type a quantity into the order pad."""
    page.goto("/goods/?view=pad")
    page.locator(".stepper-number").fill(str(quantity))
    with page.expect_response("**/cart/lines/"):
        page.locator(".stepper-number").press("Enter")


def test_out_of_stock(scene, window):
    scene.goods("WATER", "农夫山泉 550ml", "1.50", stock=36)
    page = window(scene.purchaser.phone, DESKTOP)
    put(page, 50)
    page.goto("/checkout/")
    assert "36" in page.locator("#what-if").get_by_role("alert").inner_text()
    picture(page, "out-of-stock")


def test_credit_exceeded(scene, window):
    scene.goods("WATER", "农夫山泉 550ml", "1.50", stock=1000)
    with acting(scene.world.system):
        CreditLine.objects.filter(id=scene.credit.id).update(credit_limit=Decimal(100))
    page = window(scene.purchaser.phone, DESKTOP)
    put(page, 100)
    page.goto("/checkout/")
    assert "100.00" in page.get_by_role("alert").first.inner_text()
    picture(page, "credit-exceeded")


def test_not_found(scene, window):
    page = window(scene.purchaser.phone, DESKTOP)
    assert page.goto("/orders/SO-2026-999999/").status == 404
    assert page.locator("h2").first.inner_text()
    picture(page, "not-found")


def test_not_allowed(scene, window):
    page = window(scene.purchaser.phone, DESKTOP)
    page.goto("/operator/")
    assert page.locator("h2").first.inner_text()
    picture(page, "not-allowed")


def test_wrong_login(scene, browser, live_server):
    context = browser.new_context(
        base_url=live_server.url.replace("localhost", scene.host), locale="en-GB", **DESKTOP
    )
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_label("Phone, e-mail or company").fill(scene.purchaser.phone)
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in", exact=True).click()
    assert page.get_by_role("alert").first.inner_text()
    picture(page, "wrong-login")
    context.close()
