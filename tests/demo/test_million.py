"""The large market in its smallest form: what is derived is what the catalogue derives."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.db.models import Count

from dinghuo.catalogue.models import Assortment, Category, Code, Listing, Product, Variant
from dinghuo.catalogue.queries.list_products import Wanted
from dinghuo.catalogue.queries.templates import templates_of
from dinghuo.catalogue.rules.told import variant_names
from dinghuo.catalogue.steps.refresh_listings import refresh_listings
from dinghuo.demo.million.load import Occupied, load
from dinghuo.demo.million.size import SIZES
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting, gate
from dinghuo.integration.queries.actor_for_key import actor_for_key
from dinghuo.inventory.queries.differences import differences
from dinghuo.ordering.queries.shelf import shelf
from dinghuo.organisations.models import Market
from dinghuo.organisations.queries.storefronts import home_storefront
from dinghuo.pricing.models import PriceList
from tests.database import cloned

SIZE = SIZES["thousand"]


@pytest.fixture
def of_its_own(live: None) -> Iterator[None]:
    """A database without any market, instead of the one that all tests share."""
    shared = os.environ["DINGHUO_DB_NAME"]
    with cloned("million") as place:
        _point_at(place.name)
        try:
            yield
        finally:
            _point_at(shared)


def _point_at(name: str) -> None:
    connections.close_all()
    os.environ["DINGHUO_DB_NAME"] = name
    for alias in ("default", "numbers"):
        settings.DATABASES[alias]["NAME"] = connections[alias].settings_dict["NAME"] = name


def test_the_market_is_what_it_says_and_every_derived_row_is_true(of_its_own: None, tmp_path: Path) -> None:
    said: list[str] = []
    load(SIZE, said.append, tmp_path / "demo.json")
    with gate():
        system = Actor.system(Market.objects.get().id)
    with acting(system):
        assert Listing.objects.filter(market_id=system.market_id, listed=True).count() == SIZE.variants
        assert Category.objects.filter(market_id=system.market_id).count() == SIZE.categories
        assert Assortment.objects.filter(market_id=system.market_id).count() == SIZE.assortments
        contracts = PriceList.objects.filter(market_id=system.market_id, kind="customer")
        rows = contracts.annotate(rows=Count("prices")).values_list("rows", flat=True)
        assert list(rows) == [SIZE.contract] * SIZE.customers
        assert differences(system) == []
        _names_are_told_as_by_the_catalogue(system)
        _nothing_changes_when_it_is_derived_again(system)
    _a_customer_sees_priced_goods(json.loads((tmp_path / "demo.json").read_text())["accounts"])
    assert any("100% of the goods" in line for line in said)
    with pytest.raises(Occupied, match="million"):
        load(SIZE, said.append, tmp_path / "demo.json")


def _names_are_told_as_by_the_catalogue(system: Actor) -> None:
    rows = Variant.objects.filter(market_id=system.market_id).select_related("product__category")[:200]
    templates = templates_of(system, {each.product.category.key for each in rows})
    for variant in rows:
        # Axes in the template's order, in which a form or a sheet would give them.
        axes = {each.key: each for each in templates[variant.product.category.key].attributes if each.axis}
        options = {key: variant.options[key] for key in axes}
        names = variant_names(variant.product.name, variant.product.names, options, axes)
        assert variant.names == names
        assert variant.name == names["zh-hans"]


def _nothing_changes_when_it_is_derived_again(system: Actor) -> None:
    before = _derived(system)
    products = Product.objects.filter(market_id=system.market_id).values_list("id", flat=True)
    refresh_listings(system, list(products))
    assert _derived(system) == before


def _derived(system: Actor) -> dict[str, list[str]]:
    found = {}
    for model in (Listing, Code, Category):
        columns = [each.attname for each in model._meta.concrete_fields if (model, each.name) != (Code, "id")]
        rows = model.objects.filter(market_id=system.market_id).values_list(*columns)
        found[model.__name__] = sorted(str(row) for row in rows)
    return found


def _a_customer_sees_priced_goods(accounts: list[dict[str, str]]) -> None:
    actor = actor_for_key(next(each["api_key"] for each in accounts if each["door"] == "buyer"))
    assert actor is not None
    with acting(actor):
        storefront = home_storefront(actor)
        page = shelf(actor, storefront, actor.organisation_id, Wanted(search="饮料"), limit=48)
    assert len(page.items) == 48
    assert all(row.price and row.offer and row.item.image for row in page.items)
