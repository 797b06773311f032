"""Who acts: a person in an organisation with named grants, or the system itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.errors import NotAllowed


class _Everything(Mapping[str, Decimal | None]):
    """The system's grants: every permission, without limit."""

    def __getitem__(self, key: str) -> None:
        return None

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __contains__(self, key: object) -> bool:
        return True


@dataclass(frozen=True)
class Actor:
    """The first argument of every action and query.

    `grants` maps a permission (`ordering.place_order`) to the limit in the market's currency up to which it is
    given, None for no limit. `scope` is "party" (sees documents its organisation takes part in) or "market"
    (the operator's people and the system: sees the whole market). `on_behalf_of` is the organisation for which a
    representative acts.
    """

    market_id: UUID
    organisation_id: UUID | None = None
    person_id: UUID | None = None
    person_name: str = ""
    organisation_name: str = ""
    parts: frozenset[str] = frozenset()
    grants: Mapping[str, Decimal | None] = field(default_factory=dict)
    language: str = "en"
    time_zone: str = "UTC"
    scope: str = "party"
    membership_id: UUID | None = None
    key_id: UUID | None = None

    @classmethod
    def system(cls, market_id: UUID, name: str = "system") -> "Actor":
        """The program itself in one market: jobs, imports, the demo."""
        return cls(market_id=market_id, person_name=name, grants=_Everything(), scope="market")

    @property
    def is_system(self) -> bool:
        """True for the program itself."""
        return self.person_id is None and isinstance(self.grants, _Everything)


def allows(actor: Actor, permission: str, amount: Decimal | None = None) -> bool:
    """True if the actor holds the permission, and its limit covers the amount if one is given."""
    if permission not in actor.grants:
        return False
    limit = actor.grants[permission]
    return amount is None or limit is None or amount <= limit


def limit_of(actor: Actor, permission: str) -> Decimal | None:
    """The amount up to which the actor holds the permission; None if it has no limit. Raises NotAllowed."""
    if permission not in actor.grants:
        raise NotAllowed(permission)
    return actor.grants[permission]


def require(actor: Actor, permission: str, amount: Decimal | None = None) -> None:
    """Raise NotAllowed unless the actor holds the permission (and up to this amount)."""
    if not allows(actor, permission, amount):
        raise NotAllowed(permission, actor.grants.get(permission) if permission in actor.grants else None)
