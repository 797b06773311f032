"""bin/doctor: runs every check, says what it found, and ends with 1 if something is broken."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, InterfaceError

from dinghuo.local.places import var
from dinghuo.local.server import Use
from dinghuo.operations.doctor.finding import Finding, fault

SIGNS = {"well": "·", "warning": "!", "fault": "✗"}
DATABASE_MEND = "See docs/operations/runbook.md, database won't start; with DATABASE_URL, try psql with it."


def main(arguments: Sequence[str] | None = None) -> int:
    """Look at everything; the exit code is 1 if there is a fault."""
    parser = argparse.ArgumentParser(prog="bin/doctor", description=__doc__)
    parser.add_argument("--json", action="store_true", help="for programs: a list of findings")
    parser.add_argument(
        "--books", action="store_true", help="also prove each market's books, which may take a while"
    )
    options = parser.parse_args(arguments)
    found = examine(books=options.books)
    if options.json:
        print(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1))
    else:
        for each in found:
            print(f"{SIGNS[each.level]} {each.check:<10} {each.text}")
            if each.mend:
                print(f"  {'':<10} → {each.mend}")
    return 1 if any(each.level == "fault" for each in found) else 0


def examine(books: bool = False) -> list[Finding]:
    """Every finding. What can't be looked at any more, because something below it is broken, is left out."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinghuo.settings.dev")
    try:
        use = Use()
        use.__enter__()
    except (RuntimeError, OSError) as reason:
        mend = f"Read the end of {var() / 'postgres.log'}; {DATABASE_MEND}"
        return [fault("database", str(reason).strip(), mend)]
    try:
        django.setup()
    except (ImproperlyConfigured, ValueError, OSError) as reason:
        return [fault("settings", str(reason), "Set it in /etc/dinghuo/environment (deploy/environment).")]
    with use:
        return _checks(books)


def _checks(books: bool) -> list[Finding]:
    # They import what only exists once Django is set up.
    from dinghuo.operations.doctor import database, machine, settings, tables

    looks: list[Callable[[], list[Finding]]] = [
        settings.look_at_settings,
        settings.look_at_ports,
        machine.look_at_disks,
        machine.look_at_backups,
        database.look_at_server,
        database.look_at_role,
        database.look_at_migrations,
        tables.look_at_tables,
        database.look_at_clock,
        machine.look_at_queue,
        *([machine.look_at_books] if books else []),
    ]
    found: list[Finding] = []
    for look in looks:
        try:
            found += look()
        except (DatabaseError, InterfaceError) as reason:
            text = f"the database doesn't answer: {str(reason).strip().splitlines()[0]}"
            mend = "Run bin/setup." if "does not exist" in text else DATABASE_MEND
            return [*found, fault("database", text, mend)]
    return found


if __name__ == "__main__":
    sys.exit(main())
