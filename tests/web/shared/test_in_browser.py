"""The parts in a real browser: no fault, nothing wider than the page, and the small scripts do what they say."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page_of(browser, live_server):
    """Open the gallery in a window; fails at the end if the page complained, also about its content policy."""
    contexts, complaints = [], []

    def opened(width=1280, **options):
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console",
            lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None,
        )
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        page.goto(f"{live_server.url}/design", wait_until="networkidle")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints


@pytest.mark.parametrize("width", [360, 390, 768, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_the_page(page_of, width, scheme):
    page = page_of(width, color_scheme=scheme, locale="zh-CN")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_steppers_keep_to_their_multiple_and_arrows_walk_the_pad(page_of):
    page = page_of()
    stepper = page.locator(".stepper:has(input[step='6'])")
    stepper.locator("[data-step='1']").click()
    assert stepper.locator("input").input_value() == "12"
    numbers = page.locator("[data-pad] .stepper-number")
    numbers.nth(0).focus()
    page.keyboard.type("7")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("5")
    assert [numbers.nth(row).input_value() for row in (0, 1)] == ["7", "5"]


def test_the_keyboard_walks_and_searches(page_of):
    page = page_of()
    page.keyboard.press("j")
    assert page.locator(".is-current").count() == 1
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("Escape")
    page.locator("h1").first.click()
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()


def test_the_theme_changes_at_once_and_stays(page_of):
    page = page_of()
    page.locator(".topbar .menu summary").click()
    with page.expect_response("**/preferences/theme"):
        page.locator("[data-theme-form] button[value=dark]").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_choosing_rows_tells_how_many(page_of):
    page = page_of()
    picks = page.locator("[data-pick]")
    picks.nth(1).check()
    picks.nth(3).click(modifiers=["Shift"])
    assert page.locator("[data-bulk-count]").inner_text() == "3"
    page.locator("[data-pick-all]").check()
    assert page.locator("[data-bulk-count]").inner_text() == "6"


def test_a_province_brings_its_cities(page_of):
    page = page_of()
    with page.expect_response("**/regions**"):
        page.locator("#region-picker-province").select_option("32")
    page.locator("#region-picker-city option", has_text="南京市").wait_for(state="attached")


def test_a_dialog_opens_without_scripts(browser, live_server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/design#sample-dialog")
    assert page.locator("#sample-dialog").is_visible()
    assert not page.locator(".stepper-step").first.is_visible()
    context.close()


def test_controls_on_the_phone_are_as_large_as_a_thumb(page_of):
    page = page_of(390, has_touch=True)
    small = page.evaluate(
        """[...document.querySelectorAll('.stepper-step, .thumb, .input, .button-primary:not(.button-small)')]
           .filter(e => e.offsetParent && !e.closest('dialog') && e.getBoundingClientRect().height < 42)
           .map(e => e.className + ' ' + e.getBoundingClientRect().height)"""
    )
    assert not small
