"""Takes a person's second factors away, when phone and recovery codes are both lost."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.events import FactorRemoved
from dinghuo.organisations.models import Authenticator, Passkey, RecoveryCode
from dinghuo.organisations.queries.people import managed_membership
from dinghuo.organisations.steps.close_sessions import close_sessions


def reset_second_factor(actor: Actor, membership_id: UUID, why: str) -> None:
    """Remove app, recovery codes and passkeys of a member's person, and sign it out everywhere.

    Only for those who see the whole market: the person may act for other companies too. Raises NotFound, and Invalid
    without a reason.
    """
    require(actor, "organisations.reset_second_factor")
    if actor.scope != "market":
        raise NotFound(f"membership {membership_id}")
    faults = Faults()
    if not why.strip():
        faults.add("why", "required", _("Say why: how did you make sure who asks?"))
    faults.raise_any()
    with acting(actor):
        person = managed_membership(actor, membership_id).person
        for model in (Authenticator, RecoveryCode, Passkey):
            model.objects.filter(market_id=actor.market_id, person=person).delete()
        close_sessions(actor.market_id, person.id)
        data = {"factor": "all", "how": "operator"}
        record(actor, FactorRemoved(person.id, person.name, data=data), why=why[:300])
