"""A branch with a storefront of its own and a customer in it."""

import pytest

from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Customer, Storefront
from tests.web.selling.conftest import Shop, make_shop


@pytest.fixture
def branch(db: None) -> Shop:
    """The branch's administrator at work; its customer is the market's buyer."""
    shop = make_shop("branch")
    with acting(shop.world.system):
        own = Storefront.objects.create(
            market_id=shop.world.market_id,
            key="east",
            name="East",
            owner=shop.seller,
            languages=["en"],
            currency="CNY",
            payment_methods=["transfer"],
        )
        Customer.objects.create(market_id=shop.world.market_id, buyer=shop.world.buyer, storefront=own)
    return shop
