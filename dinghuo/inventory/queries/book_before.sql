-- A seller's book of some articles as if some lines had never been placed: what is free now and what they took by
-- reservation, by balance, in warehouses that are open now and lots that aren't recalled.
--
-- Why SQL: what hundreds of lines took is summed where it lies, and comes back as one row a balance.
WITH taken AS (
    SELECT m.stock_id, sum(m.reserved_delta) AS quantity
    FROM inventory_movement m
    WHERE m.market_id = %(market)s AND m.line_id = ANY(%(lines)s::uuid[]) AND m.kind = 'reserved'
    GROUP BY m.stock_id
)
SELECT s.id, s.variant_id, s.owner_id, s.warehouse_id, h.priority, s.lot, s.expires,
       s.on_hand - s.reserved + coalesce(t.quantity, 0), l.made, s.received_at, h.region_code
FROM inventory_stock s
JOIN inventory_warehouse h ON h.market_id = s.market_id AND h.id = s.warehouse_id
LEFT JOIN inventory_lot l ON l.market_id = s.market_id AND l.owner_id = s.owner_id AND l.variant_id = s.variant_id
                         AND l.lot = s.lot
LEFT JOIN taken t ON t.stock_id = s.id
WHERE s.market_id = %(market)s AND s.owner_id = %(seller)s AND s.variant_id = ANY(%(variants)s::uuid[])
  AND (s.expires IS NULL OR s.expires >= %(since)s)
  AND s.on_hand - s.reserved + coalesce(t.quantity, 0) > 0
  AND NOT s.recalled
  AND h.is_active
