-- Every balance that isn't the sum of its movements, or whose reserved figure isn't the sum of what lines hold, or of which
-- something else lies ready than was picked. All is read in one statement, so in one snapshot: it may run while orders
-- are placed.
SELECT s.id, s.on_hand, coalesce(m.on_hand, 0), s.reserved, coalesce(m.reserved, 0), coalesce(r.held, 0),
       coalesce(p.ready, 0), coalesce(m.picked, 0)
FROM inventory_stock s
LEFT JOIN (
    SELECT stock_id, sum(on_hand_delta) AS on_hand, sum(reserved_delta) AS reserved,
           sum(picked_delta) AS picked
    FROM inventory_movement WHERE market_id = %(market)s GROUP BY stock_id
) m ON m.stock_id = s.id
LEFT JOIN (
    SELECT stock_id, sum(quantity) AS held
    FROM inventory_reservation WHERE market_id = %(market)s GROUP BY stock_id
) r ON r.stock_id = s.id
LEFT JOIN (
    SELECT stock_id, sum(quantity) AS ready
    FROM inventory_picked WHERE market_id = %(market)s GROUP BY stock_id
) p ON p.stock_id = s.id
WHERE s.market_id = %(market)s AND (%(owner)s::uuid IS NULL OR s.owner_id = %(owner)s)
  AND (s.on_hand <> coalesce(m.on_hand, 0) OR s.reserved <> coalesce(m.reserved, 0)
       OR s.reserved <> coalesce(r.held, 0) OR coalesce(p.ready, 0) <> coalesce(m.picked, 0))
ORDER BY s.id
LIMIT 1000
