"""Locks the credit lines that several orders placed together may use."""

from collections.abc import Collection
from uuid import UUID

from dinghuo.finance.models import CreditLine
from dinghuo.finance.steps.third_party import third_party
from dinghuo.foundation.actor import Actor


def lock_credit(actor: Actor, creditor_ids: Collection[UUID], debtor_id: UUID, currency: str) -> None:
    """Lock the debtor's lines with these creditors in the order of their ids.

    A cart of several sellers takes credit from several lines; two such carts, each line by line as its sellers come,
    would wait for each other crosswise. One order alone needs no lock: it uses one line.
    """
    with third_party(actor, debtor_id):
        lines = CreditLine.objects.filter(
            market_id=actor.market_id, debtor_id=debtor_id, creditor_id__in=creditor_ids, currency=currency
        )
        list(lines.select_for_update().order_by("id").values_list("id"))
