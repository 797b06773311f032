"""The one list of checks, run by bin/lint, bin/fix and bin/ci. Every check runs, and the failed ones are named last."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field

from dinghuo.local.places import ROOT
from dinghuo.local.server import Use

DJADE = ["djade", "--target-version", "5.2"]
TEMPLATES = [
    file.relative_to(ROOT).as_posix() for file in sorted(ROOT.glob("dinghuo/**/templates/**/*.html"))
]
MANAGE = [sys.executable, "manage.py"]
# check --deploy looks at the settings only: these stand for what a server's environment brings.
SERVER = {
    "DJANGO_SETTINGS_MODULE": "dinghuo.settings.production",
    "DINGHUO_SECRET_KEY": "a-key-of-fifty-characters-that-nobody-uses-anywhere-0123456789",
    "DINGHUO_HOSTS": "example.com",
    "DINGHUO_SMS_URL": "https://sms.example.com",
}


@dataclass(frozen=True)
class Check:
    """A command that fails when something is wrong."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    # Ends with 1 also when it has put something right.
    changes: bool = False
    # Has something to say also when all is well.
    tells: bool = False


LINT = [
    Check("format", ["ruff", "format", "--check", "--quiet", "."]),
    Check("code", ["ruff", "check", "--quiet", "."]),
    Check("layers", ["lint-imports"]),
    Check("types", ["mypy"]),
    Check("templates", [*DJADE, "--check", *TEMPLATES]),
    Check("models", [*MANAGE, "makemigrations", "--check", "--dry-run", "--verbosity", "1"]),
    Check("deployment", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], SERVER),
    Check("packages", [sys.executable, "-m", "dinghuo.local.locks"]),
]
FIX = [
    Check("code", ["ruff", "check", "--fix", "--quiet", "."]),
    Check("format", ["ruff", "format", "--quiet", "."]),
    Check("templates", [*DJADE, *TEMPLATES], changes=True),
]
AUDIT = [Check("audit", [sys.executable, "-m", "dinghuo.local.audit"], tells=True)]
TESTS = [Check("tests", [sys.executable, "-m", "dinghuo.local.testing"])]
LISTS = {"lint": LINT, "fix": FIX, "ci": [*LINT, *AUDIT, *TESTS]}


def main() -> None:
    """Run the list that is asked for; exit with 1 when a check failed."""
    name = sys.argv[1]
    started = time.monotonic()
    with Use():
        failed = [check.name for check in LISTS[name] if not passes(check)]
    print(f"bin/{name}: {time.monotonic() - started:.0f} s", end="")
    print(f", FAILED: {', '.join(failed)}" if failed else ", all well")
    sys.exit(1 if failed else 0)


def passes(check: Check) -> bool:
    """Run a check, and show what it says if it fails. The tests speak for themselves."""
    started = time.monotonic()
    quiet = check not in TESTS
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env={**os.environ, **check.environment},
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
        text=True,
        check=False,
    )
    well = done.returncode == 0 or (check.changes and done.returncode == 1)
    print(f"{'·' if well else '✗'} {check.name}  {time.monotonic() - started:.1f} s", flush=True)
    if (not well or check.tells) and quiet:
        print(done.stdout, flush=True)
    return well


if __name__ == "__main__":
    main()
