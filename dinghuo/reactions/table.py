"""What follows from what happened: event kind to reactions, in the order in which they run."""

from collections.abc import Mapping, Sequence

from dinghuo.foundation.reacting import Reaction

TABLE: Mapping[str, Sequence[Reaction]] = {}
