"""Keeps what a customer calls the goods it buys."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dinghuo.catalogue.events import CustomerCodesSaved
from dinghuo.catalogue.models import CustomerCode
from dinghuo.catalogue.permissions import SAVE_CUSTOMER_CODES
from dinghuo.catalogue.queries.find_goods import find_goods
from dinghuo.catalogue.queries.find_variants import find_variants
from dinghuo.catalogue.rules.search_text import normalised, normalised_code
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound, StaleVersion
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.queries.storefronts import home_storefront

#: Rows of one call.
MOST_ROWS = 5000


@dataclass(frozen=True, slots=True)
class CodeRow:
    """An article and what a customer calls it; without a code it is called by none."""

    sku: str
    code: str
    name: str = ""


def save_customer_codes(actor: Actor, rows: Sequence[CodeRow], buyer_id: UUID | None = None) -> int:
    """Save the codes of these articles for a customer; a row without a code takes the article's away.

    `buyer_id`: the actor's own organisation if None; another one for who sees the whole market. Articles that aren't
    named keep theirs. Returns how many rows changed something. Raises NotFound, Invalid with every fault, StaleVersion.
    A constant number of statements.
    """
    require(actor, SAVE_CUSTOMER_CODES)
    buyer = buyer_id or actor.organisation_id
    if buyer is None or (actor.scope != "market" and buyer != actor.organisation_id):
        raise NotFound(str(buyer_id))
    with acting(actor):
        variants = _variants(actor, buyer, [row.sku for row in rows])
        theirs = CustomerCode.objects.filter(market_id=actor.market_id, buyer_id=buyer)
        before = {each.variant_id: each for each in theirs.filter(variant_id__in=list(variants.values()))}
        forms = [normalised_code(row.code) for row in rows if row.code]
        others = theirs.filter(form__in=forms).exclude(variant_id__in=list(variants.values()))
        _check(rows, variants, dict(others.values_list("form", "variant__sku")))
        wanted = {variants[row.sku]: row for row in rows}
        changed = [
            variant_id
            for variant_id, row in wanted.items()
            if _told(before.get(variant_id)) != ((row.code, row.name) if row.code else ("", ""))
        ]
        if not changed:
            return 0
        theirs.filter(variant_id__in=changed).delete()
        made = [_made(actor, buyer, each, wanted[each]) for each in changed if wanted[each].code]
        try:
            with transaction.atomic():
                CustomerCode.objects.bulk_create(made, batch_size=1000)
        except IntegrityError as taken:
            raise StaleVersion(
                _("Somebody else changed these codes just now. Look at them again.")
            ) from taken
        record(actor, CustomerCodesSaved(buyer, parties=[buyer], data={"rows": len(changed)}))
        return len(changed)


def _variants(actor: Actor, buyer_id: UUID, skus: Sequence[str]) -> dict[str, UUID]:
    """The articles by SKU: for a customer's own people only those that it is shown."""
    if actor.scope == "market":
        return {sku: found.variant_id for sku, found in find_variants(actor, skus).items()}
    shown = find_goods(actor, home_storefront(actor, buyer_id).id, skus)
    return {sku: found.variant_id for sku, found in shown.items()}


def _told(kept: CustomerCode | None) -> tuple[str, str]:
    return (kept.code, kept.name) if kept else ("", "")


def _made(actor: Actor, buyer_id: UUID, variant_id: UUID, row: CodeRow) -> CustomerCode:
    return CustomerCode(
        market_id=actor.market_id,
        buyer_id=buyer_id,
        variant_id=variant_id,
        code=row.code,
        form=normalised_code(row.code),
        name=row.name,
        name_form=normalised(row.name)[:300],
    )


def _check(rows: Sequence[CodeRow], variants: dict[str, UUID], taken: dict[str, str]) -> None:
    faults = Faults()
    if len(rows) > MOST_ROWS:
        faults.add("codes", "too-many", _("Give at most %(most)s rows at once.") % {"most": MOST_ROWS})
        faults.raise_any()
    skus = Counter(row.sku for row in rows)
    forms = Counter(normalised_code(row.code) for row in rows if row.code)
    for place, row in enumerate(rows):
        form = normalised_code(row.code)
        if row.sku not in variants:
            faults.add(
                f"codes.{place}.sku", "unknown", _("There is no article %(sku)s.") % {"sku": row.sku[:60]}
            )
        elif skus[row.sku] > 1:
            faults.add(f"codes.{place}.sku", "twice", _("%(sku)s stands here twice.") % {"sku": row.sku})
        if row.code and (not form or len(form) > 60 or len(row.code) > 60):
            faults.add(f"codes.{place}.code", "too-long", _("A code has at most 60 characters."))
        elif row.code and forms[form] > 1:
            faults.add(
                f"codes.{place}.code",
                "twice",
                _("The code %(code)s names two articles here.") % {"code": row.code},
            )
        elif row.code and form in taken:
            told = _("The code %(code)s names %(sku)s already.") % {"code": row.code, "sku": taken[form]}
            faults.add(f"codes.{place}.code", "taken", told)
        if len(row.name) > 240:
            faults.add(f"codes.{place}.name", "too-long", _("A name has at most 240 characters."))
    faults.raise_any()
