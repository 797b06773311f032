"""Every call, with what its description allows and what it doesn't: never 5xx, never an answer not described."""

import os
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

from dinghuo.local.places import ROOT
from tests.makers import make_world
from tests.makers.underway import make_trade

CONFIG = SchemathesisConfig.from_path(ROOT / "schemathesis.toml")
#: For each call; bin/prove fuzz asks for many more.
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "5"))
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application(), config=CONFIG)


@pytest.fixture
def trade(db: None) -> Iterator[tuple[str, dict[str, str]]]:
    """The key of somebody who may do everything, in a market with an order under way, and that order's documents.

    All calls share the test's transaction, whose connection a request would close.
    """
    staff, documents = make_trade(make_world())
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield staff.operator.token, documents
    for signal in signals:
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_call(case: schemathesis.Case, trade: tuple[str, dict[str, str]]) -> None:
    token, documents = trade
    if case.meta.generation.mode.is_positive:
        # A number that the description allows is hardly ever one that is there.
        found = documents.get(case.path.split("/")[3])
        real = {"sku": "WATER", "kind": "delivery-note"}
        case.path_parameters = {
            name: real.get(name) or found or made for name, made in (case.path_parameters or {}).items()
        }
    case.call_and_validate(headers={"Authorization": f"Bearer {token}"})
