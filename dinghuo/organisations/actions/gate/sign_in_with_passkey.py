"""Signs a person in by a passkey, which proves who it is without a password."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting, gate
from dinghuo.organisations.errors import PasskeyRefused
from dinghuo.organisations.models import Passkey
from dinghuo.organisations.models.sign_in_attempt import GATE
from dinghuo.organisations.queries.gate import markets_in_reach
from dinghuo.organisations.queries.visitor import visitor
from dinghuo.organisations.rules.site import Site, read_user_handle
from dinghuo.organisations.states import OpenedBy
from dinghuo.organisations.steps.enter_market import enter_market
from dinghuo.organisations.steps.second_factor.challenges import use_challenge
from dinghuo.organisations.steps.second_factor.passkey_ceremony import Answer, read_answer, verified_use


def sign_in_with_passkey(actor: Actor, answer: str, site: Site, ip: str, user_agent: str = "") -> str:
    """Open a session for the passkey's owner; returns its cookie.

    `answer` is the browser's, to what begin_passkey_sign_in asked; each opens once. Raises PasskeyRefused without
    telling what was wrong, and NoEntry as `sign_in` does.
    """
    require(actor, "organisations.sign_in_with_passkey")
    told = read_answer(answer)
    with acting(visitor()):
        fresh = use_challenge(GATE, told.challenge)
    owner = read_user_handle(told.handle)
    with gate():
        reached = {market.id for market in markets_in_reach(actor)}
    if not fresh or owner is None or owner[0] not in reached:
        raise _refused()
    with acting(Actor.system(owner[0], "gate")):
        key = _used(owner[0], told, answer, site)
        if key.person_id != owner[1]:
            raise _refused()
        return enter_market(key.person, None, ip, user_agent, OpenedBy.PASSKEY)


def _used(market_id: UUID, told: Answer, answer: str, site: Site) -> Passkey:
    key = (
        Passkey.objects.select_related("person")
        .filter(market_id=market_id, person__is_active=True, credential=told.credential, site=site.host)
        .first()
    )
    if key is None:
        raise _refused()
    # A count that doesn't grow is a copied key; devices that keep none say zero each time. The library compares.
    key.sign_count = verified_use(answer, told.challenge, site, key)
    key.used_at = now()
    key.save(update_fields=["sign_count", "used_at"])
    return key


def _refused() -> PasskeyRefused:
    return PasskeyRefused(_("This passkey isn't known here. Sign in with your password, or try again."))
