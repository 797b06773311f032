"""Keeps from being ordered what isn't sold today for want of a valid paper of it, of its seller or of its buyer."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from dinghuo.catalogue.queries.find_goods import Goods
from dinghuo.catalogue.queries.qualifications.not_for_sale import Hindrance, not_for_sale
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.ordering.rules.draft import Draft

Hindered = Mapping[tuple[UUID, UUID], Hindrance]


def hindered(actor: Actor, buyer_id: UUID, drafts: Iterable[Draft], goods: Mapping[str, Goods]) -> Hindered:
    """What of the drafts isn't sold to the buyer. One statement, and none where no rule asks for papers."""
    asked = {(draft.variant_id, draft.seller_id) for draft in drafts if goods[draft.sku].governed}
    return not_for_sale(actor, asked, buyer_id)


def check_papers(drafts: Iterable[Draft], found: Hindered, path: str = "lines") -> None:
    """Raise Invalid with a fault for each draft that isn't sold."""
    faults = Faults()
    for draft in drafts:
        if hindrance := found.get((draft.variant_id, draft.seller_id)):
            faults.add(f"{path}.{draft.index}.sku", "not-for-sale", f"{draft.name}: {hindrance}")
    faults.raise_any()
