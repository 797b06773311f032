-- Puts back what lines had been shipped, into the balances it came from, last shipped first back.
--
-- Why SQL: where it goes is decided by the movements and written under the locks taken just before.
-- A line of which less is out than asked changes nothing; it is missing from what is returned.
WITH asked AS (
    SELECT * FROM unnest(%(lines)s::uuid[], %(quantities)s::numeric[]) AS w(line_id, quantity)
),
out_there AS (
    SELECT m.line_id, m.stock_id, a.quantity AS asked, -sum(m.on_hand_delta) AS quantity,
           max(m.at) FILTER (WHERE m.kind = 'shipped') AS shipped_at
    FROM asked a
    JOIN inventory_movement m ON m.market_id = %(market)s AND m.line_id = a.line_id
                             AND m.kind IN ('shipped', 'returned')
    GROUP BY m.line_id, m.stock_id, a.quantity
    HAVING sum(m.on_hand_delta) < 0
),
turns AS (
    SELECT line_id, stock_id, asked, sum(quantity) OVER (PARTITION BY line_id) AS total,
           sum(quantity) OVER latest - quantity AS o0, sum(quantity) OVER latest AS o1
    FROM out_there
    WINDOW latest AS (PARTITION BY line_id ORDER BY shipped_at DESC, stock_id DESC)
),
share AS (
    SELECT line_id, stock_id, least(o1, asked) - o0 AS quantity
    FROM turns
    WHERE total >= asked AND o0 < asked
),
changed AS (
    UPDATE inventory_stock s
    SET on_hand = s.on_hand + x.quantity
    FROM (SELECT stock_id, sum(quantity) AS quantity FROM share GROUP BY stock_id) x
    WHERE s.market_id = %(market)s AND s.id = x.stock_id
)
SELECT share.line_id, share.stock_id, share.quantity, s.warehouse_id, s.lot, s.expires
FROM share
JOIN inventory_stock s ON s.market_id = %(market)s AND s.id = share.stock_id
