-- Sends off what lines hold: what lies ready for them, then what expires first. It leaves both what is promised and what
-- is there.
--
-- Why SQL: which balance gives how much is decided and written under the locks that lock_stock.sql has taken.
-- Where a lot is stated, it is that one, or what is kept without one.
-- A line that holds less than asked changes nothing; it is missing from what is returned.
WITH asked AS (
    SELECT * FROM unnest(%(lines)s::uuid[], %(quantities)s::numeric[], %(lots)s::text[]) AS w(line_id, quantity, lot)
),
holds AS (
    SELECT r.id, r.line_id, r.stock_id, s.warehouse_id, s.lot, s.expires, h.owner_id AS keeper_id, a.quantity AS asked,
           part.ready,
           sum(part.quantity) OVER (PARTITION BY r.line_id) AS held,
           sum(part.quantity) OVER fefo - part.quantity AS h0, sum(part.quantity) OVER fefo AS h1
    FROM asked a
    JOIN inventory_reservation r ON r.market_id = %(market)s AND r.line_id = a.line_id AND r.quantity > 0
    JOIN inventory_stock s ON s.market_id = r.market_id AND s.id = r.stock_id
    JOIN inventory_warehouse h ON h.market_id = s.market_id AND h.id = s.warehouse_id
    LEFT JOIN inventory_picked p ON p.market_id = r.market_id AND p.line_id = r.line_id AND p.stock_id = r.stock_id
    CROSS JOIN LATERAL (
        VALUES (true, least(coalesce(p.quantity, 0), r.quantity)),
               (false, r.quantity - least(coalesce(p.quantity, 0), r.quantity))
    ) AS part(ready, quantity)
    WHERE part.quantity > 0 AND (%(warehouse)s::uuid IS NULL OR s.warehouse_id = %(warehouse)s::uuid)
      AND (a.lot = '' OR s.lot IN (a.lot, ''))
    WINDOW fefo AS (
        PARTITION BY r.line_id
        ORDER BY part.ready DESC, s.expires NULLS LAST, h.priority, s.received_at NULLS FIRST, s.warehouse_id, s.lot,
                 s.id
    )
),
share AS (
    SELECT id, line_id, stock_id, warehouse_id, lot, expires, sum(least(h1, asked) - h0) AS quantity,
           coalesce(sum(least(h1, asked) - h0) FILTER (WHERE ready), 0) AS picked, keeper_id
    FROM holds
    WHERE held >= asked AND h0 < asked
    GROUP BY 1, 2, 3, 4, 5, 6, keeper_id
),
used AS (
    UPDATE inventory_reservation r
    SET quantity = r.quantity - share.quantity
    FROM share
    WHERE r.market_id = %(market)s AND r.id = share.id
),
ready AS (
    UPDATE inventory_picked p
    SET quantity = p.quantity - share.picked
    FROM share
    WHERE p.market_id = %(market)s AND p.line_id = share.line_id AND p.stock_id = share.stock_id AND share.picked > 0
),
changed AS (
    UPDATE inventory_stock s
    SET reserved = s.reserved - x.quantity, on_hand = s.on_hand - x.quantity
    FROM (SELECT stock_id, sum(quantity) AS quantity FROM share GROUP BY stock_id) x
    WHERE s.market_id = %(market)s AND s.id = x.stock_id
)
SELECT line_id, stock_id, quantity, warehouse_id, lot, expires, picked, keeper_id FROM share
