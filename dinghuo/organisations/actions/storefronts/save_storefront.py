"""Makes a storefront, or changes its looks and policies."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotAllowed, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting, gate
from dinghuo.organisations.errors import KeyTaken
from dinghuo.organisations.events import StorefrontSaved
from dinghuo.organisations.models import Storefront
from dinghuo.organisations.queries.reach import managed_organisation
from dinghuo.organisations.states import GuestPolicy
from dinghuo.organisations.steps.read_storefront import read_storefront


def save_storefront(
    actor: Actor,
    key: str,
    name: str,
    owner_id: UUID,
    currency: str,
    languages: Sequence[str],
    payment_methods: Sequence[str],
    names: Mapping[str, str] | None = None,
    host: str = "",
    accent: str = "",
    guest_policy: str = GuestPolicy.NOTHING,
    minimum_order: Decimal = Decimal(0),
    hold_minutes: int | None = None,
    shown_tax: str | None = None,
    is_default: bool = False,
    storefront_id: UUID | None = None,
) -> Storefront:
    """Make a storefront, or change the one given. Only for those who see the whole market.

    Raises NotFound, KeyTaken for a key or host in use (a host counts across markets), and Invalid with every fault.
    """
    require(actor, "organisations.save_storefront")
    if actor.scope != "market":
        raise NotAllowed("organisations.save_storefront")
    columns = read_storefront(
        key=key,
        name=name,
        currency=currency,
        languages=languages,
        payment_methods=payment_methods,
        names=names,
        host=host,
        accent=accent,
        guest_policy=guest_policy,
        minimum_order=minimum_order,
        hold_minutes=hold_minutes,
        shown_tax=shown_tax,
    )
    _refuse_foreign_host(columns["host"], storefront_id)
    with acting(actor):
        managed_organisation(actor, owner_id)
        rows = Storefront.objects.select_for_update().filter(market_id=actor.market_id)
        storefront = rows.filter(id=storefront_id).first() if storefront_id else Storefront(is_default=False)
        if storefront is None:
            raise NotFound(f"storefront {storefront_id}")
        columns |= {"market_id": actor.market_id, "owner_id": owner_id}
        # There is always a default: it is moved by making another one the default, never just taken away.
        columns["is_default"] = is_default or storefront.is_default
        if is_default:
            rows.exclude(id=storefront.id).filter(is_default=True).update(is_default=False)
        changed = _write(storefront, columns)
        record(actor, StorefrontSaved(storefront.id, key, [owner_id], {"changed": changed}))
    return storefront


def _write(storefront: Storefront, columns: Mapping[str, Any]) -> list[str]:
    changed = [column for column, value in columns.items() if getattr(storefront, column) != value]
    for column in changed:
        setattr(storefront, column, columns[column])
    try:
        with transaction.atomic():
            storefront.save()
    except IntegrityError as fault:
        raise KeyTaken(_("Another storefront has this key or host.")) from fault
    return [column for column in changed if column != "market_id"]


def _refuse_foreign_host(host: str, storefront_id: UUID | None) -> None:
    # No constraint can say this, since nothing is unique across markets (they may live on different shards). Of two
    # markets that take a host at the very same moment, the older storefront is served.
    if not host:
        return
    with gate():
        taken = Storefront.objects.filter(host=host).values_list("id", flat=True)
        if set(taken) - {storefront_id}:
            raise KeyTaken(_("Another storefront has this key or host."))
