-- Takes these holds away from the balances they are on. The caller has locked the balances; a hold that is smaller than
-- what is to be taken stays, and is missing from what is returned.
--
-- Why SQL: holds and balances change together, any number of them in one statement.
WITH asked AS (
    SELECT * FROM unnest(%(lines)s::uuid[], %(stocks)s::uuid[], %(quantities)s::numeric[])
                  AS w(line_id, stock_id, quantity)
),
released AS (
    UPDATE inventory_reservation r
    SET quantity = r.quantity - a.quantity
    FROM asked a
    WHERE r.market_id = %(market)s AND r.line_id = a.line_id AND r.stock_id = a.stock_id
      AND r.quantity >= a.quantity
    RETURNING r.line_id, r.stock_id, a.quantity
),
changed AS (
    UPDATE inventory_stock s
    SET reserved = s.reserved - x.quantity
    FROM (SELECT stock_id, sum(quantity) AS quantity FROM released GROUP BY stock_id) x
    WHERE s.market_id = %(market)s AND s.id = x.stock_id
)
SELECT line_id, stock_id, quantity FROM released
