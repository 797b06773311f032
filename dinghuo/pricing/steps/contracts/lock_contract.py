"""Finds a contract to be worked on, and makes others who would work on it wait."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.pricing.errors import ContractElsewhere
from dinghuo.pricing.models import Contract
from dinghuo.pricing.states import ContractState


def lock_contract(actor: Actor, number: str, states: Collection[ContractState]) -> Contract:
    """The contract with this number, locked: one that the actor's organisation sells by, or any for who sees the whole
    market. Raises NotFound, and ContractElsewhere where it is in none of these states. One statement."""
    rows = Contract.objects.filter(market_id=actor.market_id, number=number.replace("\0", ""))
    if actor.scope != "market":
        rows = rows.filter(seller_id=actor.organisation_id)
    found = rows.select_for_update(no_key=True).first()
    if found is None:
        raise NotFound(number)
    if found.state not in {state.value for state in states}:
        raise ContractElsewhere(_("This contract has gone further since. Look at it again."))
    return found
