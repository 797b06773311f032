"""bin/serve: one process of an installation in the foreground, as a supervisor such as systemd wants it."""

import argparse
import os
import sys
from collections.abc import Callable

from dinghuo.local import setup
from dinghuo.local.dev import mover
from dinghuo.local.places import ROOT
from dinghuo.local.processes import Child, supervise
from dinghuo.local.server import Use


def main() -> None:
    """Serve until SIGTERM."""
    parser = argparse.ArgumentParser(prog="bin/serve", description=__doc__)
    parser.add_argument("what", choices=("database", "web", "worker"))
    parser.add_argument("--host", default="127.0.0.1", help="web: the address to listen on, for the proxy")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--processes", type=int, default=min(os.cpu_count() or 1, 8), help="web: one a core")
    parser.add_argument("--concurrency", type=int, default=2, help="worker: jobs at once")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinghuo.settings.production")
    with Use() as use:
        children: list[Child] = []
        rounds: list[Callable[[], None]] = [use.ensure]
        if options.what != "database":
            children.append(_web(options) if options.what == "web" else _worker(options))
            rounds.append(mover(children))
        print(f"serving: {options.what}", flush=True)

        def each_round() -> None:
            for task in rounds:
                task()

        supervise(children, each_round)
        if options.what == "database":
            use.end()


def _web(options: argparse.Namespace) -> Child:
    setup.manage("collectstatic", "--no-input", "--verbosity", "0")
    command = [
        *(sys.executable, "-m", "granian", "dinghuo.web.wsgi:application", "--interface", "wsgi"),
        *("--host", options.host, "--port", str(options.port), "--workers", str(options.processes)),
        *("--blocking-threads", "4", "--log-level", "warning", "--respawn-failed-workers"),
    ]
    return Child("web server", command)


def _worker(options: argparse.Namespace) -> Child:
    command = [sys.executable, str(ROOT / "manage.py"), "work", "--concurrency", str(options.concurrency)]
    return Child("worker", command)


if __name__ == "__main__":
    main()
