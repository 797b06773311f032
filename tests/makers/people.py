"""Makes markets, organisations and the actors of their people."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Market, Organisation, Person


def make_market(currency: str = "CNY", **columns) -> Market:
    """A market with a key of its own."""
    market_id = new_id()
    with acting(Actor.system(market_id)):
        return Market.objects.create(
            id=market_id,
            market_id=market_id,
            key=f"m{market_id.hex}",
            name="Test market",
            currency=currency,
            languages=["en", "zh-hans", "zh-hant"],
            **columns,
        )


def make_organisation(market_id: UUID, *parts: str, code: str = "", **columns) -> Organisation:
    """An organisation that takes these parts."""
    code = code or f"{parts[0][0].upper()}-{new_id().hex[-8:]}"
    with acting(Actor.system(market_id)):
        return Organisation.objects.create(
            market_id=market_id,
            code=code,
            name=columns.pop("name", f"{parts[0].title()} {code}"),
            parts=list(parts),
            **columns,
        )


def make_actor(
    organisation: Organisation, grants: Iterable[str] | Mapping[str, Decimal | None] = (), name: str = "Li Na"
) -> Actor:
    """A person of the organisation who holds these grants; the operator's people see the whole market."""
    market_id = organisation.market_id
    with acting(Actor.system(market_id)):
        person = Person.objects.create(market_id=market_id, name=name)
    return Actor(
        market_id=market_id,
        organisation_id=organisation.id,
        organisation_name=organisation.name,
        person_id=person.id,
        person_name=name,
        parts=frozenset(organisation.parts),
        grants=dict(grants) if isinstance(grants, Mapping) else dict.fromkeys(grants),
        time_zone="Asia/Shanghai",
        scope="market" if "operator" in organisation.parts else "party",
    )
