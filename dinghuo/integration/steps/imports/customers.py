"""Imports of customers: who buys, in which storefront, on which terms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.integration.models import Import
from dinghuo.integration.rules.sheets.rows import ReadRow
from dinghuo.integration.states import RowState
from dinghuo.integration.steps.imports.companions import Companions
from dinghuo.integration.steps.imports.handling import (
    RowFault,
    Verdict,
    refuse,
    refuse_all,
    verdict_on,
    wrong,
)
from dinghuo.integration.steps.imports.known_customers import FACTS, Known, Stored, known_customers, region_of
from dinghuo.members.actions.load_levels import load_levels
from dinghuo.organisations.actions.storefronts.drop_customers import drop_customers
from dinghuo.organisations.actions.storefronts.load_customers import load_customers
from dinghuo.organisations.actions.storefronts.save_customer import LONGEST_TERM_DAYS
from dinghuo.organisations.rules.customer_rows import CustomerRow
from dinghuo.organisations.steps.read_contact import read_email, read_phone, read_text

#: Columns that a row may change, with what they hold.
SAID = (*FACTS, "region", "street", "level", "payment_term_days")
TERMS = ("level", "payment_term_days")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row that is right: what it says, by column, and what is there."""

    place: int
    code: str
    storefront_id: UUID
    said: Mapping[str, str]
    old: Stored | None

    @property
    def changed(self) -> dict[str, str]:
        """What it replaces, by column."""
        there = self.old.texts(self.storefront_id) if self.old else {}
        return {
            column: there.get(column, "")
            for column in self.said
            if self.said[column] != there.get(column, "")
        }


class Customers:
    """The handling of customers."""

    def check(
        self,
        actor: Actor,
        imported: Import,
        rows: Sequence[ReadRow],
        companions: Companions | None = None,
    ) -> list[Verdict]:
        """As Handling.check."""
        verdicts = [verdict_on(row) for row in rows]
        for each in _wanted(actor, imported, rows, verdicts, known_customers(actor, rows)):
            verdict = verdicts[each.place]
            verdict.key = f"{each.code if each.old else each.code.upper()}|{each.storefront_id}"
            if verdict.faults or each.old is None:
                continue
            is_customer = each.storefront_id in each.old.terms
            verdict.state = RowState.CHANGED if each.changed or not is_customer else RowState.UNCHANGED
            verdict.before = each.changed or ({} if is_customer else {"storefront": ""}) or None
        return verdicts

    def apply(
        self,
        actor: Actor,
        imported: Import,
        rows: Sequence[ReadRow],
        before: Sequence[Mapping[str, Any] | None],
    ) -> dict[int, list[RowFault]]:
        """As Handling.apply."""
        verdicts = [verdict_on(row) for row in rows]
        known = known_customers(actor, rows)
        wanted = [
            each
            for each in _wanted(actor, imported, rows, verdicts, known)
            if not verdicts[each.place].faults
        ]
        _write(actor, wanted, known, imported.number)
        return {i: verdict.faults for i, verdict in enumerate(verdicts) if verdict.faults}

    def undo(
        self,
        actor: Actor,
        imported: Import,
        rows: Sequence[ReadRow],
        before: Sequence[Mapping[str, Any] | None],
    ) -> list[int]:
        """As Handling.undo: new customers go unless somebody has joined or traded; changed ones are as they were.
        Stuck is what has been changed since."""
        verdicts = [verdict_on(row) for row in rows]
        known = known_customers(actor, rows)
        wanted = _wanted(actor, imported, rows, verdicts, known)
        stuck = [each.place for each in wanted if each.old is None or each.changed]
        new = {each.code: each.place for each in wanted if before[each.place] is None}
        kept = drop_customers(actor, [] if stuck else list(new))
        stuck += [new[code] for code in kept]
        if not stuck:
            _write(
                actor,
                [_back(each, before[each.place] or {}) for each in wanted if before[each.place]],
                known,
                imported.number,
            )
        return stuck


