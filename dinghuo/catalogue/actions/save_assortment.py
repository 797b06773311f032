"""Makes a set of goods and says for whom it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from dinghuo.catalogue.events import AssortmentSaved
from dinghuo.catalogue.models import Assortment, AssortmentItem, AssortmentReach, AssortmentTrait
from dinghuo.catalogue.permissions import SAVE_ASSORTMENT
from dinghuo.catalogue.queries.own_assortments import own_assortments
from dinghuo.catalogue.rules.named import AssortmentLine, Reach
from dinghuo.catalogue.states import AssortmentKind
from dinghuo.catalogue.steps.read_assortment import Ids, read_lines, read_reaches
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting

__all__ = ["AssortmentInput", "AssortmentLine", "Reach", "save_assortment"]


@dataclass(frozen=True, slots=True)
class AssortmentInput:
    """A set of goods as it is to be. `lines` say which goods, `reaches` for whom: these see only these goods, or, if
    it `denies`, never these."""

    name: str
    lines: Sequence[AssortmentLine]
    reaches: Sequence[Reach]
    denies: bool = False
    names: Mapping[str, str] | None = None
    is_active: bool = True
    starts_at: datetime | None = None
    ends_at: datetime | None = None


def save_assortment(actor: Actor, key: str, wanted: AssortmentInput) -> Assortment:
    """Make the set with this key, or make it what is wanted: its lines and reaches are these and no others.

    Who sees the whole market attaches it to anybody, a storefront's owner to its own storefronts (and excepts whom it
    likes). Raises NotFound for a set that isn't the actor's, or Invalid with every fault. A constant number of
    statements.
    """
    require(actor, SAVE_ASSORTMENT)
    with acting(actor):
        faults = Faults()
        key, name = key.strip(), wanted.name.strip()
        if not (key.isascii() and key.replace("-", "").isalnum() and key == key.lower() and len(key) <= 40):
            faults.add("key", "key", _("Use small letters, digits and hyphens."))
        if not name or len(name) > 100:
            faults.add("name", "required", _("Give it a name of at most 100 characters."))
        if wanted.starts_at and wanted.ends_at and wanted.starts_at >= wanted.ends_at:
            faults.add("ends_at", "order", _("It ends before it starts."))
        lines = read_lines(actor, faults, wanted.lines)
        reaches = read_reaches(actor, faults, wanted.reaches)
        faults.raise_any()
        written = _written(
            actor,
            key,
            {
                "name": name,
                "names": dict(wanted.names or {}),
                "denies": wanted.denies,
                "is_active": wanted.is_active,
                "starts_at": wanted.starts_at,
                "ends_at": wanted.ends_at,
            },
        )
        _write(actor, written, lines, reaches)
        told = {
            "denies": wanted.denies,
            "active": wanted.is_active,
            "lines": len(lines),
            "reaches": len(reaches),
        }
        record(actor, AssortmentSaved(written.id, key, _owners(actor), told))
    return written


def _written(actor: Actor, key: str, columns: Mapping[str, object]) -> Assortment:
    """The row, locked until the end: of two who save at once, one waits and then has the last word on all of it."""
    rows = Assortment.objects.filter(market_id=actor.market_id, key=key)
    found = rows.select_for_update(no_key=True).first()
    if found is None:
        return Assortment.objects.create(market_id=actor.market_id, key=key, **columns)
    if not own_assortments(actor).filter(id=found.id).exists():
        raise NotFound(key)
    rows.update(**columns)
    return found


def _write(
    actor: Actor, assortment: Assortment, lines: Mapping[AssortmentLine, Ids], reaches: Mapping[Reach, Ids]
) -> None:
    whose = {"market_id": actor.market_id, "assortment": assortment}
    for model in (AssortmentItem, AssortmentTrait, AssortmentReach):
        model.objects.filter(**whose).delete()
    AssortmentItem.objects.bulk_create(
        AssortmentItem(**whose, kind=line.kind.value, **ids)
        for line, ids in lines.items()
        if line.kind != AssortmentKind.ATTRIBUTE
    )
    AssortmentTrait.objects.bulk_create(
        AssortmentTrait(**whose, trait=line.key) for line in lines if line.kind == AssortmentKind.ATTRIBUTE
    )
    AssortmentReach.objects.bulk_create(
        AssortmentReach(**whose, kind=reach.kind.value, excepted=reach.excepted, **ids)
        for reach, ids in reaches.items()
    )


def _owners(actor: Actor) -> list:
    return [actor.organisation_id] if actor.organisation_id else []
