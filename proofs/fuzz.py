"""Schemathesis over the whole API, all checks: no 5xx, no undescribed status, no answer that breaks its schema.

Runs tests/api/test_schemathesis.py with many more examples for each call than bin/test does.

    bin/prove fuzz [--examples 200] [--seed 1]
"""

import argparse
import os
import subprocess
import sys


def main() -> None:
    """Run it, and say how much was tried."""
    parser = argparse.ArgumentParser(prog="bin/prove fuzz")
    parser.add_argument("--examples", type=int, default=200, help="for each call")
    parser.add_argument("--seed", type=int, default=None)
    chosen = parser.parse_args()
    command = [
        sys.executable,
        "-m",
        "pytest",
        "tests/api/test_schemathesis.py",
        "-q",
        "-p",
        "no:cacheprovider",
    ]
    if chosen.seed is not None:
        command.append(f"--hypothesis-seed={chosen.seed}")
    settings = {"DJANGO_SETTINGS_MODULE": "dinghuo.settings.test", "FUZZ_EXAMPLES": str(chosen.examples)}
    failed = subprocess.run(command, env={**os.environ, **settings}, check=False).returncode
    print(
        f"fuzz: {chosen.examples} examples for each call: {'NOT well' if failed else 'no 5xx, all as described'}"
    )
    sys.exit(failed)


if __name__ == "__main__":
    main()
