"""Every page of every door, and the camera that goes round them: `bin/shots` writes PNGs to shots/ to be looked at."""

import argparse
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from dinghuo.local import browser as chromium
from dinghuo.local import setup
from dinghuo.local.cluster import free_port
from dinghuo.local.places import ROOT, read_json, var
from dinghuo.local.server import Use

SHOTS = ROOT / "shots"
WIDTHS = {1440: 900, 390: 844}
SCHEMES = ("light", "dark")
LANGUAGES = ("en", "zh-hans")
WAIT_SECONDS = 60


@dataclass(frozen=True)
class Shot:
    """A page: its address, then the links that are followed from it (css selectors)."""

    name: str
    address: str
    follow: tuple[str, ...] = ()


#: Who looks at what: the account's door, its organisation (empty: the first of the door), its pages.
ROUNDS: tuple[tuple[str, str, tuple[Shot, ...]], ...] = (
    (
        "guest",
        "",
        (
            Shot("sign-in", "/sign-in"),
            Shot("register", "/register"),
            Shot("forgot", "/forgot-password"),
            Shot("missing", "/no-such-page"),
            Shot("design", "/design"),
            Shot("design-store", "/design?frame=store"),
        ),
    ),
    (
        "buyer",
        "",
        (
            Shot("home", "/"),
            Shot("cards", "/goods/"),
            Shot("rows", "/goods/?view=rows"),
            Shot("pad", "/goods/?view=pad"),
            Shot("nothing-found", "/goods/?q=zzzzzz"),
            Shot("product", "/goods/", ("a[href*='/goods/'].row-link",)),
            Shot("not-for-sale", "/goods/?category=baijiu&view=rows"),
            Shot("papers", "/qualifications/"),
            Shot("new-paper", "/qualifications/new"),
            Shot("quick-order", "/quick-order/"),
            Shot("cart", "/cart/"),
            Shot("checkout", "/checkout/"),
            Shot("orders", "/orders/"),
            Shot("order", "/orders/", ("main a[href*='/orders/SO-']",)),
            Shot("receive", "/", ("a[href*='/receipt/']",)),
            Shot("approvals", "/approvals/"),
            Shot("account", "/company/"),
            Shot("team", "/company/team/"),
            Shot("money", "/company/money/"),
            Shot("level", "/company/level/"),
            Shot("invoices", "/company/invoices/"),
            Shot("invoice", "/company/invoices/", ("main a[href*='/company/invoices/IN-']",)),
            Shot("statements", "/company/statements/"),
            Shot("notifications", "/notifications"),
            Shot("person", "/account"),
        ),
    ),
    *(
        (
            door,
            "",
            (
                Shot("today", f"/{door}/"),
                Shot("orders", f"/{door}/orders"),
                Shot("order-to-answer", f"/{door}/orders?need=answer", ("main a[href*='/orders/SO-']",)),
                Shot("order", f"/{door}/orders", ("main a[href*='/orders/SO-']",)),
                Shot(
                    "ship", f"/{door}/orders?need=ship", ("main a[href*='/orders/SO-']", "a[href$='/ship']")
                ),
                Shot("shipments", f"/{door}/shipments"),
                Shot("shipment", f"/{door}/shipments", ("main a[href*='/shipments/SH-']",)),
                Shot("pick-list", f"/{door}/pick-list"),
                Shot("put-away", f"/{door}/put-away"),
                Shot("stock", f"/{door}/stock"),
                Shot("incoming", f"/{door}/incoming"),
                Shot("prices", f"/{door}/prices"),
                Shot("goods", f"/{door}/goods"),
                Shot("descriptions", f"/{door}/products"),
                Shot("new-product", f"/{door}/products/new?category=womens-tops"),
                Shot("papers", "/qualifications/"),
                Shot("money", f"/{door}/money"),
                Shot("team", f"/{door}/team"),
                *((Shot("customers", "/branch/customers"),) if door == "branch" else ()),
            ),
        )
        for door in ("supplier", "branch")
    ),
    (
        "operator",
        "",
        (
            Shot("price-list", "/operator/price-lists/s001-hyhn/"),
            Shot("price-band", "/operator/price-lists/s001-hyhn/band"),
            Shot("dashboard", "/operator/"),
            Shot("orders", "/operator/orders/"),
            Shot("order", "/operator/orders/", ("main a[href*='/orders/SO-']",)),
            Shot("organisations", "/operator/organisations/"),
            Shot("organisation", "/operator/organisations/", ("main td a.row-link",)),
            Shot("registrations", "/operator/registrations/"),
            Shot("merges", "/operator/merges/"),
            Shot("merge-preview", "/operator/merges/preview?kept=A01001-NAVY-L&merged=A01001-NAVY-M"),
            Shot("related", "/operator/product-links/"),
            Shot("related-product", "/operator/product-links/", ("main td a.row-link",)),
            Shot("new-assortment", "/operator/assortments/new"),
            Shot("levels", "/operator/levels/"),
            Shot("people", "/operator/people/"),
            Shot("person", "/operator/people/", ("main td a.row-link",)),
            Shot("roles", "/operator/roles/"),
            Shot("product-review", "/operator/products/"),
            Shot("product-version", "/operator/products/", ("main td a.row-link",)),
            Shot("papers", "/operator/qualifications/?state=ending"),
            Shot("paper", "/operator/qualifications/", ("a.row-link",)),
            Shot("paper-kinds", "/operator/qualifications/kinds/"),
            Shot("paper-kind", "/operator/qualifications/kinds/inspection-report/"),
            Shot("attributes", "/operator/attributes/?category=womens"),
            Shot("attribute", "/operator/attributes/womens/colour/"),
            Shot("storefronts", "/operator/storefronts/"),
            Shot("storefront", "/operator/storefronts/", ("main td a.row-link",)),
            Shot("payments", "/operator/payments/"),
            Shot("receivables", "/operator/receivables/"),
            Shot("credit", "/operator/credit/"),
            Shot("ledger", "/operator/ledger/"),
            Shot("api-keys", "/operator/api-keys/"),
            Shot("audit", "/operator/audit/"),
        ),
    ),
)


