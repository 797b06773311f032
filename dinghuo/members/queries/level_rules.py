"""Finds what a market's levels ask for and give."""

from dataclasses import dataclass
from decimal import Decimal

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.fields import translated
from dinghuo.members.models import Level, LevelPolicy, LevelRule
from dinghuo.members.rules.ladder import Rung


@dataclass(frozen=True)
class LevelTerms:
    """A level, from which purchases on it is earned (None: only by hand), and its benefits, one a line, by language."""

    level: Level
    least: Decimal | None
    text: str
    texts: dict[str, str]

    def benefits(self, language: str | None = None) -> list[str]:
        """What it is good for, in a language (default: the reader's)."""
        return [
            line.strip() for line in translated(self.text, self.texts, language).splitlines() if line.strip()
        ]


def level_policy(actor: Actor) -> LevelPolicy | None:
    """How the market counts purchases; None if its levels are only given by hand."""
    return LevelPolicy.objects.filter(market_id=actor.market_id).first()


def level_terms(actor: Actor) -> list[LevelTerms]:
    """Every level with its terms, the best first. Anybody of the market may read them. Two statements."""
    rules = {rule.level_id: rule for rule in LevelRule.objects.filter(market_id=actor.market_id)}
    found = []
    for level in Level.objects.filter(market_id=actor.market_id).order_by("-rank"):
        rule = rules.get(level.id)
        told = (rule.least, rule.benefits, rule.benefits_by_language) if rule else (None, "", {})
        found.append(LevelTerms(level, *told))
    return found


def rungs_of(terms: list[LevelTerms]) -> list[Rung]:
    """The levels that purchases earn."""
    return [Rung(each.level.id, each.level.rank, each.least) for each in terms if each.least is not None]
