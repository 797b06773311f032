"""The permissions of this domain."""

PERMISSIONS = frozenset({"insight.see_dashboard"})
