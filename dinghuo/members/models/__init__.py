"""Levels, what they ask for and give, and which buyer has which."""

from dinghuo.members.models.level import Level, LevelGrant
from dinghuo.members.models.level_rule import LevelPolicy, LevelRule

__all__ = ["Level", "LevelGrant", "LevelPolicy", "LevelRule"]
