"""How large the measured market is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """Products, customers, and the products in a row that each customer's contract covers."""

    products: int
    customers: int
    contract: int

    @property
    def price_rows(self) -> int:
        """Rows of prices: two steps for each product of the base list and of each contract."""
        return 2 * (self.products + self.customers * self.contract)

    def first(self, customer: int) -> int:
        """The first product of a customer's contract, counted from 1; market.sql says the same."""
        return customer * 10 % (self.products - self.contract + 1) + 1


FULL = Size(products=100_000, customers=10_000, contract=40)
SMALL = Size(products=2_000, customers=100, contract=40)
