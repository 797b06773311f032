-- All balances of these articles of an owner that could be promised or are held, in the one order of this domain.
SELECT s.id, s.variant_id, s.on_hand - s.reserved, s.expires, l.made, s.received_at, h.priority,
       h.is_active AND NOT s.recalled AND (s.expires IS NULL OR s.expires >= %(today)s), s.warehouse_id
FROM inventory_stock s
JOIN inventory_warehouse h ON h.market_id = s.market_id AND h.id = s.warehouse_id
LEFT JOIN inventory_lot l ON l.market_id = s.market_id AND l.owner_id = s.owner_id AND l.variant_id = s.variant_id
                         AND l.lot = s.lot
WHERE s.market_id = %(market)s AND s.owner_id = %(owner)s AND s.variant_id = ANY(%(variants)s::uuid[])
  AND s.on_hand > 0
ORDER BY s.variant_id, s.warehouse_id, s.lot, s.id
