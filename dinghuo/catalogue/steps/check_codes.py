"""Finds codes that name two things: among the rows to be written, and against what is there."""

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _

from dinghuo.catalogue.models import Variant
from dinghuo.catalogue.queries.merging.merged_into import merged_skus
from dinghuo.catalogue.rules.rows import ProductRow
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults


def check_codes(actor: Actor, rows: Sequence[ProductRow], faults: Faults, path: str) -> None:
    """Collect the faults of product codes, SKUs and GTINs. Two statements."""
    _check_among_rows(rows, faults, path)
    skus = {variant.sku: row.code for row in rows for variant in row.variants if "\0" not in variant.sku}
    gtins = {v.gtin: v.sku for row in rows for v in row.variants if v.gtin.isalnum()}
    there = Variant.objects.filter(market_id=actor.market_id)
    taken = there.filter(sku__in=list(skus)) | there.filter(gtin__in=list(gtins))
    found = list(taken.values_list("sku", "gtin", "product__code"))
    gone = merged_skus(actor, list(skus))
    product_of = {sku: code for sku, _gtin, code in found}
    sku_of = {gtin: sku for sku, gtin, _code in found if gtin}
    for i, row in enumerate(rows):
        for j, variant in enumerate(row.variants):
            at = f"{path}.{i}.variants.{j}"
            owner = product_of.get(variant.sku, row.code)
            if owner != row.code:
                told = _("%(sku)s belongs to product %(code)s.") % {"sku": variant.sku, "code": owner}
                faults.add(f"{at}.sku", "taken", told)
            if variant.sku in gone:
                told = _("%(sku)s is %(kept)s by now: bring your offer of that.")
                faults.add(f"{at}.sku", "merged", told % {"sku": variant.sku, "kept": gone[variant.sku]})
            holder = sku_of.get(variant.gtin, variant.sku)
            # A holder that is among the rows gives the number up or keeps it there: seen among the rows.
            if holder != variant.sku and holder not in skus:
                faults.add(f"{at}.gtin", "taken", _("%(sku)s has this GTIN.") % {"sku": holder})


def _check_among_rows(rows: Sequence[ProductRow], faults: Faults, path: str) -> None:
    codes = Counter(row.code for row in rows)
    skus = Counter(variant.sku for row in rows for variant in row.variants)
    gtins = Counter(variant.gtin for row in rows for variant in row.variants if variant.gtin)
    for i, row in enumerate(rows):
        if codes[row.code] > 1:
            faults.add(f"{path}.{i}.code", "twice", _("This product code is here twice."))
        for j, variant in enumerate(row.variants):
            if skus[variant.sku] > 1:
                faults.add(f"{path}.{i}.variants.{j}.sku", "twice", _("This SKU is here twice."))
            if gtins[variant.gtin] > 1:
                faults.add(f"{path}.{i}.variants.{j}.gtin", "twice", _("This GTIN is here twice."))