class Camera:
    """Goes round the pages of one market and keeps what they complain of."""

    def __init__(self, url: str, browser: Any):
        self.url = url
        self.browser = browser
        self.complaints: list[str] = []
        self.taken = 0

    def round(self, account: dict[str, Any] | None, language: str, shots: list[tuple[str, Shot]]) -> None:
        """Take each page at every width and in either scheme, in this language."""
        for (width, height), scheme in product(WIDTHS.items(), SCHEMES):
            context = self.browser.new_context(
                base_url=self.url,
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                locale="zh-CN" if language == "zh-hans" else "en-GB",
            )
            page = context.new_page()
            page.on("console", self._heard)
            page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
            if account:
                self._enter(page, account, language)
            for name, shot in shots:
                self._take(page, shot, SHOTS / f"{name}-{width}-{scheme}-{language}.png", width)
            context.close()

    def _enter(self, page: Any, account: dict[str, Any], language: str) -> None:
        page.goto("/sign-in")
        page.locator("[name=login]").fill(account["login"])
        page.locator("[name=password]").fill(account["password"])
        page.locator("main form button[type=submit], form.form button").first.click()
        page.wait_for_url(lambda url: "/sign-in" not in url)
        token = page.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value")
        fields = {"language": language, "csrfmiddlewaretoken": token, "next": "/home"}
        page.request.post("/preferences/language", form=fields, headers={"Referer": page.url})

    def _take(self, page: Any, shot: Shot, file: Path, width: int) -> None:
        page.goto(shot.address)
        for selector in shot.follow:
            link = page.locator(selector).first
            if not link.count():
                self.complaints.append(f"{file.name}: nothing at {selector}")
                return
            page.goto(link.get_attribute("href"))
        page.screenshot(path=file)
        self.taken += 1
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            self.complaints.append(f"{file.name}: {wide} px wide")

    def _heard(self, said: Any) -> None:
        if said.type in ("error", "warning") and "status of 404" not in said.text:
            self.complaints.append(f"{said.location.get('url', '')}: {said.text}")


@contextmanager
def serving() -> Iterator[str]:
    """Serve the demo market for as long as this lasts; yields its address."""
    with Use():
        setup.prepare()
        port = free_port(8600)
        command = [sys.executable, "-m", "dinghuo.local.dev", "--port", str(port)]
        server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(url)
            yield url
        finally:
            server.terminate()
            server.wait(timeout=30)


def _wait(url: str) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            urllib.request.urlopen(f"{url}/health/ready", timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            if time.monotonic() > deadline:
                sys.exit("The market doesn't serve: try bin/dev to see why.")
            time.sleep(0.3)


def account_of(accounts: list[dict[str, Any]], door: str, organisation: str) -> dict[str, Any] | None:
    """The first account of a door (and organisation) in the demo's main market."""
    fitting = [
        each for each in accounts if each["door"] == door and organisation in ("", each["organisation"])
    ]
    return fitting[0] if fitting else None


def refusals() -> int:
    """Take the pictures of docs/api/refusals.md: a story meets each refusal and keeps what it sees."""
    folder = ROOT / "docs" / "images" / "refusals"
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pytest", "-q", "tests/stories/test_refusals_seen.py"]
    settings = {"DJANGO_SETTINGS_MODULE": "dinghuo.settings.test", "REFUSAL_PICTURES": str(folder)}
    with Use():
        return subprocess.run(command, cwd=ROOT, env={**os.environ, **settings}, check=False).returncode


def main() -> None:
    """Take them all, or those whose name (door-page) matches."""
    parser = argparse.ArgumentParser(prog="bin/shots", description=__doc__)
    parser.add_argument(
        "pattern",
        nargs="?",
        default="",
        help="only pages whose door-page matches; `refusals`: those of docs/api/refusals.md",
    )
    parser.add_argument("--language", choices=LANGUAGES, help="in one language only")
    options = parser.parse_args()
    SHOTS.mkdir(exist_ok=True)
    path = chromium.prepare()
    if path is None:
        sys.exit("There is no Chromium to take pictures with.")
    if options.pattern == "refusals":
        sys.exit(refusals())
    started = time.monotonic()
    with serving() as url, sync_playwright() as playwright:
        accounts = (read_json(var() / "demo.json") or {}).get("accounts", [])
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        camera = Camera(url, browser)
        for door, organisation, pages in ROUNDS:
            shots = [(f"{door}-{shot.name}", shot) for shot in pages]
            chosen = [each for each in shots if re.search(options.pattern, each[0])]
            # The languages last one: afterwards everybody reads Chinese again, as the demo has it.
            for language in [options.language] if options.language else LANGUAGES:
                if chosen:
                    camera.round(account_of(accounts, door, organisation), language, chosen)
        browser.close()
    print(f"{camera.taken} pictures in {time.monotonic() - started:.0f} s: {SHOTS}")
    for complaint in dict.fromkeys(camera.complaints):
        print(f"! {complaint}")
    sys.exit(1 if camera.complaints else 0)


if __name__ == "__main__":
    main()
