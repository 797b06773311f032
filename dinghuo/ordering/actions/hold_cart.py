"""Holds what a cart needs for who is at the checkout."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from dinghuo.catalogue.queries.find_goods import Goods, find_goods
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.queries.life_needs import needs_of
from dinghuo.inventory.rules.supply import Supply
from dinghuo.inventory.rules.wants import Taken, Want
from dinghuo.inventory.steps.lock_supply import lock_supply
from dinghuo.inventory.steps.write_cart_holds import drop_cart_holds, write_cart_holds
from dinghuo.ordering.models import CartLine
from dinghuo.ordering.permissions import PLACE
from dinghuo.ordering.queries.cart import cart_lines
from dinghuo.ordering.queries.cart_kits import parts_of
from dinghuo.ordering.queries.cart_wants import wanted_of
from dinghuo.ordering.steps.open_cart import open_cart
from dinghuo.organisations.models import Storefront

Key = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class HeldCart:
    """Until when goods are held; None: none are. `short`: of which not all that the cart needs could be held."""

    until: datetime | None
    short: Sequence[Goods] = ()


def hold_cart(actor: Actor, storefront_id: UUID) -> HeldCart:
    """Hold of each article in the actor's cart what it needs, or what there is, for as long as the storefront holds
    goods; says until when, and of what there was too little.

    Once more renews it, with what the cart needs then. Other buyers find so much less until then; the buyer's own
    orders don't. Nothing is called outside meanwhile. About ten statements, one where the storefront holds nothing.
    """
    require(actor, PLACE)
    buyer_id = actor.organisation_id
    with acting(actor):
        shop = Storefront.objects.filter(market_id=actor.market_id, id=storefront_id).only("hold_minutes")
        minutes = next((each.hold_minutes for each in shop), 0)
        if buyer_id is None:
            raise NotFound("buyer")
        if not minutes:
            return HeldCart(None)
        cart = open_cart(actor, storefront_id)
        drop_cart_holds(actor, cart.id)
        lines = cart_lines(actor, storefront_id)
        goods = find_goods(actor, storefront_id, [line.variant.sku for line in lines])
        supply, wants = _wants(actor, buyer_id, wanted_of(lines, goods))
        # Who else of the buyer's people is at the checkout holds theirs: it isn't held twice.
        taken = supply.take(wants)
        until = now() + timedelta(minutes=minutes) if taken else None
        if until:
            write_cart_holds(actor, cart.id, buyer_id, taken, until)
        cart.held_until = until
        cart.save(update_fields=["held_until"])
        return HeldCart(until, _short(lines, goods, wants, taken))


def _wants(actor: Actor, buyer_id: UUID, wanted: Mapping[Key, Decimal]) -> tuple[Supply, list[Want]]:
    """What the cart wants, of what there is, and the balances that it is served from, locked."""
    supply = lock_supply(actor, wanted)
    needs = {}
    if supply.has_life_rules:
        needs = needs_of(actor, {(seller_id, buyer_id, variant_id) for variant_id, seller_id in wanted})
    wants = [
        Want(
            new_id(),
            variant_id,
            seller_id,
            quantity,
            partial=True,
            need=needs.get((seller_id, buyer_id, variant_id)),
        )
        for (variant_id, seller_id), quantity in sorted(wanted.items())
    ]
    return supply, wants


def _short(
    lines: Sequence[CartLine], goods: Mapping[str, Goods], wants: Sequence[Want], taken: Sequence[Taken]
) -> list[Goods]:
    """The stocked goods, parts of kits among them, of which less is held than the cart needs."""
    held: dict[UUID, Decimal] = {}
    for part in taken:
        held[part.line_id] = held.get(part.line_id, Decimal(0)) + part.quantity
    lacking = {want.variant_id for want in wants if held.get(want.line_id, Decimal(0)) < want.quantity}
    sold = [found for line in lines if (found := goods.get(line.variant.sku))]
    parts = [part for line in lines for _part, part in parts_of(line, goods.get(line.variant.sku))]
    known = {each.variant_id: each for each in [*sold, *parts] if each.stocked}
    return [each for variant_id, each in known.items() if variant_id in lacking]
