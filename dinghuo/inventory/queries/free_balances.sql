-- What is free of sellers' goods, balance by balance: not expired, in warehouses that are open. This is what may be
-- promised; queries/available.py adds up the same.
SELECT s.id, s.variant_id, s.owner_id, s.warehouse_id, h.priority, s.lot, s.expires, s.on_hand - s.reserved
FROM inventory_stock s
JOIN inventory_warehouse h ON h.market_id = s.market_id AND h.id = s.warehouse_id
WHERE s.market_id = %(market)s
  AND (s.owner_id, s.variant_id) IN (SELECT * FROM unnest(%(owners)s::uuid[], %(variants)s::uuid[]))
  AND s.on_hand > s.reserved
  AND (s.expires IS NULL OR s.expires >= %(today)s)
  AND h.is_active
