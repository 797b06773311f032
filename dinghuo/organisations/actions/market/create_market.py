"""Sets a new market up: its operator, roles and first storefront."""

from collections.abc import Mapping, Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.currencies import check_currency
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting, gate
from dinghuo.organisations.errors import KeyTaken
from dinghuo.organisations.events import MarketCreated
from dinghuo.organisations.models import Market, Storefront
from dinghuo.organisations.models.market import ACCENT
from dinghuo.organisations.states import GuestPolicy, Part
from dinghuo.organisations.steps.make_organisation import make_organisation
from dinghuo.organisations.steps.seed_roles import seed_roles


def create_market(
    actor: Actor,
    key: str,
    name: str,
    currency: str,
    operator_name: str,
    operator_code: str = "HQ",
    names: Mapping[str, str] | None = None,
    operator_names: Mapping[str, str] | None = None,
    operator_parts: Sequence[str] = (Part.OPERATOR,),
    languages: Sequence[str] = ("zh-hans", "zh-hant", "en"),
    time_zone: str = "Asia/Shanghai",
    country: str = "CN",
    accent: str = ACCENT,
    payment_methods: Sequence[str] = ("credit", "transfer"),
    guest_policy: str = GuestPolicy.NOTHING,
) -> Market:
    """Make the market whose id is the actor's: `create_market(Actor.system(new_id()), ...)`.

    The default storefront has the market's key and name. Raises KeyTaken if a market has the key.
    """
    require(actor, "organisations.create_market")
    _check(languages, currency)
    with gate():
        if Market.objects.filter(key=key).exists():
            raise KeyTaken(_("There is a market “%(key)s” already.") % {"key": key})
    with acting(actor):
        market = Market.objects.create(
            id=actor.market_id,
            market_id=actor.market_id,
            key=key,
            name=name,
            names=dict(names or {}),
            currency=currency,
            time_zone=time_zone,
            languages=list(languages),
            country=country,
            accent=accent,
        )
        seed_roles(market.id)
        operator = make_organisation(
            market.id, operator_name, operator_parts, code=operator_code, names=operator_names
        )
        Storefront.objects.create(
            market_id=market.id,
            key=key,
            name=name,
            names=dict(names or {}),
            owner=operator,
            languages=list(languages),
            currency=currency,
            payment_methods=list(payment_methods),
            guest_policy=guest_policy,
            is_default=True,
        )
        record(actor, MarketCreated(market.id, key, [operator.id]))
    return market


def _check(languages: Sequence[str], currency: str) -> None:
    faults = Faults()
    known = dict(settings.LANGUAGES)
    if not languages or any(language not in known for language in languages):
        faults.add("languages", "unknown", _("Choose from: %(list)s.") % {"list": ", ".join(known)})
    check_currency(faults, "currency", currency)
    faults.raise_any()
