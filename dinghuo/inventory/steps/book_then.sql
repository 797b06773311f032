-- What the book had of balances at the moments when they were counted: what it has now less what has moved since. What
-- other counts corrected is no movement of goods: they found then what was missing already. `again` names the latest
-- count that was made after the moment and is booked: it knows better.
--
-- Why SQL: read in one snapshot, for any number of balances. The caller who needs it exact has locked the balances by
-- a statement before, so that whoever moved them has committed.
WITH counted AS (
    SELECT * FROM unnest(%(ids)s::uuid[], %(variants)s::uuid[], %(lots)s::text[], %(moments)s::timestamptz[])
         AS c(id, variant_id, lot, at)
),
later AS MATERIALIZED (
    SELECT d.id, d.number FROM inventory_stockdocument d
    WHERE d.market_id = %(market)s AND d.owner_id = %(owner)s AND d.kind = 'count'
      AND d.warehouse_id = %(warehouse)s AND d.state = 'posted' AND d.id <> %(document)s
      AND d.posted_at > (SELECT min(at) FROM counted)
)
SELECT c.id, s.id, coalesce(s.on_hand, 0), coalesce(s.reserved, 0),
       coalesce(s.on_hand, 0) - coalesce(moved.on_hand, 0), coalesce(again.number, '')
FROM counted c
LEFT JOIN inventory_stock s ON s.market_id = %(market)s AND s.owner_id = %(owner)s AND s.variant_id = c.variant_id
                           AND s.warehouse_id = %(warehouse)s AND s.lot = c.lot
LEFT JOIN LATERAL (
    SELECT sum(m.on_hand_delta) AS on_hand FROM inventory_movement m
    WHERE m.market_id = %(market)s AND m.stock_id = s.id AND m.at > c.at AND m.kind <> 'counted'
) moved ON true
LEFT JOIN LATERAL (
    SELECT x.number FROM later x
    JOIN inventory_stockdocumentline l ON l.market_id = %(market)s AND l.document_id = x.id
                                      AND l.variant_id = c.variant_id AND l.lot = c.lot
    WHERE l.counted_at > c.at
    ORDER BY l.counted_at DESC
    LIMIT 1
) again ON true
