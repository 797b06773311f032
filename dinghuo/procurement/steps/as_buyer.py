"""Lets who may replenish a house buy what replenishment asks for, and nothing else."""

from dataclasses import replace

from dinghuo.foundation.actor import Actor

#: What buying and receiving ask of their actor; who replenishes a house that sells needs them for this only.
AS_BUYER = ("ordering.place_order", "fulfilment.receive_shipment")


def as_buyer(actor: Actor) -> Actor:
    """The same person with the grants of a buyer; a limit the person has already stays."""
    return replace(actor, grants={**dict.fromkeys(AS_BUYER), **actor.grants})
