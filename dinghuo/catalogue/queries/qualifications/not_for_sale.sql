-- Which goods lack a paper that they, their seller or their buyer need today, with the paper that comes nearest.
--
-- Why SQL: every order of goods that need papers asks it. A market has some ten rules; whether one is met is one probe of
-- the holder's covers. The day is the market's own, so that a sale stops at its midnight without any job.
WITH today AS (
    SELECT (%(at)s::timestamptz AT TIME ZONE m.time_zone)::date AS day
    FROM organisations_market m WHERE m.market_id = %(market)s AND m.id = %(market)s
)
SELECT asked.variant_id, asked.seller_id, r.part, q.key, q.name, q.names, today.day, near.valid_from, near.valid_until
FROM unnest(%(variants)s::uuid[], %(sellers)s::uuid[]) AS asked(variant_id, seller_id)
CROSS JOIN today
JOIN catalogue_listing l ON l.market_id = %(market)s AND l.variant_id = asked.variant_id
JOIN catalogue_qualificationrule r ON r.market_id = l.market_id
JOIN catalogue_qualificationkind q ON q.market_id = r.market_id AND q.id = r.kind_id
LEFT JOIN catalogue_category k ON k.market_id = r.market_id AND k.id = r.category_id
LEFT JOIN LATERAL (
    SELECT c.valid_from, c.valid_until
    FROM catalogue_qualificationcover c
    WHERE c.market_id = l.market_id AND c.kind_id = r.kind_id
      AND c.holder_id = CASE r.part WHEN 'product' THEN l.product_id WHEN 'seller' THEN asked.seller_id
                                    ELSE %(buyer)s::uuid END
    ORDER BY (c.valid_from <= today.day AND (c.valid_until IS NULL OR c.valid_until >= today.day)) DESC,
             c.valid_until DESC NULLS FIRST
    LIMIT 1
) near ON true
WHERE (r.category_id IS NULL OR starts_with(l.category_path, k.path))
  AND (r.part <> 'buyer' OR %(buyer)s::uuid IS NOT NULL)
  AND (near.valid_from IS NULL OR near.valid_from > today.day OR near.valid_until < today.day)
ORDER BY array_position(ARRAY['product', 'seller', 'buyer'], r.part::text), q.key
