-- Pairs of articles on sale whose barcodes are one number of fourteen digits.
--
-- Why SQL: barcodes with other than thirteen digits, or zeros in front, are few; each is looked up in the other lengths
-- in which it may be written, so that the index of codes answers for a million articles.
WITH odd AS (
    SELECT v.id AS variant_id, v.gtin AS code
    FROM catalogue_variant v
    WHERE v.market_id = %(market)s AND v.gtin <> '' AND v.is_active AND (length(v.gtin) <> 13 OR v.gtin LIKE '0%%')
    UNION
    SELECT p.variant_id, p.gtin
    FROM catalogue_packunit p
    WHERE p.market_id = %(market)s AND p.gtin <> '' AND p.factor = 1
),
forms AS (
    SELECT o.variant_id, o.code, ltrim(o.code, '0') AS bare, f.length
    FROM odd o CROSS JOIN (VALUES (8), (12), (13), (14)) AS f(length)
    WHERE length(ltrim(o.code, '0')) <= f.length
),
pairs AS (
    SELECT DISTINCT least(f.variant_id, c.variant_id) AS first_id, greatest(f.variant_id, c.variant_id) AS second_id,
           lpad(f.bare, 14, '0') AS gtin
    FROM forms f
    JOIN catalogue_code c ON c.market_id = %(market)s AND c.code = lpad(f.bare, f.length, '0')
    LEFT JOIN catalogue_packunit p ON c.kind = 'pack' AND p.market_id = %(market)s AND p.variant_id = c.variant_id
                                  AND p.unit = c.unit
    WHERE c.variant_id <> f.variant_id AND (c.kind = 'gtin' OR p.factor = 1)
)
SELECT a.sku, a.name, b.sku, b.name, pairs.gtin
FROM pairs
JOIN catalogue_listing la ON la.market_id = %(market)s AND la.variant_id = pairs.first_id AND la.listed
JOIN catalogue_listing lb ON lb.market_id = %(market)s AND lb.variant_id = pairs.second_id AND lb.listed
JOIN catalogue_variant a ON a.market_id = %(market)s AND a.id = pairs.first_id
JOIN catalogue_variant b ON b.market_id = %(market)s AND b.id = pairs.second_id
ORDER BY pairs.first_id, pairs.second_id
LIMIT %(most)s
