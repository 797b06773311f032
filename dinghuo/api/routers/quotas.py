"""The calls about how much of articles customers may order."""

from typing import Any

from ninja import Router

from dinghuo.api.bodies import quota as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.paging import After, Limit
from dinghuo.api.shapes.quota import QuotaPage, quota_shape
from dinghuo.ordering.actions.set_quotas import QuotaEntry, set_quotas
from dinghuo.ordering.queries.quotas import quotas

router = Router(tags=["Stock"])


@router.get("/quotas", response=QuotaPage, operation_id="quotas")
@reading()
def get_quotas(request: Call, after: After = None, limit: Limit = 50) -> dict[str, Any]:
    """The quotas of the key's organisation (the operator: everybody's), the newest first. What a quota leaves a buyer
    stands with the article (`GET /products`)."""
    page = quotas(request.auth, after=after, limit=limit)
    return {"items": [quota_shape(row) for row in page.items], "next": page.next}


@router.put("/quotas", response=QuotaPage, operation_id="set_quotas")
@writing()
def put_quotas(request: Call, body: bodies.Quotas) -> dict[str, Any]:
    """Set quotas: of those that concern a customer its own wins over its groups', theirs over its level's, and all over
    that for everybody. Orders above one are refused (`quota-exceeded`); what is cancelled may be ordered again."""
    entries = [
        QuotaEntry(
            each.sku,
            each.quantity,
            each.period,
            each.customer or "",
            each.group or "",
            each.level or "",
            each.starts,
            each.ends,
        )
        for each in body.quotas
    ]
    set_quotas(request.auth, entries, body.seller or "")
    page = quotas(request.auth)
    return {"items": [quota_shape(row) for row in page.items], "next": page.next}
