"""What the short forms of proofs need: the web server over the tests' own database."""

from collections.abc import Iterator

import pytest

from proofs.shared.serving import Serving


@pytest.fixture(scope="session")
def served(django_db_setup: None) -> Iterator[int]:
    """The port of a web server that sees what tests commit (use it with `live`)."""
    with Serving() as serving:
        yield serving.port
