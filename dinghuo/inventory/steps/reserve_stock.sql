-- Reserves stock for any number of lines, all-or-nothing by line (or what there is, for a partial one).
--
-- Why SQL: the whole decision is made under the rows' locks and in one round trip. Read, decide in the program and
-- write would hold the locks longer, and a decision made before the lock oversells.
-- The rows are locked in one order (variant, warehouse, lot), as everywhere in this domain, so that two orders can wait
-- for each other but never in a circle. FOR UPDATE gives the newest version of a row that somebody else has changed
-- while this statement waited; all that follows is computed from that version.
WITH RECURSIVE asked AS (
    SELECT line_id, variant_id, owner_id, quantity, partial,
           row_number() OVER (PARTITION BY variant_id, owner_id ORDER BY n) AS turn
    FROM unnest(%(lines)s::uuid[], %(variants)s::uuid[], %(owners)s::uuid[], %(quantities)s::numeric[],
                %(partial)s::bool[])
         WITH ORDINALITY AS w(line_id, variant_id, owner_id, quantity, partial, n)
),
locked AS MATERIALIZED (
    SELECT s.id, s.variant_id, s.owner_id, s.warehouse_id, s.lot, s.expires, h.priority,
           s.on_hand - s.reserved AS free
    FROM inventory_stock s
    JOIN inventory_warehouse h ON h.market_id = s.market_id AND h.id = s.warehouse_id
    WHERE s.market_id = %(market)s
      AND (s.owner_id, s.variant_id) IN (SELECT owner_id, variant_id FROM asked)
      AND s.on_hand > s.reserved
      AND (s.expires IS NULL OR s.expires >= %(today)s)
      AND h.is_active
    ORDER BY s.variant_id, s.warehouse_id, s.lot, s.id
    FOR UPDATE OF s
),
-- First expired first out, then the warehouse that is to be emptied first. Each balance is an interval of what there
-- is of its variant.
supply AS (
    SELECT id, variant_id, owner_id, warehouse_id, lot, expires,
           sum(free) OVER fefo - free AS s0, sum(free) OVER fefo AS s1
    FROM locked
    WINDOW fefo AS (PARTITION BY variant_id, owner_id ORDER BY expires NULLS LAST, priority, warehouse_id, lot, id)
),
there AS (
    SELECT variant_id, owner_id, max(s1) AS free FROM supply GROUP BY variant_id, owner_id
),
-- The lines of one variant take their turns in the order in which they were asked; each gets an interval as well.
served AS (
    SELECT a.line_id, a.variant_id, a.owner_id, a.turn, t.free, 0::numeric AS d0,
           CASE WHEN a.quantity <= t.free THEN a.quantity WHEN a.partial THEN t.free ELSE 0 END AS d1
    FROM asked a
    JOIN there t USING (variant_id, owner_id)
    WHERE a.turn = 1
    UNION ALL
    SELECT a.line_id, a.variant_id, a.owner_id, a.turn, s.free, s.d1,
           s.d1 + CASE WHEN a.quantity <= s.free - s.d1 THEN a.quantity WHEN a.partial THEN s.free - s.d1 ELSE 0 END
    FROM served s
    JOIN asked a ON a.variant_id = s.variant_id AND a.owner_id = s.owner_id AND a.turn = s.turn + 1
),
share AS (
    SELECT d.line_id, s.id AS stock_id, s.warehouse_id, s.lot, s.expires,
           least(d.d1, s.s1) - greatest(d.d0, s.s0) AS quantity
    FROM served d
    JOIN supply s USING (variant_id, owner_id)
    WHERE d.d1 > d.d0 AND s.s0 < d.d1 AND s.s1 > d.d0
),
changed AS (
    UPDATE inventory_stock s
    SET reserved = s.reserved + x.quantity
    FROM (SELECT stock_id, sum(quantity) AS quantity FROM share GROUP BY stock_id) x
    WHERE s.market_id = %(market)s AND s.id = x.stock_id AND s.reserved + x.quantity <= s.on_hand
    RETURNING s.id
)
SELECT share.line_id, share.stock_id, share.quantity, share.warehouse_id, share.lot, share.expires,
       changed.id IS NOT NULL AS held
FROM share
LEFT JOIN changed ON changed.id = share.stock_id
