"""A market for each test of fulfilment."""

import pytest

from tests.finance.world import World


@pytest.fixture
def world(db: None) -> World:
    """A market that nobody else uses."""
    return World()


@pytest.fixture
def live_world(live: None) -> World:
    """A market that is really committed, for tests of two at once."""
    return World()
