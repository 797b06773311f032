"""Announces the contracts that end soon, each once."""

from django.db.models import DateField, Exists, ExpressionWrapper, F, OuterRef, Value

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.queries.today import today
from dinghuo.pricing.events import ContractEnding
from dinghuo.pricing.models import Contract
from dinghuo.pricing.permissions import SAVE_CONTRACT
from dinghuo.pricing.states import ContractState
from dinghuo.pricing.steps.contracts.tell_of_contract import tell_of_contracts

#: Announced at a time; the rest by the next run.
MOST = 500


def remind_of_contracts(actor: Actor) -> int:
    """Announce what ends within its own days, by the market's day, and that no signed contract follows. Returns how
    many. Four statements."""
    require(actor, SAVE_CONTRACT)
    with acting(actor):
        day = today(actor)
        signed = Contract.objects.filter(market_id=actor.market_id, state=ContractState.SIGNED.value)
        last = ExpressionWrapper(Value(day, DateField()) + F("remind_days"), DateField())
        due = signed.filter(
            ~Exists(signed.filter(follows_id=OuterRef("id"))),
            reminded=False,
            ends_on__gte=day,
            ends_on__lte=last,
        )
        rows = due.select_for_update(no_key=True, skip_locked=True, of=("self",))
        found = list(rows.order_by("id")[:MOST])
        Contract.objects.filter(market_id=actor.market_id, id__in=[each.id for each in found]).update(
            reminded=True
        )
        tell_of_contracts(actor, ContractEnding, found)
        return len(found)
