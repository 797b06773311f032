"""bin/test: the test suite on real PostgreSQL, spread over the machine's cores."""

import os
import subprocess
import sys

from dinghuo.local import browser, messages, roles
from dinghuo.local.address import external
from dinghuo.local.places import ROOT
from dinghuo.local.server import Use

USAGE = """bin/test [pytest's arguments]

  bin/test                             everything
  bin/test tests/ordering              one folder
  bin/test tests/ordering/test_x.py -x one file
  bin/test -n 0 --pdb                  in one process, with a debugger
"""


def main() -> None:
    """Get what the tests need, then become pytest."""
    arguments = sys.argv[1:]
    if {"-h", "--help"} & set(arguments):
        print(USAGE)
        return
    messages.compile_all()
    if _may_meet_browser(arguments):
        browser.prepare()
    with Use():
        if external():
            # The embedded server's keeper has made the roles; on this one nobody may have.
            roles.prepare_external()
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *_spread(arguments), *arguments], cwd=ROOT, check=False
        )
    sys.exit(done.returncode)


def _may_meet_browser(arguments: list[str]) -> bool:
    places = [argument for argument in arguments if argument.startswith("tests")]
    return not places or any("stories" in place for place in places)


def _spread(arguments: list[str]) -> list[str]:
    """Use several processes, each with its own database, unless few tests or a debugger are asked for."""
    single = any(argument.endswith(".py") or "::" in argument for argument in arguments)
    if single or {"-n", "--pdb", "--collect-only", "--co"} & set(arguments):
        return []
    # Files stay whole: a story is told in one process.
    return ["-n", str(min(os.cpu_count() or 1, 8)), "--dist", "loadfile"]


if __name__ == "__main__":
    main()
