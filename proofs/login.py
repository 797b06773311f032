"""Guessing gets nowhere at the gate, nothing tells who is known, sessions end when they should, secrets aren't written.

Over HTTP pages, in a market of its own: wrong passwords lock a login and an address, also many at the same moment;
codes die by use, by wrong tries and by age; sessions end with the password, the device, the member and the company;
whoever isn't known is answered the same, as fast; no password, code or cookie stands in a log line or in a table.

    bin/prove login [--rounds 40]
"""

import argparse
import logging
import re
import statistics
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import django

from proofs.shared.machine import machine
from proofs.shared.place import own_place

if TYPE_CHECKING:
    from django.test import Client

    from tests.organisations.world import World

WRONG = "not the password 不对"
NEW = "a new pass phrase 新"
#: Of two draws from the same times either is the slower one half of the time; further off than this is no noise: with
#: 40 of each, chance alone goes so far once in twenty thousand times.
NOISE = 0.26
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"|X-CSRFToken[^}]+|&quot;[A-Za-z0-9]{64}&quot;')


@dataclass
class Report:
    """What was tried; `secrets` must stand nowhere."""

    tries: int = 0
    figures: list[str] = field(default_factory=list)
    secrets: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def expect(self, told: str, well: bool) -> None:
        """Note what isn't as it should be."""
        self.tries += 1
        if not well:
            self.wrong.append(told)


class Ear(logging.Handler):
    """Hears every line that is logged, by whatever logger."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.lines.append(self.format(record))


def main() -> None:
    """Try everything."""
    parser = argparse.ArgumentParser(prog="bin/prove login")
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    with own_place("login"):
        django.setup()
        from django.conf import settings

        settings.ALLOWED_HOSTS = ["*"]
        settings.DEBUG = False
        started = time.monotonic()
        print(machine())
        report = prove(options.rounds)
        print(
            f"{report.tries} claims; {'; '.join(report.figures)}; {len(report.wrong)} wrong "
            f"in {time.monotonic() - started:.0f} s"
        )
    for wrong in report.wrong:
        print(f"WRONG: {wrong}")
    print(f"login: {'NOT proven' if report.wrong else 'proven'}")
    sys.exit(1 if report.wrong else 0)


def prove(rounds: int, at_once: bool = True) -> Report:
    """Everything, in a market of its own; `at_once` needs a database that commits."""
    from tests.organisations.world import PASSWORD, World

    report, ear = Report(secrets={PASSWORD, WRONG, NEW}), Ear()
    heard = [
        logging.getLogger(),
        *(logging.getLogger(name) for name in list(logging.root.manager.loggerDict)),
    ]
    heard = [logger for logger in heard if logger is logging.root or not logger.propagate]
    for logger in heard:
        logger.addHandler(ear)
    # More is logged than by a server's settings, refusals too.
    logging.getLogger("django.request").setLevel(logging.DEBUG)
    try:
        world = World()
        lock_logins(report, world)
        lock_addresses(report, world)
        if at_once:
            many_at_once(report, world)
        codes(report, world)
        sessions(report, world)
        nobody_is_told(report, world, rounds)
        # What breaks is logged with its values: so something is broken on purpose.
        browser_at(world).post("/sign-in", {"login": "\0", "password": WRONG})
    finally:
        for logger in heard:
            logger.removeHandler(ear)
    report.expect("no log line was heard: that none holds a secret means nothing", bool(ear.lines))
    written(report, world, ear)
    return report


def browser_at(world: "World", address: str = "") -> "Client":
    """A browser at the market's own host, from an address of its own."""
    from django.test import Client

    from tests.web.gate.conftest import host_of

    headers = {"host": host_of(world), "accept-language": "en"}
    return Client(REMOTE_ADDR=address or f"fd00::{uuid4().hex[:4]}:{uuid4().hex[:4]}", headers=headers)


def sign_in(browser: "Client", login: str, password: str) -> Any:
    """What a person does at the sign-in page."""
    return browser.post("/sign-in", {"login": login, "password": password})


