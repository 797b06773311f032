"""Ends a contract before its last day, or drops one that was never signed."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.errors import ContractExtended
from dinghuo.pricing.events import ContractEnded
from dinghuo.pricing.models import Contract
from dinghuo.pricing.permissions import SIGN_CONTRACT
from dinghuo.pricing.states import ContractState
from dinghuo.pricing.steps.contracts.lock_contract import lock_contract
from dinghuo.pricing.steps.contracts.set_list_times import end_lists
from dinghuo.pricing.steps.contracts.tell_of_contract import tell_of_contracts

OPEN = frozenset({ContractState.DRAFT, ContractState.SIGNED})


def end_contract(actor: Actor, number: str, why: str) -> Contract:
    """Let its prices count no more from this moment. Orders already placed keep theirs.

    Raises NotFound, ContractElsewhere, ContractExtended where its extension is signed, Invalid without a reason.
    """
    require(actor, SIGN_CONTRACT)
    if not why.strip() or len(why) > 300 or "\0" in why:
        raise Invalid([Fault("reason", "required", _("Say why, in at most 300 characters."))])
    with acting(actor):
        contract, at = lock_contract(actor, number, OPEN), now()
        later = contract.extensions.filter(state=ContractState.SIGNED.value).first()
        if later is not None:
            raise ContractExtended(_("%s extends it. End that one first.") % later.number)
        was_signed = contract.state == ContractState.SIGNED.value
        contract.state = (ContractState.ENDED if was_signed else ContractState.DROPPED).value
        contract.ended_at, contract.reason = at, why.strip()
        contract.save(update_fields=["state", "ended_at", "reason"])
        if was_signed:
            end_lists(actor, contract, at)
        tell_of_contracts(actor, ContractEnded, [contract])
        return contract
