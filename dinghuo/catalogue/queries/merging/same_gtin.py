"""Articles with one barcode: written with more or fewer zeros in front, or the barcode of a pack of one."""

from collections.abc import Sequence
from dataclasses import dataclass

from dinghuo.catalogue.permissions import MERGE_GOODS
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.statements import beside, fetch

SAME = beside(__file__)
#: Proposals shown at once.
MOST = 100


@dataclass(frozen=True, slots=True)
class SameGtin:
    """Two articles on sale that carry one barcode; the first was there first."""

    kept: str
    kept_name: str
    merged: str
    merged_name: str
    gtin: str


def same_gtin(actor: Actor) -> Sequence[SameGtin]:
    """The pairs, the first made first. One statement."""
    require(actor, MERGE_GOODS)
    return [SameGtin(*row) for row in fetch(SAME, {"market": actor.market_id, "most": MOST})]
