"""Every page is safe to show: a strict policy that the page keeps, TLS for good, cookies no script reads, tokens.

Under the settings of a server, over a small market in a cluster of its own: every page of the route table as everybody,
about their own things; every address that takes a form, without the form's token; sign-in's cookies; `check --deploy`.

    bin/prove headers
"""

import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import django

from dinghuo.local import checks, setup
from proofs.shared.machine import machine
from proofs.shared.place import own_place

if TYPE_CHECKING:
    from proofs.shared.visitors import Visitor

POLICY = {
    "default-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
YEAR_SECONDS = 31_536_000


@dataclass
class Report:
    """What was looked at; `secure`: whether the answers came over TLS, from a server."""

    secure: bool
    pages: int = 0
    forms: int = 0
    refused: int = 0
    wrong: list[str] = field(default_factory=list)


def main() -> None:
    """Look at everything."""
    os.environ |= checks.SERVER | {"DINGHUO_HOSTS": "testserver .localhost"}
    started = time.monotonic()
    with own_place("headers"):
        setup.manage("collectstatic", "--no-input", "--verbosity", "0")
        django.setup()
        from django.test import override_settings

        from proofs.shared.people import somebody_of_each_role
        from tests.organisations.world import PASSWORD

        print(machine())
        report = Report(secure=True)
        # The makers' own browsers know no TLS.
        with override_settings(SECURE_SSL_REDIRECT=False):
            visitors, phone = somebody_of_each_role()
        look(report, visitors)
        cookies(report, phone, PASSWORD)
        transport(report)
    deployed = next(check for check in checks.LINT if check.name == "deployment")
    if not checks.passes(deployed):
        report.wrong.append("manage.py check --deploy finds something")
    print(
        f"{report.pages} pages with {report.forms} forms as {len(visitors)} visitors, {report.refused} posts without a "
        f"token refused, {len(report.wrong)} wrong in {time.monotonic() - started:.0f} s"
    )
    for wrong in report.wrong[:40]:
        print(f"WRONG: {wrong}")
    failed = bool(report.wrong) or report.pages < 100
    print(f"headers: {'NOT proven' if failed else 'proven'}")
    sys.exit(1 if failed else 0)


def look(report: Report, visitors: Sequence["Visitor"]) -> None:
    """Every page as everybody, and every form without its token."""
    from django.test import Client

    from proofs.shared.asking import own_address
    from proofs.shared.routes import routes

    for visitor in visitors:
        for route in routes():
            address = own_address(visitor, route)
            if route.declared is None or address is None:
                continue
            if "GET" in route.declared.methods:
                _page(report, visitor, visitor.browser.get(address, secure=report.secure))
            if "POST" in route.declared.methods:
                careful = Client(enforce_csrf_checks=True, raise_request_exception=False)
                careful.cookies = visitor.browser.cookies
                answer = careful.post(address, secure=report.secure)
                report.refused += answer.status_code == 403
                if answer.status_code != 403:
                    report.wrong.append(f"POST {route.path} without a token: {answer.status_code}")


def _page(report: Report, visitor: "Visitor", answer: Any) -> None:
    from proofs.shared.markup import Markup

    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return
    told = f"{visitor.name}: {answer.request['PATH_INFO']}"
    report.pages += 1
    report.wrong += [f"{told}: {fault}" for fault in _headers(answer, report.secure)]
    page = Markup(answer.content.decode())
    report.forms += page.forms
    report.wrong += [f"{told}: {fault}" for fault in page.faults]


def _headers(answer: Any, secure: bool) -> list[str]:
    policy = answer.headers.get("Content-Security-Policy", "")
    rules = {
        name: value for name, _space, value in (rule.strip().partition(" ") for rule in policy.split(";"))
    }
    found = [
        f"policy {name} is {rules.get(name)}" for name, value in POLICY.items() if rules.get(name) != value
    ]
    found += [f"the policy allows {word}" for word in ("unsafe", "*", "http:") if word in policy]
    found += [
        f"{name} is {answer.headers.get(name)}"
        for name, value in HEADERS.items()
        if answer.headers.get(name) != value
    ]
    if secure:
        found += _strict(answer)
    return found


def _strict(answer: Any) -> list[str]:
    said = answer.headers.get("Strict-Transport-Security", "")
    if f"max-age={YEAR_SECONDS}" in said and "includeSubDomains" in said:
        return []
    return [f"Strict-Transport-Security is {said!r}"]


def cookies(report: Report, phone: str, password: str) -> None:
    """Sign in as a browser does, choose language and theme, and look at each cookie that is set."""
    from django.test import Client

    browser = Client(headers={"accept-language": "en"})
    browser.get("/sign-in", secure=report.secure)
    browser.post("/sign-in", {"login": phone, "password": password}, secure=report.secure)
    browser.post("/preferences/theme", {"theme": "dark"}, secure=report.secure)
    browser.post("/preferences/language", {"language": "zh-hans"}, secure=report.secure)
    if not {"dinghuo_session", "dinghuo_csrf"} <= set(browser.cookies):
        report.wrong.append(f"only these cookies came: {sorted(browser.cookies)}")
    for name, cookie in browser.cookies.items():
        if cookie["samesite"] not in ("Lax", "Strict"):
            report.wrong.append(f"cookie {name}: SameSite is {cookie['samesite']!r}")
        if name in ("dinghuo_session", "dinghuo_csrf") and not cookie["httponly"]:
            report.wrong.append(f"cookie {name}: scripts may read it")
        if report.secure and not cookie["secure"]:
            report.wrong.append(f"cookie {name}: it travels without TLS")


def transport(report: Report) -> None:
    """Without TLS everything leads to TLS, except what a supervisor asks on the machine itself."""
    from django.test import Client

    for address in ("/", "/sign-in", "/operator/"):
        answer = Client().get(address)
        if answer.status_code != 301 or not answer["Location"].startswith("https://"):
            report.wrong.append(f"{address} without TLS answers {answer.status_code}")
    answer = Client().get("/api/v1/me", secure=True)
    report.wrong += [f"/api/v1/me: {fault}" for fault in _strict(answer)[:1] if "31536000" not in fault]


if __name__ == "__main__":
    main()
