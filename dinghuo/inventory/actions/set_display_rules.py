"""Says how much of its stock a seller shows to whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.events import DisplayRulesSet
from dinghuo.inventory.models import DisplayRule
from dinghuo.inventory.permissions import SET_DISPLAY_RULES
from dinghuo.inventory.rules.shown import USUAL_BANDS
from dinghuo.inventory.states import Shows
from dinghuo.members.models import Level
from dinghuo.organisations.models import CustomerGroup

MOST_BANDS = 8
LARGEST_BAND = 1_000_000_000


@dataclass(frozen=True, slots=True)
class DisplayEntry:
    """For a group (its key) or a level (its key); neither: everybody. `shows` empty: the rule goes. `bands` in base
    units; none: 10 and 50."""

    shows: str
    group: str = ""
    level: str = ""
    bands: Sequence[int] = ()


def set_display_rules(actor: Actor, entries: Sequence[DisplayEntry]) -> None:
    """Set each rule of the actor's organisation, all of them or none. Raises Invalid with every fault."""
    require(actor, SET_DISPLAY_RULES)
    with acting(actor):
        owner_id = actor.organisation_id
        if owner_id is None:
            raise NotFound("seller")
        market = {"market_id": actor.market_id}
        groups = dict(CustomerGroup.objects.filter(**market).values_list("key", "id"))
        levels = dict(Level.objects.filter(**market).values_list("key", "id"))
        _check(entries, set(groups), set(levels))
        told = {(groups.get(entry.group), levels.get(entry.level)): entry for entry in entries}
        rows = DisplayRule.objects.select_for_update().filter(**market, owner_id=owner_id)
        gone = [row.id for row in rows if (row.group_id, row.level_id) in told]
        DisplayRule.objects.filter(**market, id__in=gone).delete()
        kept = [
            DisplayRule(**market, owner_id=owner_id, group_id=group_id, level_id=level_id, shows=entry.shows)
            for (group_id, level_id), entry in told.items()
            if entry.shows
        ]
        for row, entry in zip(kept, (each for each in told.values() if each.shows), strict=True):
            if row.shows == Shows.BANDS:
                row.bands = sorted(entry.bands or USUAL_BANDS)
        # Two at once that set the same rule: the later one wins.
        DisplayRule.objects.bulk_create(
            kept,
            update_conflicts=True,
            unique_fields=["market_id", "owner", "group", "level"],
            update_fields=["shows", "bands"],
        )
        record(actor, DisplayRulesSet(owner_id, parties=[owner_id], data={"rules": len(entries)}))


def _check(entries: Sequence[DisplayEntry], groups: set[str], levels: set[str]) -> None:
    faults = Faults()
    for i, entry in enumerate(entries):
        path = f"rules.{i}"
        if entry.shows and entry.shows not in set(Shows):
            words = _("One of these: %(words)s.") % {"words": ", ".join(Shows)}
            faults.add(f"{path}.shows", "unknown", words)
        if entry.group and entry.level:
            faults.add(f"{path}.level", "both", _("A rule is for a group or for a level, not for both."))
        if entry.group and entry.group not in groups:
            faults.add(f"{path}.group", "unknown", _("There is no group %(key)s.") % {"key": entry.group})
        if entry.level and entry.level not in levels:
            faults.add(f"{path}.level", "unknown", _("There is no level %(key)s.") % {"key": entry.level})
        if len(entry.bands) > MOST_BANDS or not all(0 < band < LARGEST_BAND for band in entry.bands):
            faults.add(f"{path}.bands", "bands", _("Give at most eight whole numbers above zero."))
        elif len(set(entry.bands)) < len(entry.bands):
            faults.add(f"{path}.bands", "twice", _("Two bands begin at the same number."))
    if len({(entry.group, entry.level) for entry in entries}) < len(entries):
        faults.add("rules", "twice", _("Two rules are about the same."))
    faults.raise_any()
