"""Real orders, all of them: a wholesaler's file imported, its invoices ordered again over the API, to the penny.

Runs tests/stories/test_real_orders.py over the whole of online-retail-2010-12-a.csv (looked for in DINGHUO_DATA, else
in ../shared/data); bin/test takes a sample of it.

    bin/prove real-orders
"""

import os
import subprocess
import sys
import time

from tests.real_trade import place


def main() -> None:
    """Run it on a database of its own, and say what was sold."""
    if not place().is_file():
        sys.exit(
            f"real-orders: NOT PROVEN, {place()} isn't there. Set DINGHUO_DATA to the folder that holds it."
        )
    command = [sys.executable, "-m", "pytest", "tests/stories/test_real_orders.py", "-q", "-s"]
    settings = {"DJANGO_SETTINGS_MODULE": "dinghuo.settings.test", "REAL_ORDERS": "all"}
    started = time.monotonic()
    command += ["-p", "no:cacheprovider"]
    with subprocess.Popen(command, env={**os.environ, **settings}, stdout=subprocess.PIPE, text=True) as run:
        for line in run.stdout or ():
            # What is proven, without a line for each of a thousand requests.
            if "] request " not in line:
                print(line, end="", flush=True)
    failed = run.returncode
    print(f"real-orders: {'NOT proven' if failed else 'proven'} in {time.monotonic() - started:.0f} s")
    sys.exit(failed)


if __name__ == "__main__":
    main()
