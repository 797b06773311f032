"""Imports of products: what a row would make of its product, and writing whole products."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dinghuo.catalogue.actions.load_products import load_products
from dinghuo.catalogue.permissions import SAVE_PRODUCT
from dinghuo.catalogue.rules.attributes import TAGS
from dinghuo.catalogue.rules.rows import ProductRow, VariantRow
from dinghuo.catalogue.steps.check_kits import Beside
from dinghuo.catalogue.steps.check_own import check_own_offers, not_own
from dinghuo.catalogue.steps.check_products import check_products
from dinghuo.catalogue.steps.fill_attributes import fill_attributes
from dinghuo.catalogue.steps.take_back_versions import take_back_versions
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Fault, Faults, Invalid
from dinghuo.integration.models import Import
from dinghuo.integration.rules.sheets.rows import ReadRow
from dinghuo.integration.states import RowState
from dinghuo.integration.steps.imports.companions import PARTS, Companions
from dinghuo.integration.steps.imports.handling import RowFault, Verdict, refuse, verdict_on, wrong
from dinghuo.integration.steps.imports.kept_product import to_json
from dinghuo.integration.steps.imports.pictures import Pictures, kept_pictures, looked_at_pictures
from dinghuo.integration.steps.imports.product_rows import contradictions, known_names, merged
from dinghuo.integration.steps.imports.product_texts import changed, texts_of
from dinghuo.integration.steps.imports.sellers import seller_ids
from dinghuo.integration.steps.imports.stored_products import stored_products
from dinghuo.integration.steps.imports.take_back_products import take_back_products
from dinghuo.integration.steps.imports.twins import (
    OFFER_OF,
    judge_twins,
    propose_twins,
    take_back_twins,
    twin_rows,
)

#: Where a fault of the catalogue is shown, by the word in its path.
COLUMNS = {
    "packs": "pack_unit",
    "offers": "minimum",
    "options": "detail",
    "attributes": "detail",
    "variants": "sku",
}
#: What a pack says of itself, by the columns of the base unit.
OF_BASE = {"decimals": "decimals", "weight_grams": "weight", "volume_cubic_cm": "volume"}
ROUNDS = 4


@dataclass
class Family:
    """The rows of one product: their places among all rows, the product as it is and as it would be."""

    code: str
    places: list[int] = field(default_factory=list)
    old: ProductRow | None = None
    new: ProductRow | None = None


class Products:
    """The handling of products with their variants."""

    def check(
        self,
        actor: Actor,
        imported: Import,
        rows: Sequence[ReadRow],
        companions: Companions | None = None,
    ) -> list[Verdict]:
        """As Handling.check."""
        verdicts = [verdict_on(row) for row in rows]
        twins = twin_rows(actor, rows)
        judge_twins(twins, rows, verdicts)
        own = [place for place in range(len(rows)) if place not in twins]
        mine, judged = [rows[place] for place in own], [verdicts[place] for place in own]
        self._check(actor, imported, mine, judged, companions or Companions())
        return verdicts

    def _check(
        self,
        actor: Actor,
        imported: Import,
        rows: Sequence[ReadRow],
        verdicts: list[Verdict],
        companions: Companions,
    ) -> None:
        families = self._families(actor, rows, verdicts, companions)
        _tell_pictures(looked_at_pictures(imported, _codes(families, rows)), families, rows, verdicts)
        for family in families:
            if family.new is None or any(verdicts[place].faults for place in family.places):
                continue
            old, new = texts_of(family.old), texts_of(family.new)
            is_kept = False
            for place in family.places:
                sku = rows[place].values["sku"]
                verdicts[place].key = f"sku|{sku}"
                _judge(verdicts[place], old.get(sku), new[sku])
                # Once for each product: what undoing puts back.
                if verdicts[place].before and family.old and not is_kept:
                    verdicts[place].before = {**(verdicts[place].before or {}), "was": to_json(family.old)}
                    is_kept = True
        companions.keep(
            family.new
            for family in families
            if family.new and not any(verdicts[place].faults for place in family.places)
        )

    def apply(
        self,
        actor: Actor,
        imported: Import,
        rows: Sequence[ReadRow],
        before: Sequence[Mapping[str, Any] | None],
    ) -> dict[int, list[RowFault]]:
        """As Handling.apply; pictures of the zip that are named after a SKU or product code come with their product."""
        twins = twin_rows(actor, rows)
        propose_twins(actor, twins, rows)
        own = [place for place in range(len(rows)) if place not in twins]
        found = self._apply(actor, imported, [rows[place] for place in own])
        return {own[i]: faults for i, faults in found.items()}

    def _apply(self, actor: Actor, imported: Import, rows: Sequence[ReadRow]) -> dict[int, list[RowFault]]:
        verdicts = [verdict_on(row) for row in rows]
        families = [each for each in self._families(actor, rows, verdicts, Companions()) if each.new]
        _add_pictures(imported, families, rows, verdicts)
        # Each round leaves out what is refused; a refusal can bring others to light only once or twice.
        for _round in range(ROUNDS):
            left = [each for each in families if not any(verdicts[place].faults for place in each.places)]
            try:
                if left:
                    load_products(actor, [each.new for each in left if each.new])
                break
            except Invalid as invalid:
                _tell(invalid.faults, left, rows, verdicts, Companions())
        _tell_siblings(families, rows, verdicts)
        return {i: verdict.faults for i, verdict in enumerate(verdicts) if verdict.faults}

    def undo(
        self,
        actor: Actor,
        imported: Import,
        rows: Sequence[ReadRow],
        before: Sequence[Mapping[str, Any] | None],
    ) -> list[int]:
        """As Handling.undo: new variants go, changed ones are again as they were; what only waits to be looked at is
        taken back."""
        proposed = [i for i, old in enumerate(before) if old and OFFER_OF in old]
        stuck = [proposed[i] for i in take_back_twins(actor, [rows[i] for i in proposed])] if proposed else []
        own = [i for i in range(len(rows)) if i not in set(proposed)]
        left = [rows[i] for i in own]
        if allows(actor, SAVE_PRODUCT):
            return stuck + [own[i] for i in take_back_products(actor, left, [before[i] for i in own])]
        codes = [row.values.get("code", row.values["sku"]) for row in left]
        decided = take_back_versions(actor, set(codes))
        return stuck + [own[i] for i, code in enumerate(codes) if code in decided]

    def _families(
        self, actor: Actor, rows: Sequence[ReadRow], verdicts: list[Verdict], companions: Companions
    ) -> list[Family]:
        return _families(actor, rows, verdicts, companions)


class Variants(Products):
    """The handling of variants alone: of products that are there, of which nothing else changes."""

    def _families(
        self, actor: Actor, rows: Sequence[ReadRow], verdicts: list[Verdict], companions: Companions
    ) -> list[Family]:
        named = {row.values["code"] for row in rows if "code" in row.values}
        there = set(stored_products(actor, named))
        for row, verdict in zip(rows, verdicts, strict=True):
            if (code := row.values.get("code")) and code not in there:
                refuse(verdict, wrong("code", "unknown-product", product=code))
        return _families(actor, rows, verdicts, companions)


def _families(
    actor: Actor, rows: Sequence[ReadRow], verdicts: list[Verdict], companions: Companions
) -> list[Family]:
    """The products of these rows as they would be; one of which a row is wrong isn't made, and its rows say so."""
    families: dict[str, Family] = {}
    for place, row in enumerate(rows):
        if sku := row.values.get("sku"):
            code = row.values.get("code", sku)
            families.setdefault(code, Family(code)).places.append(place)
    stored = stored_products(actor, families)
    foreign = not_own(actor, families)
    known = known_names(actor, seller_ids(actor, rows, verdicts))
    for family in families.values():
        family.old = stored.get(family.code)
        if family.code in foreign:
            refuse(verdicts[family.places[0]], wrong("code", "not-yours"))
        members = [rows[place] for place in family.places]
        for i, column, position in contradictions(members):
            refuse(verdicts[family.places[i]], wrong(column, "differs", row=position))
        if not any(verdicts[place].faults for place in family.places):
            family.new = merged(actor, family.code, members, family.old, known)
    whole = [family for family in families.values() if family.new]
    faults = Faults()
    wanted = [family.new for family in whole if family.new]
    submits = not allows(actor, SAVE_PRODUCT)
    beside = Beside(list(companions.made.values()), companions.kits, submits)
    check_products(actor, wanted, faults, beside=beside)
    check_own_offers(actor, wanted, faults)
    filled = fill_attributes(actor, wanted, faults)
    _tell(faults.found, whole, rows, verdicts, companions)
    for family, product in zip(whole, filled, strict=True):
        family.new = product
        if any(verdicts[place].faults for place in family.places):
            family.new = None
    found = list(families.values())
    _tell_lost_parts(found, rows, verdicts)
    _tell_siblings(found, rows, verdicts)
    return found


