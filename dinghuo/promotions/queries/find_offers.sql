-- Every promotion that could concern some baskets, with what it depends on: running ones of their sellers (or of the
-- operator, for all sellers), and those that a given code opens, whatever state they are in.
--
-- Why SQL: it travels with the prices of the same baskets, once for all of them. Where nothing runs it is a probe of one
-- small index: all the rest hangs on the rows found there.
WITH RECURSIVE asked AS MATERIALIZED (
    SELECT a.* FROM unnest(%(buyers)s::uuid[], %(storefronts)s::uuid[], %(types)s::text[], %(currencies)s::text[])
                        WITH ORDINALITY AS a(buyer_id, storefront_id, order_type, currency, n)
),
given AS MATERIALIZED (
    SELECT c.id, c.code, c.promotion_id, c.most_uses - c.uses AS left
    FROM promotions_coupon c
    WHERE c.market_id = %(market)s AND c.code = ANY (%(codes)s::text[])
),
running AS MATERIALIZED (
    SELECT p.* FROM promotions_promotion p
    WHERE p.market_id = %(market)s AND p.state = 'active' AND NOT p.needs_code
      AND p.seller_id = ANY (%(sellers)s::uuid[]) AND p.valid @> %(at)s::timestamptz
    UNION ALL
    SELECT p.* FROM promotions_promotion p
    WHERE p.market_id = %(market)s AND p.state = 'active' AND NOT p.needs_code
      AND p.seller_id IS NULL AND p.valid @> %(at)s::timestamptz
    UNION ALL
    SELECT p.* FROM promotions_promotion p
    WHERE p.market_id = %(market)s AND p.id IN (SELECT g.promotion_id FROM given g) AND p.needs_code
    UNION ALL
    -- One that is tried, whatever its state.
    SELECT p.* FROM promotions_promotion p
    WHERE p.market_id = %(market)s AND p.id = %(tried)s::uuid
),
-- The buyers and those above them: a promotion for a company is for its stores too.
chain AS (
    SELECT a.buyer_id AS buyer_id, o.id, o.parent_id, 0 AS distance
    FROM (SELECT DISTINCT buyer_id FROM asked) a
    JOIN organisations_organisation o ON o.market_id = %(market)s AND o.id = a.buyer_id
    WHERE EXISTS (SELECT FROM running)
    UNION ALL
    SELECT c.buyer_id, o.id, o.parent_id, c.distance + 1
    FROM chain c JOIN organisations_organisation o ON o.market_id = %(market)s AND o.id = c.parent_id
    WHERE c.distance < 8
),
belongs AS MATERIALIZED (
    SELECT c.buyer_id, array_agg(c.id) || ARRAY(
               SELECT m.group_id FROM organisations_customergroupmember m
               WHERE m.market_id = %(market)s AND m.buyer_id = c.buyer_id
               UNION ALL
               SELECT g.level_id FROM members_levelgrant g
               WHERE g.market_id = %(market)s AND g.buyer_id = c.buyer_id AND g.valid @> %(at)s::timestamptz) AS ids
    FROM chain c GROUP BY c.buyer_id
),
goods AS MATERIALIZED (
    SELECT v.id, ARRAY[v.id, v.product_id, p.brand_id] || ARRAY(
               SELECT c.id FROM catalogue_category c
               WHERE c.market_id = %(market)s AND c.key = ANY (string_to_array(g.path, '/'))
               UNION ALL
               -- Tags have no rows of their own (decision 0046): what stands for one is in look_up.py.
               SELECT md5(t.trait)::uuid FROM catalogue_listing l CROSS JOIN unnest(l.traits) AS t (trait)
               WHERE l.market_id = %(market)s AND l.variant_id = v.id AND t.trait LIKE 'tags=%%') AS ids
    FROM catalogue_variant v
    JOIN catalogue_product p ON p.market_id = %(market)s AND p.id = v.product_id
    JOIN catalogue_category g ON g.market_id = %(market)s AND g.id = p.category_id
    WHERE v.market_id = %(market)s AND v.id = ANY (%(variants)s::uuid[])
      AND EXISTS (SELECT FROM running r WHERE r.targets <> '{}')
)
SELECT p.id, p.seller_id, json_build_object(
    'key', p.key, 'version', p.version, 'name', p.name, 'names', p.names, 'terms', p.terms, 'state', p.state,
    'early', lower(p.valid) > %(at)s::timestamptz, 'late', coalesce(upper(p.valid) <= %(at)s::timestamptz, false),
    'priority', p.priority, 'exclusive_group', p.exclusive_group, 'alone', p.alone, 'per_customer', p.per_customer,
    'shares', json_build_array(p.seller_share, p.platform_share, p.supplier_share, p.supplier_id),
    'goods', CASE WHEN p.targets <> '{}' THEN
        (SELECT coalesce(json_agg(g.id), '[]') FROM goods g WHERE g.ids && p.targets) END,
    'coupons', CASE WHEN p.needs_code THEN
        (SELECT json_agg(json_build_array(g.id, g.code, g.left) ORDER BY g.code) FROM given g
         WHERE g.promotion_id = p.id) END,
    'fund', (SELECT json_build_array((f.budget - f.spent)::text, f.most_uses - f.uses) FROM promotions_promotionfund f
             WHERE f.market_id = %(market)s AND f.promotion_id = p.id),
    'asked', (SELECT json_agg(json_build_array(
                  (p.storefront_id IS NULL OR p.storefront_id = a.storefront_id)
                  AND p.order_type IN ('', a.order_type) AND p.currency = a.currency
                  AND (p.whom = '{}' OR p.whom && b.ids),
                  coalesce((SELECT u.uses FROM promotions_customeruse u
                            WHERE u.market_id = %(market)s AND u.promotion_id = p.id AND u.buyer_id = a.buyer_id), 0))
                  ORDER BY a.n)
              FROM asked a LEFT JOIN belongs b ON b.buyer_id = a.buyer_id)
)::text
FROM running p
UNION ALL
-- The contracts whose prices take no promotions.
SELECT l.id, NULL, NULL
FROM pricing_pricelist l
WHERE EXISTS (SELECT FROM running) AND l.market_id = %(market)s AND l.seller_id = ANY (%(sellers)s::uuid[])
  AND l.kind = 'contract' AND l.state = 'active' AND NOT l.promotable
  AND l.buyer_id = ANY (ARRAY(SELECT c.id FROM chain c))
