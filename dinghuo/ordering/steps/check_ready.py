"""Says whether units of an order may leave the warehouse, before anything is taken off a shelf."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.fields import named
from dinghuo.foundation.quantity import plain
from dinghuo.ordering.errors import ApprovalRequired, TooMuch
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.ordering.rules import counters as rules
from dinghuo.ordering.rules.counters import Counters


def check_ready(
    order: Order, lines: list[OrderLine], quantities: Mapping[UUID, Decimal]
) -> dict[OrderLine, Counters]:
    """What becomes of the lines when these quantities (base units by line id) are shipped.

    The caller holds the order's lock (lock_order). Raises TooMuch naming every line that has less to ship, and
    ApprovalRequired while the buyer's approver hasn't agreed.
    """
    if order.approval == "pending":
        raise ApprovalRequired(_("This order waits for the buyer's approval."))
    changed = {}
    too_much = []
    for line in lines:
        quantity = quantities.get(line.id)
        if not quantity:
            continue
        after = rules.ship(line.counters, quantity)
        if after is None:
            too_much.append(line)
        else:
            changed[line] = after
    if too_much:
        raise TooMuch(
            _("More than is confirmed and not yet shipped: %(lines)s.")
            % {"lines": ", ".join(named(line) for line in too_much)},
            lines=[
                {"line": line.position, "sku": line.sku, "left": plain(line.counters.to_ship)}
                for line in too_much
            ],
        )
    return changed
