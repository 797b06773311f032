"""Says how much of articles customers may order in a while."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.find_variants import find_variants
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.members.models import Level
from dinghuo.ordering.events import QuotasSet
from dinghuo.ordering.models import Quota
from dinghuo.ordering.permissions import SET_QUOTAS
from dinghuo.ordering.rules.quotas import Period
from dinghuo.organisations.models import CustomerGroup, Market, Organisation
from dinghuo.organisations.queries.today import today

MOST = Decimal(10) ** 9
MOST_ENTRIES = 500


@dataclass(frozen=True, slots=True)
class QuotaEntry:
    """Of an article, in base units, for a customer (by code), a group or a level (by key); for none of them: everybody.

    `quantity` None: the quota goes. Zero: nothing may be ordered. `starts` None: today, or as it is.
    """

    sku: str
    quantity: Decimal | None
    period: str = Period.MONTH
    customer: str = ""
    group: str = ""
    level: str = ""
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """What the entries' words stand for."""

    variants: Mapping[str, UUID]
    customers: Mapping[str, UUID]
    groups: Mapping[str, UUID]
    levels: Mapping[str, UUID]


def set_quotas(actor: Actor, entries: Sequence[QuotaEntry], seller: str = "") -> None:
    """Set each quota of the actor's house (in the market's scope, of the seller with this code), all or none.

    What was ordered under a quota counts on when it is changed. Raises Invalid with every fault, NotFound for no such
    seller.
    """
    require(actor, SET_QUOTAS)
    with acting(actor):
        seller_id = _seller(actor, seller)
        known = _known(actor, entries)
        _check(entries, known)
        # Two who set quotas of one seller take turns: of one that isn't there yet there is no row to lock.
        Organisation.objects.select_for_update(no_key=True).get(market_id=actor.market_id, id=seller_id)
        told = {_key(entry, known): entry for entry in entries}
        rows = Quota.objects.filter(
            market_id=actor.market_id, seller_id=seller_id, variant__sku__in={e.sku for e in entries}
        )
        stands = {
            (row.variant_id, row.buyer_id, row.group_id, row.level_id): row
            for row in rows.order_by("variant", "id")
        }
        gone = [stands[key].id for key, entry in told.items() if entry.quantity is None and key in stands]
        Quota.objects.filter(market_id=actor.market_id, id__in=gone).delete()
        _write(
            actor,
            seller_id,
            {key: e for key, e in told.items() if e.quantity is not None},
            stands,
            today(actor),
        )
        record(actor, QuotasSet(seller_id, parties=[seller_id], data={"quotas": len(entries)}))


Key = tuple[UUID, UUID | None, UUID | None, UUID | None]


def _write(
    actor: Actor, seller_id: UUID, told: Mapping[Key, QuotaEntry], stands: Mapping[Key, Quota], day: date
) -> None:
    quotas = [
        Quota(
            market_id=actor.market_id,
            seller_id=seller_id,
            variant_id=variant_id,
            buyer_id=buyer_id,
            group_id=group_id,
            level_id=level_id,
            quantity=entry.quantity,
            period=entry.period,
            starts=entry.starts or (stands[key].starts if key in stands else day),
            ends=entry.ends,
            made_by_name=actor.person_name,
        )
        for key, entry in told.items()
        if entry.quantity is not None
        for variant_id, buyer_id, group_id, level_id in [key]
    ]
    Quota.objects.bulk_create(
        quotas,
        update_conflicts=True,
        unique_fields=["market_id", "variant", "seller", "buyer", "group", "level"],
        update_fields=["quantity", "period", "starts", "ends", "made_by_name", "made_at"],
    )
    if quotas:
        # From now on placing an order asks for quotas; a market that never had one is never asked.
        Market.objects.filter(id=actor.market_id, rations=False).update(rations=True)


def _seller(actor: Actor, code: str) -> UUID:
    if actor.scope == "market" and code:
        found = Organisation.objects.filter(market_id=actor.market_id, code=code).first()
        if found is None:
            raise NotFound("seller")
        return found.id
    if actor.organisation_id is None:
        raise NotFound("seller")
    return actor.organisation_id


def _known(actor: Actor, entries: Sequence[QuotaEntry]) -> _Known:
    market = {"market_id": actor.market_id}
    codes = {entry.customer for entry in entries if entry.customer}
    buyers = Organisation.objects.filter(**market, code__in=codes, parts__contains=["buyer"])
    return _Known(
        {
            sku: found.variant_id
            for sku, found in find_variants(actor, {entry.sku for entry in entries}).items()
        },
        dict(buyers.values_list("code", "id")),
        dict(CustomerGroup.objects.filter(**market).values_list("key", "id")),
        dict(Level.objects.filter(**market).values_list("key", "id")),
    )


def _key(entry: QuotaEntry, known: _Known) -> Key:
    return (
        known.variants[entry.sku],
        known.customers.get(entry.customer),
        known.groups.get(entry.group),
        known.levels.get(entry.level),
    )


def _check(entries: Sequence[QuotaEntry], known: _Known) -> None:
    faults = Faults()
    if len(entries) > MOST_ENTRIES:
        faults.add("quotas", "too-many", _("At most %(most)s quotas at once.") % {"most": MOST_ENTRIES})
    for i, entry in enumerate(entries[:MOST_ENTRIES]):
        _check_entry(faults, f"quotas.{i}", entry, known)
    told = [(entry.sku, entry.customer, entry.group, entry.level) for entry in entries]
    if len(set(told)) < len(told):
        faults.add("quotas", "twice", _("Two quotas are about the same."))
    faults.raise_any()


def _check_entry(faults: Faults, path: str, entry: QuotaEntry, known: _Known) -> None:
    if entry.sku not in known.variants:
        faults.add(f"{path}.sku", "unknown", _("There is no article %(sku)s.") % {"sku": entry.sku})
    if entry.quantity is not None and not (entry.quantity.is_finite() and 0 <= entry.quantity <= MOST):
        faults.add(f"{path}.quantity", "negative", _("A quantity can't be less than zero."))
    if entry.period not in set(Period):
        words = _("One of these: %(words)s.") % {"words": ", ".join(Period)}
        faults.add(f"{path}.period", "unknown", words)
    if len([each for each in (entry.customer, entry.group, entry.level) if each]) > 1:
        faults.add(
            f"{path}.customer", "both", _("A quota is for one customer, a group, a level or everybody.")
        )
    if entry.customer and entry.customer not in known.customers:
        told = _("There is no customer %(code)s.") % {"code": entry.customer}
        faults.add(f"{path}.customer", "unknown", told)
    if entry.group and entry.group not in known.groups:
        faults.add(f"{path}.group", "unknown", _("There is no group %(key)s.") % {"key": entry.group})
    if entry.level and entry.level not in known.levels:
        faults.add(f"{path}.level", "unknown", _("There is no level %(key)s.") % {"key": entry.level})
    if entry.starts and entry.ends and entry.ends < entry.starts:
        faults.add(f"{path}.ends", "order", _("It ends before it begins."))
