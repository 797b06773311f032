-- Gives up what lines hold: what nobody has picked yet, then the goods that keep longest, so that what stays held lies
-- ready or expires first. What is given up although it lies ready has to be put back by somebody.
--
-- Why SQL: which balance gives how much is decided and written under the locks that lock_stock.sql has taken.
-- A line that holds less than asked changes nothing; it is missing from what is returned.
WITH asked AS (
    SELECT * FROM unnest(%(lines)s::uuid[], %(quantities)s::numeric[]) AS w(line_id, quantity)
),
holds AS (
    SELECT r.id, r.line_id, r.stock_id, s.warehouse_id, s.lot, s.expires, a.quantity AS asked,
           sum(part.quantity) OVER (PARTITION BY r.line_id) AS held,
           sum(part.quantity) OVER latest - part.quantity AS h0, sum(part.quantity) OVER latest AS h1
    FROM asked a
    JOIN inventory_reservation r ON r.market_id = %(market)s AND r.line_id = a.line_id AND r.quantity > 0
    JOIN inventory_stock s ON s.market_id = r.market_id AND s.id = r.stock_id
    JOIN inventory_warehouse h ON h.market_id = s.market_id AND h.id = s.warehouse_id
    LEFT JOIN inventory_picked p ON p.market_id = r.market_id AND p.line_id = r.line_id AND p.stock_id = r.stock_id
    CROSS JOIN LATERAL (
        VALUES (true, least(coalesce(p.quantity, 0), r.quantity)),
               (false, r.quantity - least(coalesce(p.quantity, 0), r.quantity))
    ) AS part(ready, quantity)
    WHERE part.quantity > 0
    WINDOW latest AS (
        PARTITION BY r.line_id
        ORDER BY part.ready, s.expires DESC NULLS FIRST, h.priority DESC, s.received_at DESC NULLS LAST, s.warehouse_id DESC,
                 s.lot DESC, s.id DESC
    )
),
share AS (
    SELECT id, line_id, stock_id, warehouse_id, lot, expires, sum(least(h1, asked) - h0) AS quantity
    FROM holds
    WHERE held >= asked AND h0 < asked
    GROUP BY 1, 2, 3, 4, 5, 6
),
released AS (
    UPDATE inventory_reservation r
    SET quantity = r.quantity - share.quantity
    FROM share
    WHERE r.market_id = %(market)s AND r.id = share.id
),
changed AS (
    UPDATE inventory_stock s
    SET reserved = s.reserved - x.quantity
    FROM (SELECT stock_id, sum(quantity) AS quantity FROM share GROUP BY stock_id) x
    WHERE s.market_id = %(market)s AND s.id = x.stock_id
)
SELECT line_id, stock_id, quantity, warehouse_id, lot, expires FROM share
