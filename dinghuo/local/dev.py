"""Runs the market on this machine: database, web server and worker, until Ctrl-C."""

import argparse
import json
import os
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable

from dinghuo.local import setup
from dinghuo.local.address import address
from dinghuo.local.cluster import free_port
from dinghuo.local.places import ROOT, read_json, var, write_secret
from dinghuo.local.processes import Child, supervise
from dinghuo.local.server import Use

PORT = 8000
#: The environment of a program that runs on this machine as on a server.
PRODUCTION = {"DJANGO_SETTINGS_MODULE": "dinghuo.settings.production", "DINGHUO_LOOPBACK": "1"}


def main() -> None:
    """Set up what is missing, then serve."""
    parser = argparse.ArgumentParser(prog="bin/dev", description=__doc__)
    parser.add_argument("--port", type=int, help=f"port on 127.0.0.1; default {PORT} or the next free one")
    parser.add_argument("--production", action="store_true", help="settings as on a server, without TLS")
    parser.add_argument("--no-demo", action="store_true", help="don't load the demo market")
    options = parser.parse_args()
    started = time.monotonic()
    with Use() as use:
        setup.prepare(demo=not options.no_demo)
        port = _port(options.port)
        environment = _environment(options.production)
        if options.production:
            with setup.step("Static files"):
                setup.manage("collectstatic", "--no-input", "--verbosity", "0", **environment)
        url = f"http://127.0.0.1:{port}"
        _note_url(url)
        children = [web_server(port, environment), worker(environment)]
        rounds = [use.ensure, mover(children), _announcement(url, started)]
        if not options.production:
            rounds.append(_reloader(children))

        def each_round() -> None:
            for task in rounds:
                task()

        supervise(children, each_round)
        use.end()


def _environment(production: bool) -> dict[str, str]:
    if production:
        return PRODUCTION
    return {"DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "dinghuo.settings.dev")}


def web_server(port: int, environment: dict[str, str]) -> Child:
    """The web server's command, as bin/dev and bin/bench run it."""
    production = "DINGHUO_LOOPBACK" in environment
    # One Python process fills about one core; threads beyond a few only wait for each other.
    processes = min(os.cpu_count() or 1, 4) if production else 1
    command = [
        *(sys.executable, "-m", "granian", "dinghuo.web.wsgi:application", "--interface", "wsgi"),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", str(processes)),
        *("--blocking-threads", "4", "--log-level", "warning", "--respawn-failed-workers"),
    ]
    return Child("web server", command, environment)


def worker(environment: dict[str, str]) -> Child:
    """The worker's command, as bin/dev and bin/bench run it."""
    return Child("worker", [sys.executable, str(ROOT / "manage.py"), "work"], environment)


def _port(wanted: int | None) -> int:
    if wanted:
        if free_port(wanted) != wanted:
            sys.exit(f"Port {wanted} is taken.")
        return wanted
    return next(port for port in range(PORT, PORT + 1000) if free_port(port) == port)


def _note_url(url: str) -> None:
    """Say in var/demo.json where the market is: programs that try it out read that."""
    demo = read_json(var() / "demo.json")
    if demo and demo.get("url") != url:
        write_secret(var() / "demo.json", json.dumps({**demo, "url": url}, ensure_ascii=False, indent=1))


def _announcement(url: str, started: float) -> Callable[[], None]:
    """Return a task that says once what keeps the program from serving, then once where it serves and to whom."""
    said = ""

    def announce() -> None:
        nonlocal said
        if said == "ready":
            return
        missing = _missing(url)
        if missing == "":
            seconds = time.monotonic() - started
            print(
                f"\n{setup.logins()}\n\n  {url}   ready after {seconds:.0f} s, Ctrl-C stops it\n", flush=True
            )
            said = "ready"
        elif missing and missing != said:
            print(f"! not ready: {missing}", flush=True)
            said = missing

    return announce


def _missing(url: str) -> str | None:
    """Return what the program says is missing, nothing when it can serve, None when it doesn't answer yet."""
    try:
        with urllib.request.urlopen(f"{url}/health/ready", timeout=5):
            return ""
    except urllib.error.HTTPError as fault:
        return fault.read().decode()
    except OSError:
        return None


def _reloader(children: list[Child]) -> Callable[[], None]:
    """Return a task that starts the children anew when the program's code has changed."""
    seen = _newest()

    def look() -> None:
        nonlocal seen
        newest = _newest()
        if newest != seen:
            seen = newest
            print("· The code has changed, starting anew", flush=True)
            for child in children:
                child.renew()

    return look


def mover(children: list[Child]) -> Callable[[], None]:
    """Return a task that starts the children anew when the database has had to move to another port."""
    known = address("app")

    def look() -> None:
        nonlocal known
        found = address("app")
        if found != known:
            known = found
            for child in children:
                child.renew()

    return look


def _newest() -> tuple[int, float]:
    times = [file.stat().st_mtime for file in (ROOT / "dinghuo").rglob("*.py")]
    return len(times), max(times)


if __name__ == "__main__":
    main()
