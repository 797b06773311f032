"""Finds everything that is wrong with products before they are written."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.catalogue.models import Brand, Category
from dinghuo.catalogue.rules.gtin import is_gtin
from dinghuo.catalogue.rules.rows import PackRow, ProductRow, VariantRow
from dinghuo.catalogue.steps.check_codes import check_codes
from dinghuo.catalogue.steps.check_kits import ALONE, Beside, KitWanted, check_kits
from dinghuo.catalogue.steps.check_offer import check_divided, check_offer
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.organisations.models import Organisation

#: A factor beyond this doesn't fit its column.
MOST = Decimal(10) ** 9
MOST_DECIMALS = 6
#: A weight or volume beyond this doesn't fit its column.
MOST_OF_ONE = Decimal(10) ** 11


def check_products(
    actor: Actor,
    rows: Sequence[ProductRow],
    faults: Faults,
    path: str = "products",
    beside: Beside = ALONE,
) -> None:
    """Collect the faults of all rows. A constant number of statements."""
    for i, row in enumerate(rows):
        _check_row(row, faults, f"{path}.{i}")
    _check_known(actor, rows, faults, path)
    check_codes(actor, rows, faults, path)
    kits = [
        KitWanted(f"{path}.{i}.variants.{j}.kit.parts", variant.sku, variant.kit)
        for i, row in enumerate(rows)
        for j, variant in enumerate(row.variants)
        if variant.kit is not None
    ]
    check_kits(actor, kits, faults, replace(beside, rows=[*beside.rows, *rows]))


def _check_row(row: ProductRow, faults: Faults, at: str) -> None:
    _check_text(row.code, 60, faults, f"{at}.code")
    _check_text(row.name, 200, faults, f"{at}.name")
    _check_text(row.base_unit, 20, faults, f"{at}.base_unit")
    if not row.tax_rate.is_finite() or not 0 <= row.tax_rate < 1:
        faults.add(f"{at}.tax_rate", "share", _("Enter the tax rate as a share: 0.13 for 13 %."))
    if not row.variants:
        faults.add(f"{at}.variants", "required", _("A product has at least one variant."))
    for j, variant in enumerate(row.variants):
        _check_variant(row, variant, faults, f"{at}.variants.{j}")


def _check_variant(row: ProductRow, variant: VariantRow, faults: Faults, at: str) -> None:
    _check_text(variant.sku, 60, faults, f"{at}.sku")
    if len(variant.name) > 240:
        faults.add(f"{at}.name", "too-long", _("At most %(most)s characters.") % {"most": 240})
    _check_gtin(variant.gtin, faults, f"{at}.gtin")
    for k, pack in enumerate(variant.packs):
        _check_pack(row, pack, faults, f"{at}.packs.{k}")
    repeated = [unit for unit, number in Counter(pack.unit for pack in variant.packs).items() if number > 1]
    if repeated:
        faults.add(f"{at}.packs", "twice", _("Each unit once: %s.") % ", ".join(repeated))
    if sum(pack.is_default for pack in variant.packs) > 1:
        faults.add(f"{at}.packs", "default", _("One unit at most is the usual one."))
    decimals = next((pack.decimals for pack in variant.packs if pack.unit == row.base_unit), 0)
    for k, offer in enumerate(variant.offers):
        check_offer(offer, faults, f"{at}.offers.{k}")
        check_divided(offer, decimals, row.base_unit, faults, f"{at}.offers.{k}")


def _check_pack(row: ProductRow, pack: PackRow, faults: Faults, at: str) -> None:
    _check_text(pack.unit, 20, faults, f"{at}.unit")
    _check_gtin(pack.gtin, faults, f"{at}.gtin")
    if not pack.factor.is_finite() or not 0 < pack.factor < MOST or pack.factor != round(pack.factor, 6):
        faults.add(f"{at}.factor", "positive", _("Enter how many base units it holds."))
    elif pack.unit == row.base_unit and pack.factor != 1:
        faults.add(f"{at}.factor", "base", _("The base unit holds one of itself."))
    if not 0 <= pack.decimals <= MOST_DECIMALS:
        faults.add(f"{at}.decimals", "range", _("A unit is divided to at most six decimals."))
    for name, number in (("weight_grams", pack.weight_grams), ("volume_cubic_cm", pack.volume_cubic_cm)):
        if number is not None and not (
            number.is_finite() and 0 < number < MOST_OF_ONE and number == round(number, 3)
        ):
            told = _("Enter more than zero, with at most three decimals of a gram or cubic centimetre.")
            faults.add(f"{at}.{name}", "positive", told)


def _check_text(text: str, most: int, faults: Faults, at: str) -> None:
    if not text.strip() or text != text.strip() or "\0" in text:
        faults.add(at, "required", _("Fill this in, without spaces around it."))
    elif len(text) > most:
        faults.add(at, "too-long", _("At most %(most)s characters.") % {"most": most})


def _check_gtin(gtin: str, faults: Faults, at: str) -> None:
    if gtin and not is_gtin(gtin):
        faults.add(at, "gtin", _("This is no GTIN: 8, 12, 13 or 14 digits with a check digit at the end."))


def _check_known(actor: Actor, rows: Sequence[ProductRow], faults: Faults, path: str) -> None:
    market = {"market_id": actor.market_id}
    keys = {row.category for row in rows if "\0" not in row.category}
    categories = set(Category.objects.filter(**market, key__in=keys).values_list("key", flat=True))
    keys = {row.brand for row in rows if row.brand and "\0" not in row.brand}
    brands = set(Brand.objects.filter(**market, key__in=keys).values_list("key", flat=True))
    wanted = {offer.seller_id for row in rows for variant in row.variants for offer in variant.offers}
    sellers = set(Organisation.objects.filter(**market, id__in=wanted).values_list("id", flat=True))
    for i, row in enumerate(rows):
        if row.category not in categories:
            faults.add(f"{path}.{i}.category", "unknown", _("There is no category %s.") % row.category[:60])
        if row.brand and row.brand not in brands:
            faults.add(f"{path}.{i}.brand", "unknown", _("There is no brand %s.") % row.brand[:60])
        for j, variant in enumerate(row.variants):
            if any(offer.seller_id not in sellers for offer in variant.offers):
                faults.add(f"{path}.{i}.variants.{j}.offers", "unknown", _("There is no such seller."))