def _tell(
    faults: Sequence[Fault],
    families: Sequence[Family],
    rows: Sequence[ReadRow],
    verdicts: list[Verdict],
    companions: Companions,
) -> None:
    """Put the catalogue's faults (products.0.variants.1.packs.0.factor) beside the cells that they come from."""
    for fault in faults:
        _root, index, *path = fault.path.split(".")
        family = families[int(index)]
        place = family.places[0]
        if path[0] == "variants" and len(path) > 2 and family.new:
            variant = family.new.variants[int(path[1])]
            sku = variant.sku
            place = next((each for each in family.places if rows[each].values["sku"] == sku), place)
            path = path[2:]
            if path[0] == "kit":
                refuse(verdicts[place], _of_kit(variant, path, fault, companions))
                continue
            if path[0] == "packs" and path[-1] in OF_BASE:
                is_base = variant.packs[int(path[1])].unit == family.new.base_unit
                path = [("" if is_base else "pack_") + OF_BASE[path[-1]]]
        column = _column(path)
        if (column, fault.code, fault.message) not in verdicts[place].faults:
            refuse(verdicts[place], (column, fault.code, fault.message))


def _of_kit(variant: VariantRow, path: Sequence[str], fault: Fault, companions: Companions) -> RowFault:
    """A fault of what a variant is made of, with the part that it is about."""
    part = variant.kit.parts[int(path[2])] if variant.kit and len(path) > 2 else None
    column = "optional_parts" if part and part.optional else "parts"
    if part and fault.code == "unknown" and part.sku in companions.rows:
        # It stands in the sheet: what keeps it from being made is told there.
        return wrong(column, "part-row", sku=part.sku, row=companions.rows[part.sku])
    told = f"{part.sku}: {fault.message}" if part and path[-1] == "quantity" else fault.message
    return column, fault.code, told


