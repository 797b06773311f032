-- Locks the balances from which lines were shipped, in the one order of this domain.
SELECT s.id
FROM inventory_stock s
WHERE s.market_id = %(market)s
  AND s.id IN (
      SELECT stock_id FROM inventory_movement
      WHERE market_id = %(market)s AND line_id = ANY(%(lines)s::uuid[]) AND kind = 'shipped'
  )
ORDER BY s.variant_id, s.warehouse_id, s.lot, s.id
FOR UPDATE