def lock_logins(report: Report, world: "World") -> None:
    """So many wrong passwords lock a login, for other addresses and the right password too; no other login."""
    from dinghuo.organisations.rules.limits import SIGN_IN_BY_LOGIN
    from tests.organisations.world import PASSWORD

    phone, other = (world.member(world.buyer, "buyer-admin").person.phone for _each in range(2))
    for _try in range(SIGN_IN_BY_LOGIN.most):
        answer = sign_in(browser_at(world), phone, WRONG)
        report.expect("a wrong password is refused", answer.status_code == 409)
    report.expect(
        "a locked login opens to nobody", sign_in(browser_at(world), phone, PASSWORD).status_code == 409
    )
    report.expect(
        "another login isn't locked", sign_in(browser_at(world), other, PASSWORD).status_code == 302
    )
    report.figures.append(f"a login locked after {SIGN_IN_BY_LOGIN.most} wrong passwords")


def lock_addresses(report: Report, world: "World") -> None:
    """An address that tries many logins is locked out, and nobody else."""
    from dinghuo.organisations.rules.limits import SIGN_IN_BY_ADDRESS
    from tests.organisations.world import PASSWORD

    phone, address = world.member(world.buyer, "buyer-admin").person.phone, "fd00::bad"
    browser = browser_at(world, address)
    for attempt in range(SIGN_IN_BY_ADDRESS.most):
        sign_in(browser, f"guess-{attempt}-{uuid4().hex}@nobody.example", WRONG)
    report.expect("a locked address gets in", sign_in(browser, phone, PASSWORD).status_code == 409)
    report.expect("others are locked out too", sign_in(browser_at(world), phone, PASSWORD).status_code == 302)
    report.figures.append(f"an address locked after {SIGN_IN_BY_ADDRESS.most}")


