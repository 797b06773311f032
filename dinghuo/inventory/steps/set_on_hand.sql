-- Sets counted balances, under locks taken in the one order of this domain; what would fall below the reserved quantity,
-- or names another expiry date than the lot has, stays as it is. Returns what each had before.
--
-- Why SQL: a count of thousands of balances is one statement, and the old figure that the movement needs is read under
-- the same lock under which the new one is written.
WITH asked AS (
    SELECT * FROM unnest(%(warehouses)s::uuid[], %(variants)s::uuid[], %(owners)s::uuid[], %(lots)s::text[],
                         %(expires)s::date[], %(on_hand)s::numeric[])
                  WITH ORDINALITY AS c(warehouse_id, variant_id, owner_id, lot, expires, on_hand, n)
),
locked AS MATERIALIZED (
    SELECT a.n, s.id, s.on_hand, s.reserved, s.expires, a.on_hand AS counted, a.expires AS new_expires
    FROM asked a
    JOIN inventory_stock s ON s.market_id = %(market)s AND s.owner_id = a.owner_id AND s.variant_id = a.variant_id
                          AND s.warehouse_id = a.warehouse_id AND s.lot = a.lot
    ORDER BY s.variant_id, s.warehouse_id, s.lot, s.id
    FOR UPDATE OF s
),
changed AS (
    UPDATE inventory_stock s
    SET on_hand = l.counted, expires = coalesce(l.new_expires, s.expires)
    FROM locked l
    WHERE s.market_id = %(market)s AND s.id = l.id AND l.counted >= s.reserved
      AND (l.expires IS NULL OR l.new_expires IS NULL OR l.expires = l.new_expires)
)
SELECT n - 1, id, on_hand, reserved, expires FROM locked ORDER BY n
