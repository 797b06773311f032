-- Locks the balances that were counted in the one order of this domain.
SELECT s.id
FROM unnest(%(variants)s::uuid[], %(lots)s::text[]) AS c(variant_id, lot)
JOIN inventory_stock s ON s.market_id = %(market)s AND s.owner_id = %(owner)s AND s.variant_id = c.variant_id
                      AND s.warehouse_id = %(warehouse)s AND s.lot = c.lot
ORDER BY s.variant_id, s.warehouse_id, s.lot, s.id
FOR UPDATE OF s
