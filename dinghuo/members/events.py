"""What this domain announces."""

from dinghuo.foundation.events import Event


class LevelSaved(Event):
    """A level was made, renamed or moved; data: key, rank."""

    kind = "level.saved"
    subject_kind = "level"


class LevelsLoaded(Event):
    """Many buyers got a level each, from now on; data: buyers (how many)."""

    kind = "levels.loaded"
    subject_kind = "market"


class LevelGranted(Event):
    """A buyer has another level; data: from, to (keys; empty for none), valid_from, valid_to."""

    kind = "level.granted"
    subject_kind = "organisation"
