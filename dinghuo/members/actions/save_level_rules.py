"""Says which purchases earn which level, over which time, and what each level is good for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotAllowed
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.members.events import LevelRulesSaved
from dinghuo.members.models import Level, LevelPolicy, LevelRule
from dinghuo.members.permissions import SAVE_LEVEL
from dinghuo.organisations.queries.organisations import market

LONGEST_WINDOW, LONGEST_GRACE, MOST_WORDS = 60, 366, 2000
MOST = Decimal(10) ** 12


@dataclass(frozen=True)
class RuleInput:
    """Purchases that earn a level (None: it is only given by hand), tax included, and its benefits, one a line."""

    least: Decimal | None = None
    benefits: str = ""
    benefits_by_language: Mapping[str, str] = field(default_factory=dict)


def save_level_rules(
    actor: Actor, window_months: int, grace_days: int, rules: Mapping[str, RuleInput]
) -> LevelPolicy:
    """Count purchases of so many months, and let levels (by key) be earned by them; others keep their rules.

    Moves nobody by itself: `settle_levels` does, at night or when it is asked to. Only for those who see the whole
    market. Raises Invalid with every fault.
    """
    require(actor, SAVE_LEVEL)
    if actor.scope != "market":
        raise NotAllowed(SAVE_LEVEL)
    with acting(actor):
        levels = {row.key: row for row in Level.objects.filter(market_id=actor.market_id)}
        # One policy row a market: two who save at once wait for each other here.
        policy, _made = LevelPolicy.objects.get_or_create(
            market_id=actor.market_id, defaults={"currency": market(actor.market_id).currency}
        )
        policy = LevelPolicy.objects.select_for_update().get(market_id=actor.market_id, id=policy.id)
        _check(actor, window_months, grace_days, rules, levels)
        policy.window_months, policy.grace_days = window_months, grace_days
        policy.save(update_fields=["window_months", "grace_days"])
        LevelRule.objects.bulk_create(
            [_row(actor, levels[key], wanted) for key, wanted in rules.items()],
            update_conflicts=True,
            unique_fields=["market_id", "level"],
            update_fields=["least", "benefits", "benefits_by_language"],
        )
        told = {key: "" if one.least is None else str(one.least) for key, one in rules.items()}
        counted = {"window_months": window_months, "grace_days": grace_days, "least": told}
        record(actor, LevelRulesSaved(policy.id, data=counted))
    return policy


def _row(actor: Actor, level: Level, wanted: RuleInput) -> LevelRule:
    return LevelRule(
        market_id=actor.market_id,
        level=level,
        least=wanted.least,
        benefits=wanted.benefits.strip(),
        benefits_by_language={
            key: text.strip() for key, text in wanted.benefits_by_language.items() if text.strip()
        },
    )


def _check(
    actor: Actor,
    window_months: int,
    grace_days: int,
    rules: Mapping[str, RuleInput],
    levels: Mapping[str, Level],
) -> None:
    faults = Faults()
    if not 1 <= window_months <= LONGEST_WINDOW:
        faults.add("window_months", "range", _("Between 1 and %(most)d.") % {"most": LONGEST_WINDOW})
    if not 0 <= grace_days <= LONGEST_GRACE:
        faults.add("grace_days", "range", _("Between 0 and %(most)d.") % {"most": LONGEST_GRACE})
    for key, wanted in rules.items():
        if key not in levels:
            faults.add(f"rules.{key}", "unknown", _("There is no %s.") % key[:60].replace("\0", ""))
        if wanted.least is not None and not (wanted.least.is_finite() and 0 <= wanted.least < MOST):
            faults.add(f"rules.{key}.least", "negative", _("An amount is zero or more."))
        for words in (wanted.benefits, *wanted.benefits_by_language.values()):
            if len(words) > MOST_WORDS or "\0" in words:
                told = _("Use at most %(count)d characters.") % {"count": MOST_WORDS}
                faults.add(f"rules.{key}.benefits", "too-long", told)
                break
    _check_ladder(actor, faults, rules, levels)
    faults.raise_any()


def _check_ladder(
    actor: Actor, faults: Faults, rules: Mapping[str, RuleInput], levels: Mapping[str, Level]
) -> None:
    """A better level asks for more than a worse one, or nobody could say which one is earned."""
    kept = LevelRule.objects.filter(market_id=actor.market_id).values_list("level__key", "least")
    least = {**dict(kept), **{key: wanted.least for key, wanted in rules.items()}}
    below: Decimal | None = None
    for level in sorted(levels.values(), key=lambda row: row.rank):
        asked = least.get(level.key)
        if asked is None or not asked.is_finite():
            continue
        if below is not None and asked <= below:
            told = _("A better level asks for more than the one below it.")
            faults.add(f"rules.{level.key}.least", "order", told)
        below = asked
