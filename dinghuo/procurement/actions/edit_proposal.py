"""Changes how much of each article a proposal orders."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.tenancy import acting
from dinghuo.procurement.models import Proposal, ProposalLine
from dinghuo.procurement.permissions import ORDER
from dinghuo.procurement.steps.lock_proposal import lock_proposal

#: More than anybody orders of an article at once.
MOST = Decimal(10) ** 9


def edit_proposal(actor: Actor, number: str, quantities: Mapping[int, Decimal]) -> Proposal:
    """Set quantities (base units, by the line's position; zero: not this time), all of them or none.

    Whether they are whole packs is checked when it is ordered. Raises Invalid with every fault, NotFound,
    ProposalClosed.
    """
    require(actor, ORDER)
    with acting(actor):
        proposal, lines = lock_proposal(actor, number)
        by_position = {line.position: line for line in lines}
        faults, changed = Faults(), []
        for position, quantity in quantities.items():
            line, path = by_position.get(position), f"lines.{position}.quantity"
            if line is None:
                faults.add(path, "unknown", _("There is no line %(line)s.") % {"line": position})
            elif not quantity.is_finite() or not 0 <= quantity < MOST or quantity != round(quantity, 6):
                faults.add(path, "not-negative", _("Enter zero or more."))
            elif line.quantity != quantity:
                line.quantity = quantity
                changed.append(line)
        faults.raise_any()
        if changed:
            ProposalLine.objects.bulk_update(changed, ["quantity"])
            proposal.edited_at, proposal.edited_by_name = now(), actor.person_name
            proposal.save(update_fields=["edited_at", "edited_by_name"])
        return proposal
