"""A page of what articles need, for lists that are read one after another."""

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor
from dinghuo.procurement.queries.figures import figures
from dinghuo.procurement.rules.figures import Figure


def figure_page(
    actor: Actor, standing: str = "", warehouse: str = "", after: str | None = None, limit: int | None = None
) -> Page[Figure]:
    """By SKU and warehouse; `standing` leaves those that are "low", "enough" or "over". Nine statements."""
    size = bounded(limit)
    chosen = sorted(
        (
            each
            for each in figures(actor)
            if (not standing or each.standing == standing)
            and (not warehouse or each.article.warehouse == warehouse)
        ),
        key=_key,
    )
    cursor = decode_cursor(after, str, str)
    if cursor:
        chosen = [each for each in chosen if _key(each) > tuple(cursor)]
    return cut(chosen[: size + 1], size, _key)


def _key(each: Figure) -> tuple[str, str]:
    return each.article.sku, each.article.warehouse
