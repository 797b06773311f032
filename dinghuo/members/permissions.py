"""The permissions of this domain, each named after the action or the sight it opens."""

SEE_LEVELS = "members.see_levels"
SAVE_LEVEL = "members.save_level"
GRANT_LEVEL = "members.grant_level"

PERMISSIONS = frozenset({SEE_LEVELS, SAVE_LEVEL, GRANT_LEVEL})
