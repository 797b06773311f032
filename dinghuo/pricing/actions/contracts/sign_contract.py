"""Notes that both have signed: from then on the contract's days are those of its prices."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.errors import ContractUnsigned
from dinghuo.pricing.events import ContractSigned
from dinghuo.pricing.models import Contract
from dinghuo.pricing.permissions import SIGN_CONTRACT
from dinghuo.pricing.states import ContractState
from dinghuo.pricing.steps.contracts.lock_contract import lock_contract
from dinghuo.pricing.steps.contracts.set_list_times import begin_lists
from dinghuo.pricing.steps.contracts.tell_of_contract import tell_of_contracts


def sign_contract(actor: Actor, number: str) -> Contract:
    """Let the contract count; the signed paper is there. Its lists get its days and its word on promotions.

    Raises NotFound, ContractElsewhere, ContractUnsigned, ListForWhomTaken, and Invalid where days lie between it and
    the contract that it extends.
    """
    require(actor, SIGN_CONTRACT)
    with acting(actor):
        contract = lock_contract(actor, number, {ContractState.DRAFT})
        if not contract.file:
            raise ContractUnsigned(_("The signed paper isn’t there yet. Add it first."))
        contract.state, contract.signed_at = ContractState.SIGNED.value, now()
        contract.save(update_fields=["state", "signed_at"])
        begin_lists(actor, contract)
        tell_of_contracts(actor, ContractSigned, [contract])
        return contract
