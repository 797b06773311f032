"""Writes down what a seller and a buyer are to sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.steps.keep_paper import keep_paper
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.numbers import draw_numbers
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Organisation
from dinghuo.pricing.events import ContractSaved
from dinghuo.pricing.models import Contract, ContractList, PriceList
from dinghuo.pricing.permissions import SAVE_CONTRACT
from dinghuo.pricing.states import ContractState, ListKind
from dinghuo.pricing.steps.contracts.lock_contract import lock_contract
from dinghuo.pricing.steps.contracts.tell_of_contract import tell_of_contracts

#: Lists of one contract, letters of its terms, and days before its end.
MOST_LISTS, MOST_TERMS, MOST_DAYS = 20, 10_000, 365


@dataclass(frozen=True, slots=True)
class ContractInput:
    """A contract as it is written. `number` empty: a new one. `buyer` is the customer's code; `lists` are keys of the
    seller's contract lists for that customer. The seller is the actor's organisation, unless who sees the whole market
    names another. `paper`: the signed paper, a PDF or a picture; empty leaves the one that is there."""

    name: str
    buyer: str
    lists: Sequence[str]
    starts_on: date
    ends_on: date | None = None
    promotable: bool = False
    remind_days: int = 30
    terms: str = ""
    number: str = ""
    seller_id: UUID | None = None
    paper: bytes = b""


def save_contract(actor: Actor, row: ContractInput) -> Contract:
    """Save it as a draft; no price changes. Its lists' time and whether promotions count are set when it is signed.

    Raises NotFound, Invalid with every fault, ContractElsewhere once it is signed.
    """
    require(actor, SAVE_CONTRACT)
    number = row.number or draw_numbers(actor.market_id, "CON")[0]
    with acting(actor):
        faults = Faults()
        found = _found(actor, row, number, faults)
        buyer = _read(actor, found, row, faults)
        lists = _lists(actor, found, buyer, row, faults)
        if row.paper:
            with faults.collecting():
                found.file = keep_paper(actor, row.paper, "paper")
        faults.raise_any()
        found.save()
        ContractList.objects.filter(market_id=actor.market_id, contract=found).delete()
        ContractList.objects.bulk_create(
            ContractList(
                market_id=actor.market_id,
                contract=found,
                list=each,
                buyer_id=found.buyer_id,
                seller_id=found.seller_id,
            )
            for each in lists
        )
        tell_of_contracts(actor, ContractSaved, [found])
        return found


def _found(actor: Actor, row: ContractInput, number: str, faults: Faults) -> Contract:
    if row.number:
        return lock_contract(actor, row.number, {ContractState.DRAFT})
    seller_id = (row.seller_id if actor.scope == "market" else None) or actor.organisation_id
    if seller_id is None:
        raise NotFound("seller")
    if not Organisation.objects.filter(market_id=actor.market_id, id=seller_id).exists():
        faults.add("seller", "unknown", _("There is no such seller."))
    return Contract(
        market_id=actor.market_id, number=number, seller_id=seller_id, made_by_name=actor.person_name
    )


def _read(actor: Actor, found: Contract, row: ContractInput, faults: Faults) -> Organisation | None:
    buyer = Organisation.objects.filter(market_id=actor.market_id, code=row.buyer.replace("\0", "")).first()
    if buyer is None or buyer.id == found.seller_id:
        faults.add("buyer", "unknown", _("There is no such customer."))
    elif found.follows_id and buyer.id != found.buyer_id:
        faults.add("buyer", "fixed", _("An extension is with the same customer."))
    if not row.name.strip() or len(row.name) > 120 or "\0" in row.name:
        faults.add("name", "required", _("Give it a name of at most 120 characters."))
    if len(row.terms) > MOST_TERMS or "\0" in row.terms:
        faults.add("terms", "too-long", _("Enter at most %s characters.") % MOST_TERMS)
    if row.ends_on is not None and row.ends_on < row.starts_on:
        faults.add("ends_on", "before-start", _("It ends before it begins."))
    if not 0 <= row.remind_days <= MOST_DAYS:
        faults.add("remind_days", "count", _("Enter at most %s days.") % MOST_DAYS)
    if buyer is not None:
        found.buyer = buyer
    found.name, found.terms = row.name.strip(), row.terms.strip()
    found.starts_on, found.ends_on = row.starts_on, row.ends_on
    found.promotable, found.remind_days = row.promotable, row.remind_days
    return buyer


def _lists(
    actor: Actor, found: Contract, buyer: Organisation | None, row: ContractInput, faults: Faults
) -> list[PriceList]:
    keys = list(dict.fromkeys(key.replace("\0", "") for key in row.lists))[: MOST_LISTS + 1]
    if not keys or len(keys) > MOST_LISTS:
        faults.add("lists", "count", _("Name one to %s price lists that say its prices.") % MOST_LISTS)
    rows = PriceList.objects.filter(market_id=actor.market_id, key__in=keys, seller_id=found.seller_id)
    there = {each.key: each for each in rows}
    for key in keys:
        each = there.get(key)
        if each is None:
            faults.add("lists", "unknown", _("There is no %s.") % key[:60])
        elif each.kind != ListKind.CONTRACT.value or (buyer and each.buyer_id != buyer.id):
            faults.add("lists", "other-customer", _("%s isn’t a contract’s list for this customer.") % key)
    return [there[key] for key in keys if key in there]
