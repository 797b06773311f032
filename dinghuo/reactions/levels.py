"""Who hears that a buyer's level has changed or will: the buyer's people who see prices."""

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.models import EventRow
from dinghuo.members.queries.level_names import level_names
from dinghuo.organisations.steps.notify import notify
from dinghuo.reactions.words import write

LINK = "/company/level/"


def tell_of_level(actor: Actor, event: EventRow) -> None:
    """Tell them which level the buyer has now, or that it has none; nothing where it is the one from before."""
    was, has = event.data["from"], event.data["to"]
    if was == has:
        return
    names = level_names(actor, (was, has))
    data = {
        "level": names.get(has, {}).get("", has),
        "level_names": names.get(has, {}),
        "before": names.get(was, {}).get("", was),
        "before_names": names.get(was, {}),
        "until": _day(event.data["valid_to"]),
        "why": event.why,
    }
    kind = event.kind if has else "level.gone"
    notify(event.market_id, event.subject_id, "pricing.see_prices", kind, data, write, LINK, event.id)


def tell_of_levels_end(actor: Actor, event: EventRow) -> None:
    """Tell them until when the level is still theirs, and which follows."""
    level, then = event.data["level"], event.data["then"]
    names = level_names(actor, (level, then))
    data = {
        "level": names.get(level, {}).get("", level),
        "level_names": names.get(level, {}),
        "then": names.get(then, {}).get("", then),
        "then_names": names.get(then, {}),
        "until": _day(event.data["until"]),
    }
    kind = event.kind if then else "level.ending_without"
    notify(event.market_id, event.subject_id, "pricing.see_prices", kind, data, write, LINK, event.id)


def _day(instant: str) -> str:
    return instant[:10]
