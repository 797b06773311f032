"""Whether a document is there for an organisation at all, whatever the person behind the key may do with it."""

from dataclasses import replace
from uuid import UUID

from dinghuo.billing.queries import payments as payments_query
from dinghuo.foundation.actor import Actor
from dinghuo.fulfilment.queries import shipments as shipments_query
from dinghuo.ordering.permissions import VIEW
from dinghuo.ordering.queries import changes as changes_query
from dinghuo.ordering.queries import order as order_query


def the_order(actor: Actor, number: str) -> None:
    """Raise NotFound unless the actor's organisation takes part in this order."""
    order_query.order(_looking(actor, VIEW), number)


def the_change(actor: Actor, change_id: UUID) -> None:
    """Raise NotFound unless the actor's organisation takes part in the order of this change."""
    changes_query.change(_looking(actor, VIEW), change_id)


def the_shipment(actor: Actor, number: str) -> None:
    """Raise NotFound unless the shipment comes from or goes to the actor's organisation."""
    shipments_query.shipment(_looking(actor, shipments_query.PERMISSION), number)


def the_payment(actor: Actor, number: str) -> None:
    """Raise NotFound unless the actor's organisation pays or is paid."""
    payments_query.payment(_looking(actor, payments_query.PERMISSION), number)


def _looking(actor: Actor, permission: str) -> Actor:
    return replace(actor, grants={permission: None})
