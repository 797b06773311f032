"""What axe-core finds on the main pages of every door, on paper light and dark: nothing against WCAG 2.2 A and AA."""

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from dinghuo.foundation.tenancy import acting
from tests.stories.conftest import DESKTOP, PHONE
from tests.web.operator.test_pages import an_order

pytestmark = pytest.mark.django_db(transaction=True)

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = "levels => axe.run(document, {resultTypes: ['violations'], runOnly: levels})"
#: A door: who looks, through which window, at what. `{order}` is an order's number, `{sku}` an article's code.
ROUNDS: dict[str, tuple[str, str, dict[str, Any], list[str]]] = {
    "buyer": (
        "buyer",
        "buyer-admin",
        PHONE,
        [
            *("/", "/goods/", "/goods/?view=rows", "/goods/?view=pad", "/goods/{sku}/", "/quick-order/"),
            *("/cart/", "/checkout/", "/orders/", "/orders/{order}/", "/orders/{order}/payments/"),
            *("/approvals/", "/company/", "/company/team/", "/company/money/", "/company/invoices/"),
            *("/notifications", "/account", "/account/devices"),
        ],
    ),
    "supplier": (
        "supplier",
        "supplier-admin",
        DESKTOP,
        [
            *(
                "/supplier/",
                "/supplier/orders",
                "/supplier/orders/{order}",
                "/supplier/orders/{order}/change",
            ),
            *("/supplier/orders/{order}/ship", "/supplier/shipments", "/supplier/pick-list"),
            *("/supplier/stock", "/supplier/prices", "/supplier/goods", "/supplier/money", "/supplier/team"),
        ],
    ),
    "branch": (
        "branch",
        "branch-manager",
        PHONE,
        ["/branch/", "/branch/orders", "/branch/stock", "/branch/customers", "/branch/team"],
    ),
    "operator": (
        "operator",
        "operator-admin",
        DESKTOP,
        [
            *("/operator/", "/operator/orders/", "/operator/orders/{order}/", "/operator/organisations/"),
            *("/operator/organisations/BUY/", "/operator/registrations/", "/operator/people/"),
            *("/operator/roles/", "/operator/storefronts/", "/operator/storefronts/new"),
            *("/operator/payments/", "/operator/receivables/", "/operator/credit/", "/operator/ledger/"),
            *("/operator/api-keys/", "/operator/audit/"),
        ],
    ),
}


def faults(page: Any, levels: list[str]) -> list[str]:
    """What axe-core holds against a page, with the element and where to read about it."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(RUN, levels)["violations"]
    return [
        f"{page.url}: {rule['id']} ({rule['impact']}), {node['html'][:200]}"
        for rule in found
        for node in rule["nodes"][:3]
    ]


@pytest.mark.parametrize("door", ROUNDS)
def test_a_door_is_open_to_everybody(scene, window, door):
    house, role, size, pages = ROUNDS[door]
    world = scene.world
    order = an_order(world)
    with acting(world.system):
        sku = order.lines.all()[0].sku
    member = world.member(getattr(world, house), role, language="en")
    page = window(member.person.phone, size)
    # Without motion no colour is caught half way between two.
    page.emulate_media(reduced_motion="reduce")
    found = []
    for address in pages:
        page.goto(address.format(order=order.number, sku=sku))
        assert page.locator("h1").count() == 1
        found += faults(page, LEVELS)
        page.emulate_media(color_scheme="dark")
        found += faults(page, ["color-contrast"])
        page.emulate_media(color_scheme="light")
    assert not found, "\n".join(found)


def test_the_gate_is_open_to_everybody(scene, browser, live_server):
    base = live_server.url.replace("localhost", scene.host)
    context = browser.new_context(base_url=base, locale="en-GB", **PHONE)
    page = context.new_page()
    found = []
    for address in ("/sign-in", "/register", "/forgot-password", "/no-such-page"):
        page.goto(address)
        found += faults(page, LEVELS)
    context.close()
    assert not found, "\n".join(found)


def test_what_is_wrong_is_found(scene, browser):
    context = browser.new_context()
    page = context.new_page()
    page.set_content("<title>x</title><main><img src='x'><input></main>")
    told = " ".join(faults(page, LEVELS))
    context.close()
    assert {"image-alt", "label", "html-has-lang"} <= {word.strip(":,") for word in told.split()}
