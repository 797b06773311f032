"""Makes a price list, renames, withdraws or revives one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.currencies import check_currency
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.members.models import Level
from dinghuo.organisations.models import CustomerGroup, Organisation, Storefront
from dinghuo.pricing.errors import ListForWhomTaken
from dinghuo.pricing.events import PriceListSaved
from dinghuo.pricing.models import ContractList, PriceList
from dinghuo.pricing.permissions import SAVE_PRICE_LIST
from dinghuo.pricing.states import ContractState, ListKind, ListState

#: Two digits of a province to nine of a village (GB/T 2260).
REGION = re.compile(r"[0-9]{2,9}")
#: For whom a list is, where and in which currency.
FIXED = (
    *("kind", "buyer", "group", "level", "branch", "region_code", "storefront", "order_type"),
    *("currency", "tax_included"),
)
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")


@dataclass(frozen=True)
class ListInput:
    """A price list as it is written. `buyer` and `branch` are companies' codes, `group`, `level` and `storefront` keys;
    each empty where the kind names none: a channel names a branch, a region or a storefront. `priority` says which of a
    buyer's groups comes first; `converts`, that it answers in other currencies by the stored rate of the day;
    `promotable`, that promotions come off the prices of a contract (off those of other lists they always do). The
    seller is the actor's organisation, unless who sees the whole market names another."""

    key: str
    name: str
    kind: ListKind
    currency: str
    names: Mapping[str, str] = field(default_factory=dict)
    buyer: str = ""
    level: str = ""
    storefront: str = ""
    group: str = ""
    branch: str = ""
    region_code: str = ""
    order_type: str = ""
    priority: int = 0
    converts: bool = False
    promotable: bool = False
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    tax_included: bool = True
    state: ListState = ListState.ACTIVE
    seller_id: UUID | None = None


def save_price_list(actor: Actor, row: ListInput) -> PriceList:
    """Save the list with this key. For whom it is, and in which currency, is fixed once it is made.

    Raises NotFound for somebody else's list, Invalid with every fault, ListForWhomTaken where another active list is
    for the same customers, storefront and currency.
    """
    require(actor, SAVE_PRICE_LIST)
    with acting(actor):
        seller_id = (row.seller_id if actor.scope == "market" else None) or actor.organisation_id
        rows = PriceList.objects.filter(market_id=actor.market_id, key=row.key.replace("\0", ""))
        found = rows.select_for_update(no_key=True).first()
        if found and actor.scope != "market" and found.seller_id != seller_id:
            raise NotFound(row.key)
        seller_id = found.seller_id if found else seller_id
        if seller_id is None:
            raise NotFound("seller")
        faults = Faults()
        wanted = _read(actor, row, seller_id, faults)
        if found:
            _check_fixed(found, wanted, faults)
            _check_contract(found, wanted, faults)
        faults.raise_any()
        wanted.id = found.id if found else wanted.id
        _write(wanted, is_new=found is None)
        parties = [each for each in (wanted.seller_id, wanted.buyer_id) if each]
        record(actor, PriceListSaved(wanted.id, wanted.key, parties, {"state": wanted.state}))
        return wanted


def _read(actor: Actor, row: ListInput, seller_id: UUID, faults: Faults) -> PriceList:
    market = {"market_id": actor.market_id}
    if not KEY.fullmatch(row.key):
        faults.add("key", "malformed", _("Use letters, digits, - and _, at most 60."))
    if not row.name.strip() or len(row.name) > 120:
        faults.add("name", "required", _("Give it a name of at most 120 characters."))
    check_currency(faults, "currency", row.currency)
    if not Organisation.objects.filter(**market, id=seller_id).exists():
        faults.add("seller", "unknown", _("There is no such seller."))
    wanted = PriceList(
        **market, seller_id=seller_id, key=row.key, name=row.name.strip(), names=dict(row.names)
    )
    wanted.kind, wanted.state, wanted.currency = row.kind.value, row.state.value, row.currency
    wanted.tax_included = row.tax_included
    wanted.region_code, wanted.order_type = row.region_code, row.order_type
    wanted.priority, wanted.converts, wanted.promotable = row.priority, row.converts, row.promotable
    if row.valid_from or row.valid_to:
        wanted.valid = DateTimeTZRange(row.valid_from, row.valid_to)
    _read_whom(row, wanted, faults)
    _read_rest(row, faults)
    return wanted


