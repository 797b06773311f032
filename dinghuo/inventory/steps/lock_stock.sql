-- Locks the balances that lines hold in the one order of this domain. The statement that changes them comes after, so
-- that it sees what others have committed in the meantime.
SELECT s.id
FROM inventory_stock s
WHERE s.market_id = %(market)s
  AND s.id IN (
      SELECT stock_id FROM inventory_reservation WHERE market_id = %(market)s AND line_id = ANY(%(lines)s::uuid[])
  )
ORDER BY s.variant_id, s.warehouse_id, s.lot, s.id
FOR UPDATE
