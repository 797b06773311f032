-- Adds to balances or takes from them, under locks taken in the one order of this domain. What would fall below the
-- reserved quantity stays as it is, and is told with what it has: the caller refuses.
--
-- Why SQL: any number of balances in one statement, each guarded by what is reserved of it at that instant.
WITH asked AS (
    SELECT warehouse_id, owner_id, variant_id, lot, sum(quantity) AS quantity, max(expires) AS expires, max(bin) AS bin
    FROM unnest(%(warehouses)s::uuid[], %(owners)s::uuid[], %(variants)s::uuid[], %(lots)s::text[], %(expires)s::date[],
                %(quantities)s::numeric[], %(bins)s::text[])
         AS c(warehouse_id, owner_id, variant_id, lot, expires, quantity, bin)
    GROUP BY warehouse_id, owner_id, variant_id, lot
),
locked AS MATERIALIZED (
    SELECT s.id, s.warehouse_id, s.owner_id, s.variant_id, s.lot, s.on_hand, s.reserved, s.expires, a.quantity,
           a.expires AS new_expires, a.bin
    FROM asked a
    JOIN inventory_stock s ON s.market_id = %(market)s AND s.owner_id = a.owner_id AND s.variant_id = a.variant_id
                          AND s.warehouse_id = a.warehouse_id AND s.lot = a.lot
    ORDER BY s.variant_id, s.warehouse_id, s.lot, s.id
    FOR UPDATE OF s
),
changed AS (
    UPDATE inventory_stock s
    SET on_hand = s.on_hand + l.quantity,
        expires = coalesce(s.expires, l.new_expires),
        bin = coalesce(nullif(l.bin, ''), s.bin),
        received_at = CASE WHEN s.received_at IS NULL OR (s.on_hand = 0 AND l.quantity > 0) THEN %(at)s::timestamptz
                           ELSE s.received_at END
    FROM locked l
    WHERE s.market_id = %(market)s AND s.id = l.id AND s.on_hand + l.quantity >= s.reserved
    RETURNING s.id
)
SELECT l.warehouse_id, l.owner_id, l.variant_id, l.lot, l.id, l.on_hand, l.reserved, l.expires,
       changed.id IS NOT NULL
FROM locked l
LEFT JOIN changed ON changed.id = l.id
