"""Says what levels ask for and give in the demo, and lets a few buyers have theirs by what they bought."""

from decimal import Decimal

from dinghuo.demo.companies.market import Opened
from dinghuo.demo.words import Words
from dinghuo.foundation.tenancy import acting
from dinghuo.members.actions.save_level_rules import RuleInput, save_level_rules
from dinghuo.members.models import LevelGrant

WINDOW_MONTHS, GRACE_DAYS = 12, 30
LADDER = {
    "normal": (Decimal(0), Words("按标价采购", "Orders at list prices")),
    "silver": (
        Decimal(200_000),
        Words("工作日当天确认订单", "Orders confirmed the same working day"),
    ),
    "gold": (
        Decimal(600_000),
        Words(
            "工作日当天确认订单\n专属业务员",
            "Orders confirmed the same working day\nA representative of your own",
        ),
    ),
}
#: Whose level is by purchases; everybody else's was agreed with a person.
EARNED = ("B003", "B006", "B012", "B020", "B025", "B034", "B036")


def rule_levels(opened: Opened) -> None:
    """Save the rules by the domain's own action, and mark whose level is theirs. Nobody moves before tonight."""
    rules = {
        key: RuleInput(least, words.chinese, words.translations) for key, (least, words) in LADDER.items()
    }
    save_level_rules(opened.actor, WINDOW_MONTHS, GRACE_DAYS, rules)
    with acting(opened.actor):
        buyers = [opened.companies[code].id for code in EARNED]
        grants = LevelGrant.objects.filter(market_id=opened.market_id, buyer_id__in=buyers)
        grants.update(by_rule=True, granted_by=opened.actor.person_name)
