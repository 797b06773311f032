"""Keeps from being ordered what isn't sold today for want of a valid paper of it, of its seller or of its buyer."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from dinghuo.catalogue.queries.qualifications.not_for_sale import Hindrance, not_for_sale
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.fields import named
from dinghuo.ordering.rules.draft import Draft

Hindered = Mapping[tuple[UUID, UUID], Hindrance]


def hindered(actor: Actor, buyer_id: UUID, drafts: Iterable[Draft]) -> Hindered:
    """What of the drafts, and of the kits that they are parts of, isn't sold to the buyer. One statement, and none
    where no rule asks for papers."""
    asked = set()
    for draft in drafts:
        if draft.governed:
            asked.add((draft.variant_id, draft.seller_id))
        if draft.kit and draft.kit.governed:
            asked.add((draft.kit.variant_id, draft.seller_id))
    return not_for_sale(actor, asked, buyer_id)


def check_papers(drafts: Iterable[Draft], found: Hindered, path: str = "lines") -> None:
    """Raise Invalid with a fault for each draft that isn't sold."""
    faults = Faults()
    told = set()
    for draft in drafts:
        goods = [(draft.variant_id, named(draft))]
        goods += [(draft.kit.variant_id, named(draft.kit))] if draft.kit else []
        for variant_id, name in goods:
            hindrance = found.get((variant_id, draft.seller_id))
            if hindrance and (draft.index, variant_id) not in told:
                told.add((draft.index, variant_id))
                faults.add(f"{path}.{draft.index}.sku", "not-for-sale", f"{name}: {hindrance}")
    faults.raise_any()
