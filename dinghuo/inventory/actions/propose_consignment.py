"""Proposes to another house that goods of the one lie in a warehouse of the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dinghuo.catalogue.models import Brand, Category
from dinghuo.catalogue.queries.find_variants import find_variants
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.fields import translated
from dinghuo.foundation.numbers import draw_numbers
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.errors import ConsignmentStands
from dinghuo.inventory.events import ConsignmentProposed
from dinghuo.inventory.models import Consignment, Warehouse
from dinghuo.inventory.permissions import PROPOSE_CONSIGNMENT
from dinghuo.inventory.queries.consignments import HOUSES
from dinghuo.inventory.states import SHUT_KINDS, ConsignedGoods, Ships
from dinghuo.inventory.steps.tell_of_consignment import tell_of_consignment
from dinghuo.organisations.models import Organisation

SERIES = "CS"
MOST_ARTICLES = 2000


@dataclass(frozen=True, slots=True)
class ConsignmentEntry:
    """What is proposed. `other` is the other house's code, `warehouse` the key of the place: whoever owns the place is
    the keeper, the other one the owner of the goods. `target` is the key of a brand or category; `articles` are
    codes."""

    other: str
    warehouse: str
    valid_from: date | None
    valid_until: date | None = None
    goods: str = ConsignedGoods.ALL.value
    target: str = ""
    articles: Sequence[str] = ()
    ships: str = Ships.KEEPER.value
    may_take: bool = False
    note: str = ""


def propose_consignment(actor: Actor, entry: ConsignmentEntry) -> Consignment:
    """Write the proposal; nothing may lie there before the other house agrees. Raises Invalid with every fault, and
    ConsignmentStands where an agreement on this owner's goods in this warehouse stands, or is proposed."""
    require(actor, PROPOSE_CONSIGNMENT)
    if actor.organisation_id is None:
        raise NotFound("house")
    with acting(actor):
        faults = Faults()
        row = Consignment(
            market_id=actor.market_id,
            valid_until=entry.valid_until,
            goods=entry.goods,
            ships=entry.ships,
            may_take=entry.may_take,
            note=entry.note.strip(),
            proposer_id=actor.organisation_id,
            made_by_name=actor.person_name,
        )
        _read_houses(actor, actor.organisation_id, entry, row, faults)
        _read_days(entry, row, faults)
        _read_goods(actor, entry, row, faults)
        if entry.ships not in set(Ships):
            faults.add("ships", "unknown", _("Say who sends off what is sold: keeper, owner or both."))
        if len(entry.note) > 300 or "\0" in entry.note:
            faults.add("note", "too-long", _("This has at most %(longest)s characters.") % {"longest": 300})
        faults.raise_any()
        row.number = draw_numbers(actor.market_id, SERIES)[0]
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as clash:
            raise ConsignmentStands(
                _("An agreement on these goods in this warehouse stands already. End it first.")
            ) from clash
        tell_of_consignment(actor, row, ConsignmentProposed, row.note)
        return row


def _read_houses(
    actor: Actor, house: UUID, entry: ConsignmentEntry, row: Consignment, faults: Faults
) -> None:
    market = {"market_id": actor.market_id}
    code, key = entry.other.strip().replace("\0", ""), entry.warehouse.strip().replace("\0", "")
    other = Organisation.objects.filter(**market, code__iexact=code, status="active").first()
    if other is None or other.id == house:
        faults.add("other", "unknown", _("There is no other company %(code)s here.") % {"code": code[:40]})
        return
    if not HOUSES & set(other.parts):
        words = _("%(name)s only buys: it has no warehouse to keep goods in, and no goods to lay elsewhere.")
        faults.add("other", "only-buys", words % {"name": translated(other.name, other.names)})
        return
    place = Warehouse.objects.filter(
        **market, key=key, owner_id__in=[house, other.id], is_active=True
    ).first()
    if place is None or place.kind in SHUT_KINDS:
        words = _("Neither of you has a warehouse %(key)s.")
        faults.add("warehouse", "unknown", words % {"key": key[:60] or "–"})
        return
    row.warehouse, row.keeper_id = place, place.owner_id
    row.owner_id = other.id if place.owner_id == house else house


def _read_days(entry: ConsignmentEntry, row: Consignment, faults: Faults) -> None:
    if entry.valid_from is None:
        faults.add("valid_from", "required", _("Say from which day it counts."))
        return
    row.valid_from = entry.valid_from
    if entry.valid_until is not None and entry.valid_until < entry.valid_from:
        faults.add("valid_until", "before", _("It can’t end before it begins."))


def _read_goods(actor: Actor, entry: ConsignmentEntry, row: Consignment, faults: Faults) -> None:
    market, target = {"market_id": actor.market_id}, entry.target.strip().replace("\0", "")
    if entry.goods not in set(ConsignedGoods):
        faults.add("goods", "unknown", _("Say which goods: all, a brand, a category or articles."))
    elif entry.goods == ConsignedGoods.BRAND:
        row.brand = Brand.objects.filter(**market, key=target).first()
        if row.brand is None:
            faults.add("target", "unknown", _("There is no brand %(key)s.") % {"key": target[:60] or "–"})
    elif entry.goods == ConsignedGoods.CATEGORY:
        row.category = Category.objects.filter(**market, key=target).first()
        if row.category is None:
            faults.add("target", "unknown", _("There is no category %(key)s.") % {"key": target[:60] or "–"})
    elif entry.goods == ConsignedGoods.ARTICLES:
        _read_articles(actor, entry, row, faults)


def _read_articles(actor: Actor, entry: ConsignmentEntry, row: Consignment, faults: Faults) -> None:
    codes = list(dict.fromkeys(code.strip() for code in entry.articles if code.strip()))
    if not codes or len(codes) > MOST_ARTICLES:
        words = _("Name at least one article, and at most %(most)s.")
        faults.add("articles", "required", words % {"most": MOST_ARTICLES})
        return
    found = find_variants(actor, codes)
    for i, code in enumerate(codes):
        if code not in found:
            faults.add(f"articles.{i}", "unknown", _("There is no article %(sku)s.") % {"sku": code[:60]})
    row.variant_ids = [found[code].variant_id for code in codes if code in found]
