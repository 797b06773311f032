"""What follows from what happened: event kind to reactions, in the order in which they run."""

from collections.abc import Mapping, Sequence

from dinghuo.foundation.reacting import Reaction
from dinghuo.reactions.notices import NOTICES, tell

#: Reactions that do more than tell people.
WORK: Mapping[str, Sequence[Reaction]] = {}

TABLE: Mapping[str, Sequence[Reaction]] = {
    kind: [*WORK.get(kind, ()), *([tell] if kind in NOTICES else [])] for kind in {*WORK, *NOTICES}
}
