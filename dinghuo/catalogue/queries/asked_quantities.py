"""What sellers ask of a buyer's quantities: one definition for lists, carts and orders, inside their own statements."""

from dinghuo.foundation.statements import beside

ASKED = beside(__file__)
#: Of whom something may be asked: the buyer, its groups and its level. Where the market asks nobody, nothing is read.
WHOM = """
    SELECT asked.are, CASE WHEN asked.are THEN array_cat(ARRAY[%(asks_buyer)s::uuid], array_cat(
               ARRAY(SELECT m.group_id FROM organisations_customergroupmember m
                     WHERE m.market_id = %(market)s AND m.buyer_id = %(asks_buyer)s::uuid),
               ARRAY(SELECT g.level_id FROM members_levelgrant g
                     WHERE g.market_id = %(market)s AND g.buyer_id = %(asks_buyer)s::uuid
                       AND g.valid @> clock_timestamp())
           )) END AS whom
    FROM (SELECT EXISTS (SELECT FROM catalogue_quantityterm q WHERE q.market_id = %(market)s) AS are) asked
"""
#: What is asked, as columns: hard minimum, step, then what is only wished for, its fee, the tax in it, and the note.
COLUMNS = """
    CASE WHEN t.soft THEN coalesce(t.multiple, o.multiple) ELSE coalesce(t.minimum, o.minimum) END::text,
    coalesce(t.multiple, o.multiple)::text
"""
WISHED = (
    "CASE WHEN t.soft THEN jsonb_build_array(t.minimum::text, t.fee::text, t.fee_tax_rate::text, t.note) END"
)


def with_asked(statement: str, path: str) -> str:
    """A statement with these in place of {asked}, {asks}, {quantities} and {wished}; `path`: the category's."""
    return (
        statement.replace("{asked}", ASKED.replace("{path}", path))
        .replace("{asks}", WHOM)
        .replace("{quantities}", COLUMNS)
        .replace("{wished}", WISHED)
    )
