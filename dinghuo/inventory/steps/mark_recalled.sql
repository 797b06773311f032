-- Says of every balance of a lot whether it is recalled, the empty ones as well: goods may come back into them.
UPDATE inventory_stock
SET recalled = %(recalled)s
WHERE market_id = %(market)s AND owner_id = %(owner)s AND variant_id = %(variant)s AND lot = %(lot)s
RETURNING id
