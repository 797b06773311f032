"""Holds a market's books against what its clients were told."""

import time
from collections import Counter
from uuid import UUID

from django.db import OperationalError, connection

from dinghuo.billing.models import Invoice, Payment
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.models import EventRow, ReactionDone
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.models import Receipt, Shipment
from dinghuo.insight.queries.verify_books import verify_books
from dinghuo.ordering.models import Order
from dinghuo.reactions.table import TABLE
from proofs.shared.journal import Journal

#: Jobs that are planned for later by themselves.
NOT_HOUSEKEEPING = "queue_name <> 'housekeeping'"


def queue_left() -> list[str]:
    """Jobs that are still to be done, or that failed for good."""
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status || ' ' || task_name || ' ' || args || ' after ' || attempts || ' attempts' "
            f"FROM procrastinate_jobs WHERE status IN ('todo', 'doing', 'failed') AND {NOT_HOUSEKEEPING} ORDER BY id"
        )
        return [row[0] for row in cursor.fetchall()]


def drained(seconds: float) -> list[str]:
    """Wait until no job is left to do, but no longer than this; what is left then.

    A job that failed while something was away waits longer each time before it is tried again: that is cut short.
    """
    ends = time.monotonic() + seconds
    while True:
        try:
            left = queue_left()
            with connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE procrastinate_jobs SET scheduled_at = now() "
                    "WHERE status = 'todo' AND scheduled_at > now() + interval '1 second' AND "
                    + NOT_HOUSEKEEPING
                )
        except OperationalError:
            left = ["the database is away"]
        if all(job.startswith("failed") for job in left) or time.monotonic() > ends:
            return left
        time.sleep(1)


def wrongs(market_id: UUID, journal: Journal, reacted: bool = True) -> list[str]:
    """Everything that is wrong, in words: in the books themselves, against what was acknowledged, in what should have
    followed."""
    actor = Actor.system(market_id)
    with acting(actor):
        found = [f"{fault.fault} {fault.row_id} {fault.label}" for fault in verify_books(actor)]
        found += _orders(market_id, journal)
        found += _documents(market_id, journal)
        if reacted:
            found += _reactions(market_id)
    return found


def _orders(market_id: UUID, journal: Journal) -> list[str]:
    """Each acknowledged order is there once, with all its parts; none is there that nobody asked for."""
    there: dict[str, list[str]] = {}
    for reference, number in Order.objects.filter(market_id=market_id).values_list("reference", "number"):
        there.setdefault(reference, []).append(number)
    found = []
    for key, numbers in journal.acknowledged.items():
        if sorted(there.get(key, [])) != sorted(numbers):
            found.append(f"acknowledged {numbers} for {key}, there: {there.get(key, [])}")
    groups = Order.objects.filter(market_id=market_id).values_list("reference", "group_number").distinct()
    twice = [key for key, count in Counter(key for key, _group in groups).items() if count > 1]
    found += [f"ordered twice: {key}: {there[key]}" for key in twice]
    nobody = set(there) - set(journal.acknowledged) - journal.unknown
    found += [f"nobody knows of {key}: {there[key]}" for key in nobody]
    return found


def _documents(market_id: UUID, journal: Journal) -> list[str]:
    found = []
    for kind, model in (("shipment", Shipment), ("payment", Payment)):
        there = set(model.objects.filter(market_id=market_id).values_list("number", flat=True))
        missing = journal.done[kind] - there
        found += [f"acknowledged {kind} {number} isn't there" for number in sorted(missing)]
    return found


def _reactions(market_id: UUID) -> list[str]:
    """Whatever happened has had every effect that the table promises, once (the database keeps the note unique)."""
    done: dict[UUID, set[str]] = {}
    for event_id, reaction in ReactionDone.objects.filter(market_id=market_id).values_list(
        "event_id", "reaction"
    ):
        done.setdefault(event_id, set()).add(reaction)
    found = []
    events = EventRow.objects.filter(market_id=market_id, kind__in=list(TABLE))
    for event_id, kind, number in events.values_list("id", "kind", "subject_number"):
        missing = {reaction.__name__ for reaction in TABLE[kind]} - done.get(event_id, set())
        found += [f"{kind} {number}: {reaction} never had its effect" for reaction in missing]
    receipts = Receipt.objects.filter(market_id=market_id, lines__accepted__gt=0)
    invoiced = set(Invoice.objects.filter(market_id=market_id).values_list("receipt_id", flat=True))
    found += [
        f"receipt {number} was never invoiced"
        for receipt_id, number in set(receipts.values_list("id", "number"))
        if receipt_id not in invoiced
    ]
    return found


def told(market_id: UUID) -> str:
    """How much there is in the market."""
    with acting(Actor.system(market_id)):
        counts = {
            model.__name__.lower() + "s": model.objects.filter(market_id=market_id).count()
            for model in (Order, Shipment, Receipt, Invoice, Payment, ReactionDone)
        }
    return ", ".join(f"{count} {name}" for name, count in counts.items())
