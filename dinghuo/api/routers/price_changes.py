"""The calls about changes of prices that are gathered, looked at, and published for a time."""

from typing import Any

from ninja import Router

from dinghuo.api.bodies import pricing as bodies
from dinghuo.api.bodies.ordering import Why
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.paging import After, Limit
from dinghuo.api.seen import named_list, the_price_changes
from dinghuo.api.shapes.price_work import (
    AffectedPageAnswer,
    ChangeRowsAnswer,
    ChangeSetsAnswer,
    MassChangeAnswer,
    PriceChangesAnswer,
    change_row,
    changes_shape,
)
from dinghuo.api.values import start_of, until_after
from dinghuo.foundation.actor import Actor, require
from dinghuo.pricing.actions.drafts.approve_draft import approve_draft
from dinghuo.pricing.actions.drafts.draft_mass_change import draft_mass_change
from dinghuo.pricing.actions.drafts.refuse_draft import refuse_draft
from dinghuo.pricing.actions.drafts.save_draft import DraftInput, DraftRow, save_draft
from dinghuo.pricing.actions.drafts.submit_draft import submit_draft
from dinghuo.pricing.actions.drafts.undo_draft import undo_draft
from dinghuo.pricing.permissions import SEE_PRICE_LISTS
from dinghuo.pricing.queries.drafts.affected import affected
from dinghuo.pricing.queries.drafts.drafts import draft, draft_changes, drafts
from dinghuo.pricing.queries.drafts.mass_change import MassChange, Operation, Selection, mass_change
from dinghuo.pricing.queries.price_lists import price_list

router = Router(tags=["Prices"])
#: Rows of a mass change that are told.
FIRST = 100


@router.get("/price-changes", response=ChangeSetsAnswer, operation_id="price_change_sets")
@reading()
def get_sets(request: Call, after: After = None, limit: Limit = 50) -> dict[str, Any]:
    """Sets of changes of the key's organisation (the operator: everybody's), newest first."""
    page = drafts(request.auth, after=after, limit=limit)
    return {"items": [changes_shape(row) for row in page.items], "next": page.next}


@router.post("/price-changes", response=PriceChangesAnswer, operation_id="save_price_changes")
@writing()
def post_changes(request: Call, body: bodies.PriceChanges) -> dict[str, Any]:
    """Gather changes of a list's prices, or add some to a draft. No price changes before they are published."""
    actor = request.auth
    same = ("sku", "amount", "unit", "min_quantity", "meant")
    wanted = DraftInput(
        list_key=named_list(actor, body.list),
        name=body.name,
        rows=[DraftRow(**{name: getattr(row, name) for name in same}) for row in body.rows],
        starts_at=start_of(body.starts_at, actor.time_zone),
        ends_at=until_after(body.ends_at, actor.time_zone),
        number=body.number or "",
    )
    return _shape(actor, save_draft(actor, wanted).number)


@router.post("/price-changes/mass", response=MassChangeAnswer, operation_id="mass_change_prices")
@writing()
def post_mass(request: Call, body: bodies.MassChangeBody) -> dict[str, Any]:
    """One operation for many prices: look at what it makes of them, or make a draft of it."""
    actor = request.auth
    require(actor, SEE_PRICE_LISTS)
    numbers = ("percent", "plus", "step", "ending", "floor", "ceiling", "min_margin")
    wanted = MassChange(
        Selection(body.brand, body.category, tuple(body.goods)),
        Operation(**{name: getattr(body, name) for name in numbers}),
        start_of(body.starts_at, actor.time_zone),
    )
    key = named_list(actor, body.list)
    seen = mass_change(actor, key, wanted)
    currency = price_list(actor, key).currency
    made = draft_mass_change(actor, key, body.draft, wanted) if body.draft else None
    return {
        "changed": len(seen.changes),
        "raised": seen.raised,
        "unchanged": seen.unchanged,
        "unknown_cost": len(seen.unknown),
        "number": made.number if made else None,
        "rows": [change_row(row, row.was, row.amount, currency) for row in seen.changes[:FIRST]],
    }


@router.get("/price-changes/{number}", response=ChangeRowsAnswer, operation_id="price_changes")
@reading(of=the_price_changes)
def get_changes(request: Call, number: str, after: After = None, limit: Limit = 50) -> dict[str, Any]:
    """The prices of a set before and after, by SKU."""
    found = draft(request.auth, number)
    page = draft_changes(request.auth, found, after, limit)
    rows = [change_row(row, row.was, row.amount, found.list.currency) for row in page.items]
    return {"items": rows, "next": page.next}


@router.get(
    "/price-changes/{number}/affected", response=AffectedPageAnswer, operation_id="affected_customers"
)
@reading(of=the_price_changes)
def get_affected(request: Call, number: str, after: After = None) -> dict[str, Any]:
    """Who pays something else once the changes count, and what: as a cart would be priced, before and after.

    At most the first 200 changes are looked at. Orders already placed keep their prices.
    """
    found = draft(request.auth, number)
    page, currency = affected(request.auth, found, after), found.list.currency
    items = [
        {
            "customer": each.code,
            "name": each.name,
            "prices": [change_row(one.change, one.was, one.becomes, currency) for one in each.touched],
        }
        for each in page.items
    ]
    return {"items": items, "next": page.next}


@router.post(
    "/price-changes/{number}/publication", response=PriceChangesAnswer, operation_id="publish_price_changes"
)
@writing(of=the_price_changes)
def post_publication(request: Call, number: str) -> dict[str, Any]:
    """Let the changes count at their time. Where the seller asks for a second person, they wait for one."""
    submit_draft(request.auth, number)
    return _shape(request.auth, number)


@router.delete(
    "/price-changes/{number}/publication", response=PriceChangesAnswer, operation_id="undo_price_changes"
)
@writing(of=the_price_changes)
def delete_publication(request: Call, number: str) -> dict[str, Any]:
    """Take changes back before their time; the list is as it was."""
    undo_draft(request.auth, number)
    return _shape(request.auth, number)


@router.post(
    "/price-changes/{number}/approval", response=PriceChangesAnswer, operation_id="approve_price_changes"
)
@writing(of=the_price_changes)
def post_approval(request: Call, number: str) -> dict[str, Any]:
    """Agree to changes that wait for a second person."""
    approve_draft(request.auth, number)
    return _shape(request.auth, number)


@router.delete(
    "/price-changes/{number}/approval", response=PriceChangesAnswer, operation_id="refuse_price_changes"
)
@writing(of=the_price_changes)
def delete_approval(request: Call, number: str, body: Why) -> dict[str, Any]:
    """Send changes back to who prepared them, with the reason."""
    refuse_draft(request.auth, number, body.reason)
    return _shape(request.auth, number)


def _shape(actor: Actor, number: str) -> dict[str, Any]:
    return changes_shape(draft(actor, number))
