"""Asks the agreement before consigned goods come in or are taken."""

from collections.abc import Container, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.fields import named
from dinghuo.inventory.errors import NotConsigned
from dinghuo.inventory.models import StockDocument, StockDocumentLine
from dinghuo.inventory.queries.consignments import in_force, uncovered
from dinghuo.inventory.states import StockDocumentKind
from dinghuo.inventory.steps.find_consignment import find_consignment
from dinghuo.inventory.steps.refuse_recalled import refuse_recalled
from dinghuo.organisations.queries.today import today


def check_consigned(actor: Actor, document: StockDocument, lines: Sequence[StockDocumentLine]) -> None:
    """Raise NotConsigned where no agreement in force lets these goods come to lie with their keeper, or be taken by it;
    LotRecalled for what would be taken of a recalled lot. What only leaves or is counted needs none in force. The
    agreement stays locked: it can't end meanwhile. None to four statements."""
    kind = StockDocumentKind(document.kind)
    place = document.target if kind == StockDocumentKind.TRANSFER else document.warehouse
    comes = kind in (StockDocumentKind.RECEIPT, StockDocumentKind.TRANSFER)
    if document.keeper_id is None or place is None or place.owner_id == document.owner_id:
        return
    if not comes and kind != StockDocumentKind.TAKING:
        return
    found = find_consignment(actor, document.owner_id, place.id, lock=True)
    if found is None or not in_force(found, today(actor)):
        raise NotConsigned(_("No agreement in force lets these goods come in or be taken. Make one first."))
    if kind == StockDocumentKind.TAKING:
        if not found.may_take:
            raise NotConsigned(
                _("Agreement %(number)s doesn’t let the keeper take goods into its own stock.")
                % {"number": found.number}
            )
        refuse_recalled(actor, document.owner_id, [(line.variant_id, line.lot) for line in lines])
    outside = uncovered(actor, found, {line.variant_id for line in lines})
    _refuse_uncovered(found.number, lines, outside)


def _refuse_uncovered(number: str, lines: Sequence[StockDocumentLine], outside: Container[UUID]) -> None:
    wrong = [line for line in lines if line.variant_id in outside]
    if wrong:
        names = ", ".join(dict.fromkeys(named(line.variant) for line in wrong))
        raise NotConsigned(
            _("Agreement %(number)s isn’t about %(names)s.") % {"number": number, "names": names},
            lines=[{"line": line.position, "sku": line.variant.sku} for line in wrong],
        )
