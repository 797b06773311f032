"""A fault of the program itself: tried again, then told with a reference; nothing goes round for ever."""

import logging

import pytest

from dinghuo.foundation.tenancy import acting
from dinghuo.integration.actions.imports.apply_import import apply_import
from dinghuo.integration.actions.imports.continue_import import MOST_TRIES, continue_import
from dinghuo.integration.actions.imports.start_import import start_import
from dinghuo.integration.actions.imports.undo_import import undo_import
from dinghuo.integration.errors import ImportElsewhere
from dinghuo.integration.jobs import resume_imports
from dinghuo.integration.models import Import
from dinghuo.integration.states import ImportKind
from dinghuo.integration.steps.imports.prices import Prices
from tests.integration.imports.bring import Bringing, book

pytestmark = pytest.mark.django_db


def broken(*_arguments):
    raise ZeroDivisionError("a fault of the program")


def begun(bringing):
    content = book(("SKU", "Price"), ("A1", 12))
    return start_import(bringing.actor, ImportKind.PRICES, "a.xlsx", content, {"list": bringing.list})


def worked(bringing, made):
    """Try as the queue does, until it gives in; how often it raised."""
    raised = 0
    for _try in range(MOST_TRIES):
        try:
            continue_import(bringing.world.system, made.id)
        except ZeroDivisionError:
            raised += 1
    return raised


def test_a_preview_that_always_breaks_fails_with_a_reference(drain, monkeypatch, caplog):
    bringing = Bringing(drain)
    monkeypatch.setattr(Prices, "check", broken)
    made = begun(bringing)
    with caplog.at_level(logging.ERROR, "dinghuo.integration"):
        assert worked(bringing, made) == MOST_TRIES - 1
    found = bringing.look(made)
    assert found.state == "failed"
    reference = found.refusal.rstrip(".").split()[-1]
    told = [record for record in caplog.records if reference in record.getMessage()]
    assert told[0].exc_info[0] is ZeroDivisionError
    with acting(bringing.world.system):
        Import.objects.filter(id=made.id).update(touched_at=made.began_at.replace(year=2020))
    resume_imports.func(0)
    with pytest.raises(ImportElsewhere):
        undo_import(bringing.actor, made.id)


def test_a_worker_that_is_killed_each_time_ends_too(drain):
    bringing = Bringing(drain)
    made = begun(bringing)
    with acting(bringing.world.system):
        Import.objects.filter(id=made.id).update(tries=MOST_TRIES)
    continue_import(bringing.world.system, made.id)
    assert bringing.look(made).state == "failed"


def test_one_that_breaks_once_goes_on(drain, monkeypatch):
    bringing = Bringing(drain)
    made = begun(bringing)
    with monkeypatch.context() as patched:
        patched.setattr(Prices, "check", broken)
        with pytest.raises(ZeroDivisionError):
            continue_import(bringing.world.system, made.id)
    drain()
    assert (bringing.look(made).state, bringing.look(made).tries) == ("previewed", 0)


def test_what_a_failed_import_had_written_can_be_undone(drain, monkeypatch):
    bringing = Bringing(drain)
    made = begun(bringing)
    drain()
    apply_import(bringing.actor, made.id)
    drain()
    with acting(bringing.world.system):
        Import.objects.filter(id=made.id).update(state="failed")
    undo_import(bringing.actor, made.id)
    drain()
    assert bringing.look(made).state == "undone"
    assert bringing.prices("A1")[-1] == ("10.00", True)
