"""Finds the two organisations of a credit line, prepaid balance or opening, and says which the actor may
act for.
"""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults, NotAllowed, NotFound
from dinghuo.organisations.models import Organisation


def creditor_and_debtor(
    actor: Actor, permission: str, creditor_id: UUID | None, debtor_id: UUID, faults: Faults
) -> tuple[Organisation, Organisation]:
    """The creditor (default: the actor's organisation) and the debtor.

    A party acts for itself, the operator for anybody. Adds a fault if the two are one; raises NotFound,
    NotAllowed.
    """
    creditor_id = creditor_id or actor.organisation_id
    found = Organisation.objects.filter(market_id=actor.market_id, id__in=[creditor_id, debtor_id])
    by_id = {organisation.id: organisation for organisation in found}
    if creditor_id is None or creditor_id not in by_id or debtor_id not in by_id:
        raise NotFound("organisation")
    if actor.scope != "market" and creditor_id != actor.organisation_id:
        raise NotAllowed(permission)
    if creditor_id == debtor_id:
        faults.add("debtor", "same", _("Choose another organisation than your own."))
    return by_id[creditor_id], by_id[debtor_id]
