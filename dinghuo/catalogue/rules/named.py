"""What a set of goods names: goods, and those for whom it counts."""

from dataclasses import dataclass

from dinghuo.catalogue.states import AssortmentKind, ReachKind


@dataclass(frozen=True, slots=True)
class AssortmentLine:
    """A category or brand by key, a product or seller by code, or an attribute as "key=value"."""

    kind: AssortmentKind
    key: str


@dataclass(frozen=True, slots=True)
class Reach:
    """A storefront, level or group by key, a branch or customer by code, a region by its digits or name (44, 广东), or
    everybody. `excepted`: the set doesn't count for these, whatever else names them."""

    kind: ReachKind
    key: str = ""
    excepted: bool = False
