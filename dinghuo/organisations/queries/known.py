"""Finds the organisations that documents name, by their ids."""

import json
from collections.abc import Collection
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import fetch
from dinghuo.organisations.models import Organisation

NAMES = ["id", "market_id", "code", "name", "names"]
KNOWN = """
SELECT id, market_id, code, name, names
FROM organisations_organisation
WHERE market_id = %(market)s AND id = ANY(%(ids)s::uuid[])
"""


def known_organisations(actor: Actor, ids: Collection[UUID]) -> dict[UUID, Organisation]:
    """The organisations with these ids, by id, with what answers about a document say of them. One statement."""
    rows = fetch(KNOWN, {"market": actor.market_id, "ids": list(ids)})
    return {row[0]: Organisation.from_db(None, NAMES, [*row[:-1], json.loads(row[-1])]) for row in rows}
