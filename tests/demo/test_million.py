"""The large market, in its smallest form: what is derived is what the catalogue derives, and it needs a place of its own."""

import pytest
from django.db import connection

from dinghuo.catalogue.models import Assortment, Category, Code, Listing, PackUnit, Product, Variant
from dinghuo.catalogue.queries.list_products import Wanted, list_products
from dinghuo.catalogue.steps.refresh_listings import refresh_listings
from dinghuo.demo.million.load import Occupied, load
from dinghuo.demo.million.size import SIZES
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting, gate
from dinghuo.inventory.queries.differences import differences
from dinghuo.ordering.queries.shelf import shelf
from dinghuo.organisations.models import Customer, Market, Membership
from dinghuo.organisations.queries.actors import actor_for_membership

SIZE = SIZES["thousand"]
