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
    """A buyer has another level; data: from, to (keys; empty for none), valid_from, valid_to; measured, where
    purchases earned it."""

    kind = "level.granted"
    subject_kind = "organisation"


class LevelRulesSaved(Event):
    """What earns levels was changed; data: window_months, grace_days, least (by the level's key; empty: by hand)."""

    kind = "level_rules.saved"
    subject_kind = "level"


class LevelEnding(Event):
    """A buyer's purchases don't earn its level any more; data: level, until (an instant), then (key; empty for none),
    measured."""

    kind = "level.ending"
    subject_kind = "organisation"


class LevelKept(Event):
    """A level that was to end is earned again; data: level, measured."""

    kind = "level.kept"
    subject_kind = "organisation"
