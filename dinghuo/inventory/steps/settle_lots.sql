-- Writes down the lots that are new and adds dates that weren't known, on the lot and wherever some of it lies undated;
-- returns what each lot's dates are now.
--
-- Why SQL: a lot has one expiry date wherever it lies, also when two people receive it at once: the row decides, and
-- whoever comes second is told. Balances from before there were lots lend theirs their date.
WITH asked AS (
    SELECT DISTINCT ON (owner_id, variant_id, lot) *
    FROM unnest(%(ids)s::uuid[], %(owners)s::uuid[], %(variants)s::uuid[], %(lots)s::text[], %(expires)s::date[],
                %(made)s::date[], %(supplier_lots)s::text[]) WITH ORDINALITY
         AS c(id, owner_id, variant_id, lot, expires, made, supplier_lot, n)
    WHERE lot <> ''
    ORDER BY owner_id, variant_id, lot, expires IS NULL, n
),
undated AS MATERIALIZED (
    SELECT s.id, a.expires
    FROM asked a
    JOIN inventory_stock s ON s.market_id = %(market)s AND s.owner_id = a.owner_id AND s.variant_id = a.variant_id
                          AND s.lot = a.lot
    WHERE s.expires IS NULL AND a.expires IS NOT NULL
    ORDER BY s.variant_id, s.warehouse_id, s.lot, s.id
    FOR UPDATE OF s
),
dated AS (
    UPDATE inventory_stock s SET expires = u.expires FROM undated u WHERE s.market_id = %(market)s AND s.id = u.id
)
INSERT INTO inventory_lot AS l (id, market_id, owner_id, variant_id, lot, supplier_lot, made, expires, first_at,
                                recalled_by_name, recall_why)
SELECT a.id, %(market)s, a.owner_id, a.variant_id, a.lot, a.supplier_lot,
       CASE WHEN a.made <= coalesce(old.expires, a.expires, a.made) THEN a.made END,
       coalesce(old.expires, a.expires), %(at)s, '', ''
FROM asked a
LEFT JOIN LATERAL (
    SELECT min(s.expires) AS expires FROM inventory_stock s
    WHERE s.market_id = %(market)s AND s.owner_id = a.owner_id AND s.variant_id = a.variant_id AND s.lot = a.lot
) old ON true
ORDER BY a.variant_id, a.lot
ON CONFLICT (market_id, owner_id, variant_id, lot) DO UPDATE
SET expires = coalesce(l.expires, excluded.expires),
    made = coalesce(l.made, CASE WHEN excluded.made <= coalesce(l.expires, excluded.expires, excluded.made)
                                 THEN excluded.made END),
    supplier_lot = coalesce(nullif(l.supplier_lot, ''), excluded.supplier_lot)
RETURNING l.owner_id, l.variant_id, l.lot, l.expires, l.made, l.recalled_at
