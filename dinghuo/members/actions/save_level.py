"""Makes a level, or changes its name and rank."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotAllowed
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.members.errors import RankTaken
from dinghuo.members.events import LevelSaved
from dinghuo.members.models import Level
from dinghuo.members.permissions import SAVE_LEVEL

HIGHEST_RANK = 1000


def save_level(actor: Actor, key: str, name: str, rank: int, names: Mapping[str, str] | None = None) -> Level:
    """Make the level with this key, or change it; the higher its rank, the better it is.

    Only for those who see the whole market. Raises RankTaken, and Invalid with every fault.
    """
    require(actor, SAVE_LEVEL)
    if actor.scope != "market":
        raise NotAllowed(SAVE_LEVEL)
    faults = Faults()
    key, name = key.strip(), name.strip()
    if not (key.isascii() and key.replace("-", "").isalnum() and key == key.lower() and len(key) <= 40):
        faults.add("key", "key", _("Use small letters, digits and hyphens."))
    if not name or len(name) > 100:
        faults.add("name", "required", _("Give it a name of at most 100 characters."))
    if not 0 <= rank <= HIGHEST_RANK:
        faults.add("rank", "range", _("Between 0 and %(most)d.") % {"most": HIGHEST_RANK})
    faults.raise_any()
    with acting(actor):
        level = _written(actor, key, {"name": name, "rank": rank, "names": dict(names or {})})
        record(actor, LevelSaved(level.id, key, data={"key": key, "rank": rank}))
    return level


def _written(actor: Actor, key: str, columns: Mapping[str, object]) -> Level:
    try:
        with transaction.atomic():
            level, _made = Level.objects.update_or_create(
                market_id=actor.market_id, key=key, defaults=columns
            )
    except IntegrityError as fault:
        raise RankTaken(_("Another level has rank %(rank)d already.") % {"rank": columns["rank"]}) from fault
    return level
