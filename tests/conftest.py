"""Fixtures for all tests: the real database, in a transaction that is rolled back or for real, jobs, two at once."""

import json
import os
import threading
from collections.abc import Callable, Iterator
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.utils import translation
from procrastinate.contrib.django import app

from dinghuo.local import browser as chromium
from dinghuo.local.server import Use
from tests.database import cloned

ROUNDS = 1000
# On a person's machine properties look for new cases; a build server tries the same ones each time, so that a failure
# belongs to the change it shows up with. A shared machine has no use for deadlines.
hypothesis.settings.register_profile("build", derandomize=True, deadline=None)
hypothesis.settings.register_profile("person", deadline=None)
hypothesis.settings.load_profile("build" if os.environ.get("CI") == "true" else "person")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """Point both connections at a database of this process."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with Use(), cloned(worker) as address:
        for alias in ("default", "numbers"):
            place = {"HOST": address.host, "PORT": address.port, "NAME": address.name}
            settings.DATABASES[alias].update(place)
            connections[alias].settings_dict.update(place)
        # Processes that a test starts find the same database.
        os.environ["DINGHUO_DB_NAME"] = address.name
        yield
        del os.environ["DINGHUO_DB_NAME"]
        with django_db_blocker.unblock():
            connections.close_all()


@pytest.fixture
def _django_db_helper(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> Iterator[None]:
    """What `db`, the mark django_db and `live` do. Replaces pytest-django's own, which truncates tables.

    The connection for document numbers always commits: a rolled-back test leaves a counter in its own market.
    """
    mark = request.node.get_closest_marker("django_db")
    live = bool(mark and mark.kwargs.get("transaction")) or bool(
        {"live", "live_server", "transactional_db"} & set(request.fixturenames)
    )
    with django_db_blocker.unblock():
        if live:
            yield
            # The market stays, but its jobs would run in the next test that drains.
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM procrastinate_jobs")
            return
        test = transaction.atomic()
        test._from_testcase = True  # type: ignore[attr-defined]  # lets durable blocks run inside, as Django's TestCase
        with test:
            yield
            transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Begin each test in English, whatever language the one before was left in."""
    with translation.override("en"):
        yield


@pytest.fixture
def live(_django_db_helper: None) -> None:
    """Commit for real: for two at once and for browsers. What the test makes stays, in the test's own market."""


@pytest.fixture
def drain(db: None) -> Callable[[], int]:
    """Return a function that runs queued jobs, also those they queue, until none is left; it returns how many ran.

    Jobs planned for later run at once. A job that fails fails the test.
    """

    def run() -> int:
        ran = 0
        while job := _take():
            ran += 1
            assert ran < ROUNDS, f"jobs queue jobs without end, the last one {job[0]}"
            name, arguments = job
            app.tasks[name].func(**arguments)
        return ran

    return run


def _take() -> tuple[str, dict[str, Any]] | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE id = (SELECT min(id) FROM procrastinate_jobs WHERE status = 'todo') "
            "RETURNING task_name, args"
        )
        row = cursor.fetchone()
    return (row[0], json.loads(row[1])) if row else None


@pytest.fixture
def two_at_once(live: None) -> Callable[..., list[Any]]:
    """Return a function that runs callables at the same moment, each with its own connections.

    It returns what each returned or, in its place, the exception it raised.
    """

    def run(*works: Callable[[], Any]) -> list[Any]:
        outcomes: list[Any] = [None] * len(works)
        start = threading.Barrier(len(works))

        def work(position: int) -> None:
            try:
                connection.ensure_connection()
                start.wait(timeout=30)
                outcomes[position] = works[position]()
            except Exception as fault:  # an outcome like any other, the test looks at it
                outcomes[position] = fault
            finally:
                connections.close_all()

        threads = [threading.Thread(target=work, args=(position,)) for position in range(len(works))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert not any(thread.is_alive() for thread in threads), "two at once wait for each other"
        return outcomes

    return run


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Yield a Chromium. Without one the story is skipped on a person's machine and fails where CI=true."""
    from playwright.sync_api import sync_playwright

    path = chromium.find()
    if path is None:
        reason = "NO CHROMIUM: browser stories did not run. Set CHROMIUM, or run bin/setup --browser as root."
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    # Playwright's own loop runs in this thread, where Django would take our queries for asynchronous ones.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield found
        found.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
