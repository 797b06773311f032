"""What every test of a screen begins with."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _own_language():
    """A page leaves its language active in its thread; the next test begins with the program's own."""
    yield
    translation.deactivate()
