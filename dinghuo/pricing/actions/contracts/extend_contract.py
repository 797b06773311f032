"""Writes the contract that follows another one."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.numbers import draw_numbers
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.errors import ContractExtended
from dinghuo.pricing.events import ContractSaved
from dinghuo.pricing.models import Contract, ContractList
from dinghuo.pricing.permissions import SAVE_CONTRACT
from dinghuo.pricing.rules.contract_days import follow_on
from dinghuo.pricing.states import ContractState
from dinghuo.pricing.steps.contracts.lock_contract import lock_contract
from dinghuo.pricing.steps.contracts.tell_of_contract import tell_of_contracts


def extend_contract(actor: Actor, number: str, ends_on: date | None = None) -> Contract:
    """A draft that begins where this one ends, with its lists and terms, up to `ends_on` (None: for as many days).

    Raises NotFound, ContractElsewhere, ContractExtended where there is one already, Invalid for a contract without a
    last day, which needs none, and for days that don't follow.
    """
    require(actor, SAVE_CONTRACT)
    drawn = draw_numbers(actor.market_id, "CON")[0]
    with acting(actor):
        old = lock_contract(actor, number, {ContractState.SIGNED})
        if old.ends_on is None:
            raise Invalid([Fault("ends_on", "no-end", _("This contract has no last day to extend."))])
        first, last = follow_on(old.starts_on, old.ends_on)
        if ends_on is not None and ends_on < first:
            raise Invalid([Fault("ends_on", "before-start", _("It ends before it begins."))])
        made = Contract(market_id=actor.market_id, number=drawn, follows=old, made_by_name=actor.person_name)
        for name in ("seller_id", "buyer_id", "name", "terms", "promotable", "remind_days"):
            setattr(made, name, getattr(old, name))
        made.starts_on, made.ends_on = first, ends_on or last
        _write(actor, old, made)
        tell_of_contracts(actor, ContractSaved, [made])
        return made


def _write(actor: Actor, old: Contract, made: Contract) -> None:
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as twice:
        raise ContractExtended(_("Another contract extends this one already.")) from twice
    named = old.named.filter(market_id=actor.market_id)
    for each in (rows := list(named)):
        each.id, each.contract = type(each)().id, made
    ContractList.objects.bulk_create(rows)
