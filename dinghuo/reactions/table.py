"""What follows from what happened: event kind to reactions."""

from collections.abc import Mapping, Sequence

from dinghuo.foundation.reacting import Reaction

TABLE: Mapping[str, Sequence[Reaction]] = {}
