"""Whose people pick and send off goods: their owner's, or those of the house that keeps them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.models import Picking
from dinghuo.fulfilment.queries.kept_orders import KEEPER_SHIPS, for_owner
from dinghuo.inventory.errors import OthersHands
from dinghuo.inventory.states import Ships
from dinghuo.inventory.steps.find_consignment import ships_of


@contextmanager
def picking_hands(actor: Actor, number: str) -> Iterator[Actor]:
    """A transaction in which a picking is worked on: in the name of the house whose goods are picked, where the actor's
    house keeps them. Raises OthersHands where the agreement lets only the owner send them off."""
    with acting(actor):
        owner_id = _picked_for(actor, number)
        worker = actor if owner_id is None else for_owner(actor, owner_id)
        with acting(worker, savepoint=False):
            yield worker


def _picked_for(actor: Actor, number: str) -> UUID | None:
    """Whose goods the keeper picks; None for those of the actor's own house, and in the market's scope."""
    if actor.scope == "market":
        return None
    rows = Picking.objects.filter(market_id=actor.market_id, number=number, keeper_id=actor.organisation_id)
    found = rows.values_list("seller_id", "warehouse_id").first()
    if found is None:
        return None
    owner_id, place_id = found
    if ships_of(actor, owner_id, [place_id]).get(place_id) not in KEEPER_SHIPS:
        raise OthersHands(_("The owner sends these goods off itself: the agreement says so."))
    return owner_id


def refuse_kept(actor: Actor, owner_id: UUID, keepers: Mapping[UUID, UUID]) -> None:
    """Raise OthersHands where the owner's people would pick or send off goods (warehouse -> whose place it is) that
    only their keeper sends off. One statement, none where nothing lies with others, nor in the market's scope."""
    kept = [place_id for place_id, keeper_id in keepers.items() if keeper_id != owner_id]
    if actor.scope == "market" or not kept:
        return
    ships = ships_of(actor, owner_id, kept)
    if any(ships.get(place_id, Ships.KEEPER) == Ships.KEEPER for place_id in kept):
        raise OthersHands(
            _("These goods lie with another house, which sends them off. Send the rest, or ask it to.")
        )