def many_at_once(report: Report, world: "World") -> None:
    """Of many guesses at the same moment no more are compared than one after the other."""
    from django.db import connections

    from dinghuo.organisations.rules.limits import SIGN_IN_BY_LOGIN

    phone = world.member(world.buyer, "buyer-admin").person.phone
    pages: list[str] = []

    def guess() -> None:
        pages.append(sign_in(browser_at(world), phone, WRONG).content.decode())
        connections.close_all()

    threads = [threading.Thread(target=guess) for _each in range(SIGN_IN_BY_LOGIN.most + 6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    compared = sum("belong together" in page for page in pages)
    report.expect(f"{compared} guesses were compared", compared == SIGN_IN_BY_LOGIN.most)


def codes(report: Report, world: "World") -> None:
    """A code sets a password once; it dies by wrong tries and by age, and doesn't come twice a minute."""
    from datetime import timedelta

    from dinghuo.foundation.clock import now
    from dinghuo.foundation.tenancy import acting
    from dinghuo.organisations.models import ResetCode
    from dinghuo.organisations.rules.limits import CODE_TRIES

    phones = [world.member(world.buyer, "buyer-admin").person.phone for _each in range(3)]
    for phone in phones:
        browser_at(world).post("/forgot-password", {"login": phone})
        report.secrets.add(world.code_sent(phone))
    by_use, by_tries, by_age = phones
    # By the clock's minutes: one may have ended in between, not several.
    again = [
        browser_at(world).post("/forgot-password", {"login": by_tries}).status_code for _each in range(3)
    ]
    report.expect(f"codes come several times a minute: {again}", 409 in again)
    report.expect("the right code sets a password", reset(world, by_use).status_code == 302)
    report.expect("a code serves twice", reset(world, by_use).status_code == 409)
    report.expect("the new password opens", sign_in(browser_at(world), by_use, NEW).status_code == 302)
    for _try in range(CODE_TRIES):
        report.expect("a wrong code is taken", reset(world, by_tries, "none").status_code == 409)
    report.expect("a code outlives wrong tries", reset(world, by_tries).status_code == 409)
    with acting(world.system):
        ResetCode.objects.filter(sent_to=by_age).update(expires_at=now() - timedelta(seconds=1))
    report.expect("a code outlives its time", reset(world, by_age).status_code == 409)


def reset(world: "World", phone: str, code: str = "") -> Any:
    """Type a code (the one that was sent) and a new password."""
    typed = {"login": phone, "code": code or world.code_sent(phone), "password": NEW}
    return browser_at(world).post("/reset-password", typed)


def sessions(report: Report, world: "World") -> None:
    """A device is signed out by the next page, whatever ended its session."""
    from dinghuo.organisations.actions.market.change_status import change_status
    from dinghuo.organisations.actions.people.set_membership_status import set_membership_status
    from tests.organisations.world import PASSWORD

    def signed_in(browsers: int = 2) -> tuple[Any, list["Client"]]:
        member = world.member(world.other_buyer, "buyer-admin")
        found = [browser_at(world) for _each in range(browsers)]
        for browser in found:
            sign_in(browser, member.person.phone, PASSWORD)
            report.secrets.add(browser.cookies["dinghuo_session"].value.partition(".")[2])
        return member, found

    def change_password(member: Any, here: "Client") -> None:
        here.post("/account", {"current": PASSWORD, "password": NEW})

    def forget(member: Any, here: "Client") -> None:
        browser_at(world).post("/forgot-password", {"login": member.person.phone})
        report.secrets.add(world.code_sent(member.person.phone))
        reset(world, member.person.phone)

    ways: dict[str, Callable[[Any, Client], object]] = {
        "a new password": change_password,
        "a forgotten password": forget,
        "all other devices": lambda member, here: here.post("/account/devices/others"),
        "a suspended member": lambda member, here: set_membership_status(
            world.system, member.id, "suspended"
        ),
        "a blocked company": lambda member, here: change_status(
            world.system, world.other_buyer.id, "blocked"
        ),
    }
    for told, way in ways.items():
        member, (here, there) = signed_in()
        report.expect(f"{told}: the device is signed in before", there.get("/account").status_code == 200)
        way(member, here)
        report.expect(f"{told} signs the other device out", there.get("/account").status_code == 302)
    change_status(world.system, world.other_buyer.id, "active")


def nobody_is_told(report: Report, world: "World", rounds: int) -> None:
    """Known or not, the page is the same, and so is the time it takes."""
    from tests.organisations.world import a_phone

    known = [world.member(world.buyer, "buyer-admin").person.phone for _each in range(rounds)]
    unknown = [a_phone() for _each in range(rounds)]
    asked = {
        "/sign-in": {"password": WRONG},
        "/forgot-password": {},
        "/reset-password": {"code": "000000", "password": NEW},
    }
    for page, typed in asked.items():
        took: dict[bool, list[float]] = {True: [], False: []}
        told: dict[bool, set[tuple[int, bytes]]] = {True: set(), False: set()}
        for phones in zip(known, unknown, strict=True):
            for is_known, phone in zip((True, False), phones, strict=True):
                browser = browser_at(world)
                started = time.perf_counter()
                answer = browser.post(page, typed | {"login": phone})
                took[is_known].append(time.perf_counter() - started)
                told[is_known].add((answer.status_code, without(answer.content, phone)))
        report.expect(f"{page} answers otherwise to who is known", told[True] == told[False])
        slower = share_slower(took[True], took[False])
        report.figures.append(
            f"{page} {statistics.median(took[True]) * 1000:.0f} ms known, "
            f"{statistics.median(took[False]) * 1000:.0f} ms unknown ({slower:.0%} slower)"
        )
        report.expect(f"{page} takes another time for who is known: {slower:.0%}", abs(slower - 0.5) < NOISE)


def without(content: bytes, phone: str) -> bytes:
    """The page without what was typed and its token."""
    bare = phone.removeprefix("+86").encode()
    return TOKEN.sub(b"", content.replace(phone.encode(), b"").replace(bare, b""))


def share_slower(first: list[float], second: list[float]) -> float:
    """How often one of the first is slower than one of the second: a half if nothing tells them apart."""
    return sum(one > other for one in first for other in second) / (len(first) * len(second))


def written(report: Report, world: "World", ear: Ear) -> None:
    """No secret stands in a log line, nor in a table. (A code stands in the message that carries it.)"""
    from django.apps import apps
    from django.db import connection

    from dinghuo.foundation.tenancy import acting

    report.figures.append(
        f"{len(ear.lines)} log lines and every table searched for {len(report.secrets)} secrets"
    )
    for line in ear.lines:
        report.wrong += [f"logged: {line[:120]}" for secret in report.secrets if secret in line]
    codes = {secret for secret in report.secrets if secret.isdigit()}
    # Six digits are part of many a number: of a code only the hash is told apart.
    others = sorted(report.secrets - codes)
    with acting(world.system), connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            if not hasattr(model, "isolation") or not model._meta.managed:
                continue
            cursor.execute(
                f"SELECT count(*) FROM {table} x WHERE x.market_id = %s AND EXISTS "
                "(SELECT FROM unnest(%s::text[]) secret WHERE strpos(x::text, secret) > 0)",
                [world.market_id, others],
            )
            report.expect(f"{table} holds a secret", cursor.fetchone()[0] == 0)


if __name__ == "__main__":
    main()
