"""Keeps the number of listed products with each category, so that the tree needs no counting."""

from collections.abc import Collection

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from dinghuo.catalogue.models import Category, Listing
from dinghuo.foundation.actor import Actor


def lock_categories(actor: Actor, paths: Collection[str]) -> None:
    """Make whoever changes the goods of these categories wait, so that each count sees the one before it."""
    rows = Category.objects.filter(market_id=actor.market_id, path__in=paths)
    list(rows.select_for_update(no_key=True).order_by("id").values_list("id"))


def recount_categories(actor: Actor, paths: Collection[str]) -> None:
    """Count again the listed products of these categories, themselves only. The caller has locked them."""
    listed = Listing.objects.filter(
        market_id=actor.market_id, category_path=OuterRef("path"), listed=True, lead=True
    )
    number = listed.order_by().values("category_path").annotate(number=Count("*")).values("number")
    Category.objects.filter(market_id=actor.market_id, path__in=paths).update(
        products_listed=Coalesce(Subquery(number, output_field=IntegerField()), 0)
    )