def _back(each: Wanted, before: Mapping[str, Any]) -> Wanted:
    said = {column: str(text) for column, text in before.items() if column in SAID}
    return Wanted(each.place, each.code, each.storefront_id, {**each.said, **said}, each.old)


def _write(actor: Actor, wanted: Sequence[Wanted], known: Known, why: str) -> None:
    ids = load_customers(actor, [_row(each) for each in wanted])
    levels = {
        ids[each.code]: known.levels.get(each.said["level"]) for each in wanted if "level" in each.changed
    }
    if levels:
        load_levels(actor, levels, why)


def _row(each: Wanted) -> CustomerRow:
    changed = each.changed
    usual = each.old.terms.get(each.storefront_id, 0) if each.old else 0
    street = each.said.get("street", each.old.street if each.old else "")
    return CustomerRow(
        code=each.code,
        storefront_id=each.storefront_id,
        payment_term_days=int(each.said.get("payment_term_days") or usual),
        facts={
            name: each.said[name] for name in FACTS if name in changed and (each.said[name] or name != "name")
        },
        region=region_of(each.said["region"]) if each.said.get("region") else None,
        street=street if {"street", "region"} & changed.keys() else "",
    )


def _wanted(
    actor: Actor, imported: Import, rows: Sequence[ReadRow], verdicts: Sequence[Verdict], known: Known
) -> list[Wanted]:
    """What the rows say; faults are put into their verdicts."""
    found = []
    for place, (row, verdict) in enumerate(zip(rows, verdicts, strict=True)):
        if "code" not in row.values:
            continue
        # All that is wrong is told at once, also beside a cell that couldn't be read.
        is_read = not verdict.faults
        said = _said(row, verdict, known)
        code = known.spelled[str(row.values["code"])]
        named = row.values.get("storefront", imported.options.get("storefront", ""))
        shop = known.storefronts.get(named) if named else known.usual
        if shop is None:
            refuse(verdict, wrong("storefront", "unknown-storefront" if named else "no-storefront"))
            continue
        each = Wanted(place, code, shop, said, known.there.get(code))
        _check(actor, each, verdict, known)
        if is_read:
            found.append(each)
    return found


def _said(row: ReadRow, verdict: Verdict, known: Known) -> dict[str, str]:
    faults = Faults()
    texts = {column: str(row.values[column]) for column in SAID if column in row.values}
    for name in ("name", "contact", "tax_number", "street"):
        if name in texts:
            texts[name] = read_text(faults, name, texts[name], 200)
    if "phone" in texts:
        texts["phone"] = read_phone(faults, texts["phone"], known.country)
    if "email" in texts:
        texts["email"] = read_email(faults, texts["email"])
    if "region" in texts:
        found = region_of(texts["region"])
        texts["region"] = found.code if found else ""
        if found is None:
            refuse(verdict, wrong("region", "unknown-region"))
    if "level" in texts:
        key = known.level_keys.get(texts["level"], "")
        texts["level"] = key
        if not key:
            refuse(verdict, wrong("level", "unknown-level"))
    days = row.values.get("payment_term_days", 0)
    if not 0 <= days <= LONGEST_TERM_DAYS:
        refuse(verdict, wrong("payment_term_days", "term", most=LONGEST_TERM_DAYS))
    refuse_all(verdict, faults)
    return texts


def _check(actor: Actor, each: Wanted, verdict: Verdict, known: Known) -> None:
    if each.code in known.foreign:
        refuse(verdict, wrong("code", "no-buyer"))
    elif each.old is None and not known.may_take_in:
        refuse(verdict, wrong("code", "unknown-customer"))
    elif each.old is None and not each.said.get("name"):
        refuse(verdict, wrong("name", "needed"))
    elif each.old is not None and not known.may_change:
        for column in [column for column in each.changed if column not in TERMS]:
            refuse(verdict, wrong(column, "not-your-facts"))
    if "level" in each.changed and not known.may_grant:
        refuse(verdict, wrong("level", "not-your-level"))
    if "region" in each.said and not each.said.get("street") and not (each.old and each.old.street):
        refuse(verdict, wrong("street", "needed"))