def _tell_lost_parts(families: Sequence[Family], rows: Sequence[ReadRow], verdicts: list[Verdict]) -> None:
    """A kit can't be made of what these rows would make and are wrong in."""
    lost: dict[str, int] = {}
    for family in families:
        if family.new is None:
            there = {variant.sku for variant in family.old.variants} if family.old else set()
            own = {rows[place].values["sku"]: rows[place].position for place in family.places}
            lost |= {sku: position for sku, position in own.items() if sku not in there}
    for family in families if lost else ():
        for place in family.places if family.new else ():
            for column in PARTS:
                for sku, _number in rows[place].values.get(column, ()):
                    if sku in lost:
                        refuse(verdicts[place], wrong(column, "part-row", sku=sku, row=lost[sku]))
                        family.new = None


def _column(path: Sequence[str]) -> str:
    if path[0] == "packs" and path[-1] in ("factor", "gtin"):
        return f"pack_{path[-1]}"
    if path[0] == "offers" and path[-1] in ("minimum", "multiple", "lead_time_days"):
        return path[-1]
    if path == ["attributes", TAGS]:
        return TAGS
    return COLUMNS.get(path[0], path[0])


def _tell_siblings(families: Sequence[Family], rows: Sequence[ReadRow], verdicts: list[Verdict]) -> None:
    for family in families:
        first = next((place for place in family.places if verdicts[place].faults), None)
        if first is None:
            continue
        for place in family.places:
            if not verdicts[place].faults:
                refuse(verdicts[place], wrong("sku", "sibling", row=rows[first].position))


def _judge(verdict: Verdict, old: Mapping[str, str] | None, new: Mapping[str, str]) -> None:
    if old is None:
        return
    before = {column: old.get(column, "") for column in changed(old, new)}
    verdict.state = RowState.CHANGED if before else RowState.UNCHANGED
    verdict.before = before or None


def _add_pictures(
    imported: Import, families: Sequence[Family], rows: Sequence[ReadRow], verdicts: list[Verdict]
) -> None:
    pictures = kept_pictures(imported, _codes(families, rows))
    files = pictures.files
    for family in families:
        assert family.new
        variants: list[VariantRow] = [
            replace(variant, image=files[variant.sku][0])
            if variant.sku != family.code and files.get(variant.sku)
            else variant
            for variant in family.new.variants
        ]
        family.new = replace(family.new, images=files.get(family.code, []), variants=variants)
    _tell_pictures(pictures, families, rows, verdicts)


def _codes(families: Sequence[Family], rows: Sequence[ReadRow]) -> set[str]:
    """What pictures may be named after."""
    skus = {rows[place].values["sku"] for family in families for place in family.places}
    return skus | {family.code for family in families}


def _tell_pictures(
    pictures: Pictures, families: Sequence[Family], rows: Sequence[ReadRow], verdicts: Sequence[Verdict]
) -> None:
    for family in families:
        for place in family.places:
            for code in {family.code, rows[place].values["sku"]} & pictures.wrong.keys():
                refuse(verdicts[place], wrong("sku", "picture", file=pictures.wrong[code]))
