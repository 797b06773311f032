"""What lines hold and haven't been promised yet by their seller: it may be shared out anew."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from dinghuo.inventory.rules.holds import Hold

ZERO = Decimal(0)


@dataclass(slots=True)
class Unanswered:
    """`shared` may be shared out anew; `stays`, by line, lies where nobody else gets it (a closed warehouse); `lost`
    lies there, too, and isn't fresh enough for its own customer any more."""

    shared: list[Hold] = field(default_factory=list)
    stays: dict[UUID, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    lost: list[Hold] = field(default_factory=list)

    @property
    def back(self) -> list[Hold]:
        """What the lines may give up."""
        return [*self.shared, *self.lost]


def unanswered(
    holds: Iterable[Hold],
    picked: Mapping[tuple[UUID, UUID], Decimal],
    settled: Mapping[UUID, Decimal],
    is_open: Mapping[UUID, bool],
    is_fresh: Callable[[Hold], bool],
) -> Unanswered:
    """Part what lines hold: what is picked and as much as the seller has promised already (`settled`, by line, base
    units) is theirs for good. `is_open`: by balance, whether it may be promised; `is_fresh` enough for the line's
    customer.
    """
    found, promised = Unanswered(), dict(settled)
    for hold in sorted(holds, key=lambda each: -picked.get((each.line_id, each.stock_id), ZERO)):
        left = promised.get(hold.line_id, ZERO)
        firm = min(hold.quantity, max(left, picked.get((hold.line_id, hold.stock_id), ZERO)))
        promised[hold.line_id] = max(left - firm, ZERO)
        rest = Hold(hold.line_id, hold.stock_id, hold.quantity - firm)
        if rest.quantity <= 0:
            continue
        if is_open.get(hold.stock_id, False):
            found.shared.append(rest)
        elif is_fresh(rest):
            found.stays[hold.line_id] += rest.quantity
        else:
            found.lost.append(rest)
    return found
