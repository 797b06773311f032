"""Every endpoint and page, for every role, about own, foreign, other markets', missing and malformed things.

Made from the URL route table and the OpenAPI document, over the demo's markets in a cluster of its own. Each screen
declares its door, permission and methods; each call of the API its description. Whoever isn't let in gets 403 or the
sign-in page, whoever asks for what isn't theirs 404, nobody 500. Into the market words are written that only some may
read (prices for one customer, notes, credit limits, document numbers, addresses of people): no answer to anybody else
may hold one.

    bin/prove doors [--share 1.0] [--seed 1]
"""

import argparse
import random
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import django

from proofs.shared.machine import machine
from proofs.shared.place import own_place

if TYPE_CHECKING:
    from proofs.shared.asking import Report


@dataclass(frozen=True)
class Options:
    """`share`: which part of the (visitor, address) pairs is tried."""

    share: float = 1.0
    seed: int = 1


def main() -> None:
    """Ask for everything as everybody."""
    parser = argparse.ArgumentParser(prog="bin/prove doors")
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    given = parser.parse_args()
    options = Options(given.share, given.seed)
    with own_place("doors", demo=True):
        django.setup()
        from django.conf import settings

        # The test client's own host; and no fault page of Django's, which would hide what a server answers.
        settings.ALLOWED_HOSTS = ["*"]
        settings.DEBUG = False
        started = time.monotonic()
        print(machine())
        report = prove(options)
        print(f"seed {options.seed}: {report} in {time.monotonic() - started:.0f} s")
    for wrong in report.wrong[:40]:
        print(f"WRONG: {wrong}")
    failed = bool(report.wrong) or report.asked < 1000
    print(f"doors: {'NOT proven' if failed else 'proven'}")
    sys.exit(1 if failed else 0)


def prove(options: Options) -> "Report":
    """Everybody of the demo's main market at every door, then everybody of the other one."""
    from dinghuo.foundation.actor import Actor
    from dinghuo.foundation.tenancy import gate
    from dinghuo.organisations.models import Market
    from proofs.shared.asking import Asker, Report
    from proofs.shared.canaries import plant
    from proofs.shared.documents import renumber
    from proofs.shared.visitors import Visitor, one_of_each_role

    with gate():
        ids = dict(Market.objects.values_list("key", "id"))
    systems = [Actor.system(ids[key]) for key in ("huayuan", "yunzhan")]
    renumber(systems[1])
    canaries = [plant(system) for system in systems]
    report = Report()
    for system, other in (systems, reversed(systems)):
        asker = Asker(other, canaries, report, options.share, random.Random(options.seed))
        visitors = [*one_of_each_role(system), Visitor("a guest")]
        for visitor in visitors:
            asker.every_page(visitor)
            asker.every_call(visitor)
        report.visitors += len(visitors)
    return report


if __name__ == "__main__":
    main()
