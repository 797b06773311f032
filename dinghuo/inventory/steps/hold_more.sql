-- Reserves these quantities of balances that the caller has locked; the guard stands all the same.
WITH asked AS (
    SELECT * FROM unnest(%(ids)s::uuid[], %(lines)s::uuid[], %(stocks)s::uuid[], %(quantities)s::numeric[])
                  AS w(id, line_id, stock_id, quantity)
),
held AS (
    INSERT INTO inventory_reservation AS r (id, market_id, line_id, stock_id, quantity)
    SELECT id, %(market)s, line_id, stock_id, quantity FROM asked
    ON CONFLICT (market_id, line_id, stock_id) DO UPDATE SET quantity = r.quantity + excluded.quantity
)
UPDATE inventory_stock s
SET reserved = s.reserved + x.quantity
FROM (SELECT stock_id, sum(quantity) AS quantity FROM asked GROUP BY stock_id) x
WHERE s.market_id = %(market)s AND s.id = x.stock_id AND s.reserved + x.quantity <= s.on_hand
RETURNING s.id
