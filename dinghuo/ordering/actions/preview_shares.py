"""Shows who would get what if several orders were answered at once, by reading only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import DinghuoError
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.rules.sharing import Share
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.permissions import CONFIRM
from dinghuo.ordering.queries.parties import with_parties
from dinghuo.ordering.rules.decided import Decided
from dinghuo.ordering.states import URGENT
from dinghuo.ordering.steps.share_pending import reason_faults, share_pending

__all__ = ["Decided", "SharedArticle", "SharesPreview", "SharingLine", "preview_shares"]


@dataclass(frozen=True, slots=True)
class SharingLine:
    """A line that waits for an answer: what it waits for, holds now and would get, in base units."""

    order: Order
    line: OrderLine
    wanted: Decimal
    held: Decimal
    share: Share

    @property
    def is_urgent(self) -> bool:
        """Whether its order goes before others."""
        return self.order.kind in URGENT

    @property
    def waits(self) -> Decimal:
        """What would be on back-order."""
        return self.wanted - self.share.quantity


@dataclass(slots=True)
class SharedArticle:
    """An article that is too little for all, and who would get what, as they are served; `there` and `asked` in base
    units. `rule`: "in_turn" or "proportional", "all" where only the goods' freshness stands against it."""

    line: OrderLine
    there: Decimal
    asked: Decimal
    rule: str
    lines: list[SharingLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SharesPreview:
    """What is too little for all; `orders`: how many could be answered; `refused`: the others, and why."""

    articles: Sequence[SharedArticle]
    orders: int
    refused: Mapping[str, DinghuoError]


def preview_shares(
    actor: Actor, numbers: Sequence[str], decided: Sequence[Decided] = (), why: str | None = None
) -> SharesPreview:
    """The shares that `confirm_orders` would give at this instant; nothing is locked, nobody is promised anything.

    Raises what that would raise of what was decided; a reason isn't asked for unless one is given (`why`).
    """
    require(actor, CONFIRM)
    with acting(actor):
        known = () if why is None else reason_faults(decided, why)
        found = share_pending(actor, numbers, decided, lock=False, known=known)
        with_parties(actor, found.orders)
        by_variant: dict[UUID, list[SharingLine]] = {}
        for order, line in found.pending:
            share = found.stock.shares.get(line.id)
            if share is not None:
                held = max(line.held - line.counters.to_ship, Decimal(0))
                row = SharingLine(order, line, line.counters.pending, held, share)
                by_variant.setdefault(line.variant_id, []).append(row)
        short = [rows for rows in by_variant.values() if any(row.waits for row in rows)]
        return SharesPreview([_article(rows) for rows in short], len(found.orders), found.refused)


def _article(rows: list[SharingLine]) -> SharedArticle:
    share = rows[0].share
    by_rule = [row.share.rule for row in rows if row.share.rule != "hand"]
    return SharedArticle(
        rows[0].line,
        share.there,
        share.asked,
        by_rule[0] if by_rule else "hand",
        sorted(rows, key=lambda row: row.share.place),
    )
