"""How large a made market is."""

from dataclasses import dataclass

#: Categories of a group: itself and what is below it.
OF_A_GROUP = 15
#: A supplier of each group's brands, and another one for the rest of them.
SUPPLIERS_OF_A_GROUP = 2
#: Variants of a second, measured; rounded down.
A_SECOND = 2500


@dataclass(frozen=True)
class Size:
    """`variants` in `groups` x 15 categories; `customers`, each with `contract` prices of its own; `assortments`, each
    of a storefront."""

    variants: int
    groups: int
    customers: int
    assortments: int
    contract: int

    @property
    def categories(self) -> int:
        """Groups and what is below them."""
        return self.groups * OF_A_GROUP

    @property
    def minutes(self) -> float:
        """About how long it takes to make on two cores that nobody else uses."""
        return (15 + self.variants / A_SECOND) / 60

    @property
    def sentence(self) -> str:
        """In words."""
        return (
            f"{self.variants:,} variants in {self.categories} categories, {self.customers:,} customers with "
            f"contracts, {self.assortments} assortments"
        )


SIZES = {
    "million": Size(variants=1_000_000, groups=20, customers=2_000, assortments=200, contract=300),
    "some": Size(variants=6_000, groups=1, customers=40, assortments=12, contract=30),
    "thousand": Size(variants=1_000, groups=1, customers=20, assortments=2, contract=30),
}
