"""The short form of bin/prove ledger: a few deals, then a changed row of each table."""

import os
from argparse import Namespace
from dataclasses import replace

from dinghuo.local.address import address
from dinghuo.local.places import secret
from proofs.ledger import prove


def test_the_books_are_right_and_what_is_changed_is_named(live):
    superuser = replace(
        address("owner"),
        name=os.environ["DINGHUO_DB_NAME"],
        user="postgres",
        password=secret("password-postgres"),
    )
    assert prove(Namespace(documents=40, seconds=5, seed=4), superuser) == []
