"""Says how much of their life goods must have left when they go to a customer, or of a category."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dinghuo.catalogue.models import Category
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.events import LifeRulesSet
from dinghuo.inventory.models import LifeRule
from dinghuo.inventory.permissions import SET_LIFE_RULES
from dinghuo.organisations.models import Organisation

#: Longer than anything keeps that has a date at all.
MOST_DAYS = 10_000


@dataclass(frozen=True, slots=True)
class LifeRuleEntry:
    """For a customer (its code; empty: any) and a category (its key; empty: all). One that asks nothing goes."""

    buyer: str = ""
    category: str = ""
    min_days: int | None = None
    min_percent: int | None = None
    not_older: bool = False

    @property
    def asks_nothing(self) -> bool:
        """True where any goods would do."""
        return not (self.min_days or self.min_percent or self.not_older)


def set_life_rules(actor: Actor, entries: Sequence[LifeRuleEntry]) -> None:
    """Set each rule of the actor's organisation, all of them or none. Raises Invalid with every fault."""
    require(actor, SET_LIFE_RULES)
    with acting(actor):
        seller_id = actor.organisation_id
        if seller_id is None:
            raise NotFound("seller")
        market = {"market_id": actor.market_id}
        codes = Organisation.objects.filter(**market, code__in={e.buyer for e in entries if e.buyer})
        keys = Category.objects.filter(**market, key__in={e.category for e in entries if e.category})
        buyers, categories = dict(codes.values_list("code", "id")), dict(keys.values_list("key", "id"))
        _check(entries, set(buyers), set(categories))
        kept = []
        for entry in entries:
            where = {"buyer_id": buyers.get(entry.buyer), "category_id": categories.get(entry.category)}
            row = LifeRule(**market, seller_id=seller_id, **where, not_older=entry.not_older)
            row.min_days, row.min_percent = entry.min_days or None, entry.min_percent or None
            kept.append((entry, row))
        _replace(actor, kept)
        record(actor, LifeRulesSet(seller_id, parties=[seller_id], data={"rules": len(entries)}))


def _check(entries: Sequence[LifeRuleEntry], buyers: set[str], categories: set[str]) -> None:
    faults = Faults()
    for i, entry in enumerate(entries):
        if entry.buyer and entry.buyer not in buyers:
            words = _("There is no customer %(code)s.") % {"code": entry.buyer}
            faults.add(f"rules.{i}.buyer", "unknown", words)
        if entry.category and entry.category not in categories:
            words = _("There is no category %(key)s.") % {"key": entry.category}
            faults.add(f"rules.{i}.category", "unknown", words)
        if entry.min_days is not None and not 0 <= entry.min_days <= MOST_DAYS:
            faults.add(f"rules.{i}.min_days", "days", _("Enter zero to ten thousand days."))
        if entry.min_percent is not None and not 0 <= entry.min_percent <= 100:
            faults.add(f"rules.{i}.min_percent", "percent", _("Enter zero to a hundred percent."))
    if len({(entry.buyer, entry.category) for entry in entries}) < len(entries):
        faults.add("rules", "twice", _("Two rules are about the same."))
    faults.raise_any()


def _replace(actor: Actor, kept: Sequence[tuple[LifeRuleEntry, LifeRule]]) -> None:
    told = {(row.buyer_id, row.category_id) for _entry, row in kept}
    rows = LifeRule.objects.select_for_update().filter(
        market_id=actor.market_id, seller_id=actor.organisation_id
    )
    gone = [row.id for row in rows if (row.buyer_id, row.category_id) in told]
    LifeRule.objects.filter(market_id=actor.market_id, id__in=gone).delete()
    LifeRule.objects.bulk_create([row for entry, row in kept if not entry.asks_nothing])