def _read_whom(row: ListInput, wanted: PriceList, faults: Faults) -> None:
    market = {"market_id": wanted.market_id}
    if row.kind is ListKind.MANUAL:
        faults.add("kind", "unknown", _("Prices are given by hand one by one, not as a list."))
    is_for_buyer = row.kind in (ListKind.MANUAL, ListKind.CONTRACT, ListKind.CUSTOMER)
    named = {
        "buyer": (Organisation.objects.filter(**market, code=row.buyer), is_for_buyer),
        "group": (CustomerGroup.objects.filter(**market, key=row.group), row.kind is ListKind.GROUP),
        "level": (Level.objects.filter(**market, key=row.level), row.kind is ListKind.LEVEL),
        "branch": (
            Organisation.objects.filter(**market, code=row.branch),
            row.kind is ListKind.CHANNEL and bool(row.branch),
        ),
        "storefront": (Storefront.objects.filter(**market, key=row.storefront), bool(row.storefront)),
    }
    for column, (rows, is_needed) in named.items():
        given = getattr(row, column)
        target = rows.first() if is_needed and "\0" not in given else None
        if is_needed and target is None:
            faults.add(
                column, "unknown", _("There is no %s.") % given[:60] if given else _("Say for whom it is.")
            )
        elif given and not is_needed:
            faults.add(column, "not-needed", _("A list of this kind names none."))
        setattr(wanted, column, target)


def _read_rest(row: ListInput, faults: Faults) -> None:
    is_channel = row.kind is ListKind.CHANNEL
    if is_channel and bool(row.branch) + bool(row.region_code) + bool(row.storefront) != 1:
        faults.add("storefront", "one-of", _("Name one of storefront, branch and region."))
    if row.region_code and not (is_channel and REGION.fullmatch(row.region_code)):
        faults.add("region_code", "malformed", _("Only a channel names a region, by two to nine digits."))
    if len(row.order_type) > 20 or "\0" in row.order_type:
        faults.add("order_type", "unknown", _("There is no %s.") % row.order_type[:20].replace("\0", ""))
    if row.priority and row.kind is not ListKind.GROUP or not 0 <= row.priority < 32768:
        faults.add("priority", "not-needed", _("Only lists of groups have a priority, from 0 to 32767."))
    if row.valid_from and row.valid_to and row.valid_to <= row.valid_from:
        faults.add("valid_to", "before-start", _("It ends before it begins."))
    if row.promotable and row.kind is not ListKind.CONTRACT:
        faults.add("promotable", "not-needed", _("Promotions always count beside lists of this kind."))


def _check_contract(found: PriceList, wanted: PriceList, faults: Faults) -> None:
    """What a signed contract says of its list is the contract's to change."""
    said = ("valid", "promotable", "state")
    if all(getattr(found, name) == getattr(wanted, name) for name in said):
        return
    signed = ContractList.objects.filter(
        market_id=found.market_id, list=found, contract__state=ContractState.SIGNED.value
    )
    first = signed.select_related("contract").order_by("-contract__number").first()
    if first is not None:
        told = _("The contract %s says when it counts, and whether promotions do. Extend or end that.")
        faults.add("valid_from", "contract", told % first.contract.number)


def _check_fixed(found: PriceList, wanted: PriceList, faults: Faults) -> None:
    for column in FIXED:
        attribute = f"{column}_id" if hasattr(found, f"{column}_id") else column
        if getattr(found, attribute) != getattr(wanted, attribute):
            faults.add(column, "fixed", _("This can't be changed once the list is made. Make another list."))


def _write(wanted: PriceList, is_new: bool) -> None:
    # What the list's rules need isn't this action's to change: steps/note_rules.py keeps it.
    kept = {"bases", "ruled", "needs_cost", "id"}
    columns = (
        None if is_new else [each.name for each in PriceList._meta.concrete_fields if each.name not in kept]
    )
    try:
        with transaction.atomic():
            wanted.save(force_insert=is_new, force_update=not is_new, update_fields=columns)
    except IntegrityError as fault:
        if "price_list_priority_once" in str(fault):
            raise ListForWhomTaken(
                _("Another group’s list has this priority. A buyer of both needs one that comes first.")
            ) from fault
        if "price_list_for_whom_once" not in str(fault) and "price_list_key_once" not in str(fault):
            raise
        raise ListForWhomTaken(
            _("There is an active list for the same customers, storefront and currency. Change that one.")
        ) from fault
