-- What some orders cost beside their goods, and must come to, beyond what the buyer's terms tell: for each asked the
-- nearest freight of each seller (and of all together), and the nearest of what is asked of groups, levels and goods.
--
-- Why SQL: a batch of orders asks for many buyers and regions at once, and it travels with their prices.
WITH asked AS MATERIALIZED (
    SELECT a.*,
           ARRAY(SELECT m.group_id FROM organisations_customergroupmember m
                 WHERE m.market_id = %(market)s AND m.buyer_id = a.buyer_id) AS groups,
           ARRAY(SELECT g.level_id FROM members_levelgrant g
                 WHERE g.market_id = %(market)s AND g.buyer_id = a.buyer_id
                   AND g.valid @> %(at)s::timestamptz) AS levels
    FROM unnest(%(buyers)s::uuid[], %(storefronts)s::uuid[], %(currencies)s::text[], %(regions)s::text[])
             WITH ORDINALITY AS a(buyer_id, storefront_id, currency, region, n)
)
SELECT a.n, 'freight', f.seller_id, f.told::text
FROM asked a
CROSS JOIN LATERAL (
    SELECT DISTINCT ON (f.seller_id)
           f.seller_id,
           jsonb_build_array(f.amount::text, f.first_grams::text, f.step_grams::text, f.step_amount::text,
                             f.free_from::text, f.tax_rate::text, f.note, f.notes) AS told
    FROM ordering_freightterm f
    WHERE f.market_id = %(market)s AND f.currency = a.currency AND f.valid @> %(at)s::timestamptz
      AND (f.seller_id IS NULL OR f.seller_id = ANY (%(sellers)s::uuid[]))
      AND (f.storefront_id IS NULL OR f.storefront_id = a.storefront_id)
      AND starts_with(a.region, f.region_code)
      AND CASE f.whom WHEN 'buyer' THEN f.whom_id = a.buyer_id WHEN 'group' THEN f.whom_id = ANY (a.groups)
                      WHEN 'level' THEN f.whom_id = ANY (a.levels) ELSE true END
    ORDER BY f.seller_id, array_position(ARRAY['buyer', 'group', 'level', 'all'], f.whom::text),
             length(f.region_code) DESC, f.storefront_id IS NULL, f.id
) f
UNION ALL
SELECT a.n, 'minimum', m.seller_id, jsonb_build_array(
           m.least::text, m.threshold::text, m.fee::text, m.fee_percent::text, m.fee_tax_rate::text, m.note, m.notes,
           m.whom, m.storefront_id IS NOT NULL, m.target_id, coalesce(p.name, c.name), coalesce(p.names, c.names),
           CASE WHEN m.target_id IS NOT NULL THEN
               (SELECT coalesce(jsonb_agg(v.id), '[]')
                FROM catalogue_variant v
                JOIN catalogue_product o ON o.market_id = %(market)s AND o.id = v.product_id
                JOIN catalogue_category k ON k.market_id = %(market)s AND k.id = o.category_id
                WHERE v.market_id = %(market)s AND v.id = ANY (%(variants)s::uuid[])
                  AND (o.id = p.id OR starts_with(k.path, c.path))) END,
           CASE WHEN p.id IS NOT NULL THEN 1000 ELSE length(c.path) END)::text
FROM asked a
CROSS JOIN LATERAL (
    SELECT DISTINCT ON (m.seller_id, m.target_id) m.*,
           CASE WHEN m.buyer_id IS NOT NULL THEN 0 WHEN m.group_id IS NOT NULL THEN 1
                WHEN m.level_id IS NOT NULL THEN 2 ELSE 3 END AS whom
    FROM organisations_orderminimum m
    WHERE m.market_id = %(market)s AND m.currency = a.currency
      AND (m.group_id IS NOT NULL OR m.level_id IS NOT NULL OR m.target_id IS NOT NULL)
      AND (m.seller_id IS NULL OR m.seller_id = ANY (%(sellers)s::uuid[]))
      AND (m.storefront_id IS NULL OR m.storefront_id = a.storefront_id)
      AND (m.buyer_id IS NULL OR m.buyer_id = a.buyer_id)
      AND (m.group_id IS NULL OR m.group_id = ANY (a.groups))
      AND (m.level_id IS NULL OR m.level_id = ANY (a.levels))
    ORDER BY m.seller_id, m.target_id, whom, m.storefront_id IS NULL, m.id
) m
LEFT JOIN catalogue_product p ON p.market_id = %(market)s AND m.target = 'product' AND p.id = m.target_id
LEFT JOIN catalogue_category c ON c.market_id = %(market)s AND m.target = 'category' AND c.id = m.target_id
