"""Lets a contract's lists count on its days, and no longer than that."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.organisations.queries.today import zone_of
from dinghuo.pricing.errors import ListForWhomTaken
from dinghuo.pricing.models import Contract, ContractList, PriceList
from dinghuo.pricing.rules.contract_days import joined, span
from dinghuo.pricing.states import ContractState, ListState

#: Later than whatever has an end.
FOR_EVER = datetime.max.replace(tzinfo=UTC)


def begin_lists(actor: Actor, contract: Contract) -> None:
    """Give the contract's lists its time, joined to that of the signed contracts they count for already.

    Raises Invalid where days would lie between, ListForWhomTaken where another list is for the same. Three statements.
    """
    zone = zone_of(actor)
    wanted, faults = span(contract.starts_on, contract.ends_on, zone), Faults()
    lists = _lock(actor, contract)
    others = set(_counting_elsewhere(actor, contract, lists).values_list("list_id", flat=True))
    for each in lists:
        standing = (each.valid.lower, each.valid.upper) if each.id in others and each.valid else None
        time = joined(standing, wanted)
        if time is None:
            told = _("There are days between the contract before and this one. Begin it where that one ends.")
            faults.add("starts_on", "gap", told)
        else:
            each.valid = DateTimeTZRange(*time)
        each.state, each.promotable = ListState.ACTIVE.value, contract.promotable
    faults.raise_any()
    try:
        with transaction.atomic():
            PriceList.objects.bulk_update(lists, ["valid", "state", "promotable"])
    except IntegrityError as taken:
        raise ListForWhomTaken(
            _("There is an active list for the same customers, storefront and currency. Change that one.")
        ) from taken


def end_lists(actor: Actor, contract: Contract, at: datetime) -> None:
    """Let its lists count no longer than from this instant on, but as long as another signed contract says. Three
    statements."""
    zone = zone_of(actor)
    lists = _lock(actor, contract)
    lasting: dict[UUID, datetime] = {}
    rows = _counting_elsewhere(actor, contract, lists).filter(contract__state=ContractState.SIGNED.value)
    for list_id, begins, ends in rows.values_list("list_id", "contract__starts_on", "contract__ends_on"):
        end = span(begins, ends, zone)[1] or FOR_EVER
        lasting[list_id] = max(end, lasting.get(list_id, at))
    for each in lists:
        first, last = each.valid.lower if each.valid else None, lasting.get(each.id, at)
        if first is not None and first >= last:
            # What hasn't begun yet never will.
            each.valid, each.state = None, ListState.WITHDRAWN.value
        else:
            each.valid = DateTimeTZRange(first, None if last == FOR_EVER else last)
    PriceList.objects.bulk_update(lists, ["valid", "state"])


def _lock(actor: Actor, contract: Contract) -> list[PriceList]:
    rows = PriceList.objects.filter(market_id=actor.market_id, contracts__contract=contract)
    return list(rows.select_for_update(no_key=True, of=("self",)).order_by("id"))


def _counting_elsewhere(
    actor: Actor, contract: Contract, lists: Sequence[PriceList]
) -> QuerySet[ContractList]:
    """Where the lists are named by other contracts that have been signed."""
    rows = ContractList.objects.filter(
        market_id=actor.market_id, list__in=lists, contract__signed_at__isnull=False
    )
    return rows.exclude(contract=contract)
