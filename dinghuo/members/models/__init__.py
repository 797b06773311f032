"""Levels, and which buyer has which."""

from dinghuo.members.models.level import Level, LevelGrant

__all__ = ["Level", "LevelGrant"]
