"""Makes a brand, or renames one."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from dinghuo.catalogue.actions.save_category import KEY
from dinghuo.catalogue.events import BrandSaved
from dinghuo.catalogue.models import Brand, Product
from dinghuo.catalogue.permissions import SAVE_BRAND
from dinghuo.catalogue.steps.refresh_listings import refresh_listings
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting


def save_brand(actor: Actor, key: str, name: str, names: Mapping[str, str] | None = None) -> Brand:
    """Save the brand with this key; its goods are found by the new name at once. Raises Invalid with every fault."""
    require(actor, SAVE_BRAND)
    with acting(actor):
        faults = Faults()
        if not KEY.fullmatch(key):
            faults.add("key", "malformed", _("Use small letters, digits and -, at most 60."))
        if not name.strip() or len(name) > 120:
            faults.add("name", "required", _("Give it a name of at most 120 characters."))
        faults.raise_any()
        rows = Brand.objects.filter(market_id=actor.market_id, key=key)
        brand = rows.select_for_update(no_key=True).first() or Brand(market_id=actor.market_id, key=key)
        is_renamed = (brand.name, brand.names) != (name.strip(), dict(names or {}))
        brand.name, brand.names = name.strip(), dict(names or {})
        brand.save()
        if is_renamed:
            products = Product.objects.filter(market_id=actor.market_id, brand=brand)
            refresh_listings(actor, list(products.values_list("id", flat=True)))
        record(actor, BrandSaved(brand.id, key))
        return brand
