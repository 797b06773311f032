-- Prices that are outside the band of their list, each with what the list above asks and what would be inside. The prices
-- are those that are about to be written (rows), those of a set of changes (draft), or those that stand on lists: these
-- are looked at now and at every instant to come at which they or the list above change.
--
-- Why SQL: an import, a publication or all lists below one are checked in one statement, by the index that price requests
-- use. The price above is the one a line of that unit and minimum would have: one that is reached before one that isn't,
-- of the same unit before another's, the highest minimum reached.
WITH wanted AS (
    SELECT a.n, %(list)s::uuid AS list_id, a.variant_id, a.unit, a.min_quantity, a.amount, a.starts AS at
    FROM json_to_recordset(%(rows)s::json)
         AS a(n int, variant_id uuid, unit text, min_quantity numeric, amount numeric, starts timestamptz)
    UNION ALL
    SELECT NULL, %(list)s::uuid, r.variant_id, r.unit, r.min_quantity, r.amount, %(at)s::timestamptz
    FROM pricing_pricedraftrow r
    WHERE r.market_id = %(market)s AND r.draft_id = %(draft)s::uuid AND r.amount IS NOT NULL
    UNION ALL
    SELECT NULL, p.list_id, p.variant_id, p.unit, p.min_quantity, p.amount, i.at
    FROM pricing_price p
    CROSS JOIN LATERAL (
        SELECT greatest(lower(p.valid), %(at)s::timestamptz) AS at
        UNION
        SELECT e.at
        FROM pricing_price q
        CROSS JOIN LATERAL (VALUES (lower(q.valid)), (upper(q.valid))) AS e(at)
        WHERE q.market_id = %(market)s AND q.variant_id = p.variant_id AND e.at > %(at)s::timestamptz
          AND p.valid @> e.at
          AND q.list_id IN (SELECT b.parent_id FROM pricing_priceband b
                            WHERE b.market_id = %(market)s AND b.list_id = p.list_id)
    ) i
    WHERE p.market_id = %(market)s AND p.list_id = ANY (%(lists)s::uuid[])
      AND (upper(p.valid) IS NULL OR upper(p.valid) > %(at)s::timestamptz)
),
outside AS (
    SELECT DISTINCT ON (w.list_id, v.sku, w.unit, w.min_quantity, w.n)
           w.n, w.list_id, v.sku, g.name, g.names, w.unit, w.min_quantity, w.amount, w.at,
           above.amount AS above, band.least, band.most
    FROM wanted w
    JOIN catalogue_variant v ON v.market_id = %(market)s AND v.id = w.variant_id
    JOIN catalogue_product g ON g.market_id = %(market)s AND g.id = v.product_id
    JOIN catalogue_packunit u ON u.market_id = %(market)s AND u.variant_id = w.variant_id AND u.unit = w.unit
    LEFT JOIN catalogue_category c ON c.market_id = %(market)s AND c.id = g.category_id
    CROSS JOIN LATERAL (
        SELECT b.parent_id, b.least, b.most
        FROM pricing_priceband b
        LEFT JOIN catalogue_category k ON k.market_id = %(market)s AND k.id = b.category_id
        WHERE b.market_id = %(market)s AND b.list_id = w.list_id
          AND (b.category_id IS NULL OR starts_with(c.path, k.path))
        ORDER BY length(k.path) DESC NULLS LAST
        LIMIT 1
    ) band
    CROSS JOIN LATERAL (
        SELECT q.amount * u.factor / f.factor AS amount
        FROM pricing_price q
        JOIN catalogue_packunit f
          ON f.market_id = %(market)s AND f.variant_id = q.variant_id AND f.unit = q.unit
        CROSS JOIN LATERAL (
            SELECT q.min_quantity * f.factor AS least, q.min_quantity * f.factor <= w.min_quantity * u.factor AS is_reached
        ) m
        WHERE q.market_id = %(market)s AND q.list_id = band.parent_id AND q.variant_id = w.variant_id
          AND q.valid @> w.at
        ORDER BY NOT m.is_reached, q.unit <> w.unit, CASE WHEN m.is_reached THEN -m.least ELSE m.least END
        LIMIT 1
    ) above
    WHERE w.amount * 100 < above.amount * band.least OR w.amount * 100 > above.amount * band.most
    ORDER BY w.list_id, v.sku, w.unit, w.min_quantity, w.n, w.at
)
SELECT o.n, o.list_id, o.sku, o.name, o.names::text, o.unit, o.min_quantity, o.amount, o.at,
       round(o.above, 6), round(o.above * o.least / 100, 6), round(o.above * o.most / 100, 6), count(*) OVER ()
FROM outside o
ORDER BY o.at, o.list_id, o.sku, o.unit, o.min_quantity
LIMIT %(limit)s::int
