-- What the book had of balances at the moments when they were counted: what it has now less what has moved since.
--
-- Why SQL: read in one snapshot, for any number of balances. The caller who needs it exact has locked the balances by
-- a statement before, so that whoever moved them has committed.
SELECT c.id, s.id, coalesce(s.on_hand, 0), coalesce(s.reserved, 0),
       coalesce(s.on_hand, 0) - coalesce(moved.on_hand, 0)
FROM unnest(%(ids)s::uuid[], %(variants)s::uuid[], %(lots)s::text[], %(moments)s::timestamptz[])
     AS c(id, variant_id, lot, at)
LEFT JOIN inventory_stock s ON s.market_id = %(market)s AND s.owner_id = %(owner)s AND s.variant_id = c.variant_id
                           AND s.warehouse_id = %(warehouse)s AND s.lot = c.lot
LEFT JOIN LATERAL (
    SELECT sum(m.on_hand_delta) AS on_hand FROM inventory_movement m
    WHERE m.market_id = %(market)s AND m.stock_id = s.id AND m.at > c.at
) moved ON true
