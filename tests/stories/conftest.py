"""What the stories begin with: a market with goods and people, and windows that tolerate no complaint."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.stories.scene import Scene, make_scene

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1440, "height": 900}}


@pytest.fixture
def scene(live: None) -> Scene:
    """A market that nobody else uses, committed for real."""
    return make_scene()


@pytest.fixture
def window(browser: Any, live_server: Any, scene: Scene) -> Iterator[Callable[..., Any]]:
    """Open a window of somebody's, signed in by typing; at the end no page may have complained.

    Scripts, the content policy and the console are all listened to.
    """
    contexts, complaints = [], []
    base = live_server.url.replace("localhost", scene.host)

    def opened(phone_number: str, size: dict[str, Any], **options: Any) -> Any:
        context = browser.new_context(base_url=base, locale="en-GB", **{**size, **options})
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(told(page, said)) if bad(said) else None)
        page.on("pageerror", lambda fault: complaints.append(f"{page.url}: {fault}"))
        page.goto("/sign-in")
        page.get_by_label("Phone, e-mail or company").fill(phone_number)
        page.get_by_label("Password").fill(scene.password)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(lambda url: "/sign-in" not in url)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints


def bad(said: Any) -> bool:
    """A refusal is told by its status, which Chromium writes into the console as if a file were missing."""
    refused = any(f"status of {status}" in said.text for status in (403, 404, 409, 422))
    return said.type in ("error", "warning") and not refused


def told(page: Any, said: Any) -> str:
    """A complaint with the page it was made on."""
    return f"{page.url}: {said.text}"
