"""The one definition of what could be promised to a buyer: lists, pages, carts, files and filters say it alike."""

from typing import Any
from uuid import UUID

from django.db.models import DecimalField

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.row_statement import RowStatement
from dinghuo.foundation.statements import beside
from dinghuo.organisations.queries.today import today

_PROMISABLE = beside(__file__)


def promisable(which: str) -> str:
    """The statement for the balances `s` of which this SQL says that they are meant."""
    return _PROMISABLE.replace("{which}", which)


def asking(actor: Actor, buyer_id: UUID | None) -> dict[str, Any]:
    """Its parameters: for a buyer at this instant (None: a guest, or the owner itself)."""
    return {"market": actor.market_id, "buyer": buyer_id, "today": today(actor), "now": now()}


def promisable_of(actor: Actor, variant: str, owner: str) -> RowStatement:
    """What of its article (the column `variant`) and seller (`owner`) could be promised to anybody, for each row of a
    query; null where nothing is there."""
    mine = promisable("s.variant_id = {variant} AND s.owner_id = {owner}")
    return RowStatement(
        f"(SELECT a.quantity FROM ({mine}) a)",
        asking(actor, None),
        {"variant": variant, "owner": owner},
        DecimalField(max_digits=18, decimal_places=6, null=True),
    )
