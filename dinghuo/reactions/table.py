"""What follows from what happened: event kind to reactions, in the order in which they run."""

from collections.abc import Mapping, Sequence

from dinghuo.foundation.reacting import Reaction
from dinghuo.reactions.newcomers import tell_operator
from dinghuo.reactions.notices import NOTICES, tell
from dinghuo.reactions.work import invoice_what_was_accepted

#: Reactions that do more than tell people.
WORK: Mapping[str, Sequence[Reaction]] = {
    "shipment.received": [invoice_what_was_accepted],
    "registration.received": [tell_operator],
}

TABLE: Mapping[str, Sequence[Reaction]] = {
    kind: [*WORK.get(kind, ()), *([tell] if kind in NOTICES else [])] for kind in {*WORK, *NOTICES}
}
