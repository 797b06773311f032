-- All that the prices of any number of lines for one buyer depend on, in one statement; rules/decide.py decides.
--
-- Why SQL: a cart of 500 lines, or a page of 48 products, against thousands of customers' lists, costs one round trip and
-- one index probe a line and list; nothing is computed in advance, so one changed price touches one row. Levels without
-- rows cost nothing: what only they need (the tree, levels, groups, regions, rates) is read when a list asks for it.
--
-- Rows come in kinds, told apart by n and k: n = 0 a list (k: its number here; queries/price_rows.py reads its detail),
-- n > 0 and k > 0 a price of line n on list k, k = 0 the line's tax rate and whence it is, n = -1 a seller's policy, n = -2
-- what a seller does about this buyer's tax: an exemption by its certificate, how tax is rounded; n = -3 how the buyer is
-- shown prices, if not as lists have them.
WITH RECURSIVE asked AS MATERIALIZED (
    SELECT a.n, a.variant_id, a.seller_id, a.unit, u.factor
    FROM unnest(%(variants)s::uuid[], %(line_sellers)s::uuid[], %(units)s::text[])
             WITH ORDINALITY AS a(variant_id, seller_id, unit, n)
    LEFT JOIN catalogue_packunit u ON u.market_id = %(market)s AND u.variant_id = a.variant_id AND u.unit = a.unit
),
-- The buyer and its parents, nearest first.
chain AS (
    SELECT o.id, o.parent_id, o.region_code, 0 AS distance
    FROM organisations_organisation o WHERE o.market_id = %(market)s AND o.id = %(buyer)s
    UNION ALL
    SELECT o.id, o.parent_id, o.region_code, c.distance + 1
    FROM chain c JOIN organisations_organisation o ON o.market_id = %(market)s AND o.id = c.parent_id
    WHERE c.distance < 8
),
own AS MATERIALIZED (
    SELECT l.id, l.seller_id, l.key, l.name, l.kind, l.currency, l.tax_included, l.storefront_id, l.order_type,
           l.converts, l.valid, l.bases, l.ruled, l.needs_cost,
           array_position(ARRAY(SELECT c.id FROM chain c ORDER BY c.distance), l.buyer_id) AS nearness
    FROM pricing_pricelist l
    WHERE l.market_id = %(market)s AND l.seller_id = ANY (%(sellers)s::uuid[])
      AND l.kind IN ('manual', 'contract', 'customer') AND l.buyer_id = ANY (ARRAY(SELECT c.id FROM chain c))
      AND l.state = 'active'
    UNION ALL
    SELECT l.id, l.seller_id, l.key, l.name, l.kind, l.currency, l.tax_included, l.storefront_id, l.order_type,
           l.converts, l.valid, l.bases, l.ruled, l.needs_cost,
           CASE WHEN l.kind = 'group' THEN l.priority WHEN l.branch_id IS NOT NULL THEN 1
                WHEN l.region_code <> '' THEN 20 - length(l.region_code) ELSE 0 END
    FROM pricing_pricelist l
    WHERE l.market_id = %(market)s AND l.seller_id = ANY (%(sellers)s::uuid[])
      AND l.kind IN ('group', 'level', 'channel', 'base') AND l.buyer_id IS NULL AND l.state = 'active'
      AND CASE l.kind
          WHEN 'base' THEN true
          WHEN 'level' THEN l.level_id = (
              SELECT g.level_id FROM members_levelgrant g
              WHERE g.market_id = %(market)s AND g.buyer_id = %(buyer)s AND g.valid @> %(at)s::timestamptz)
          WHEN 'group' THEN l.group_id IN (
              SELECT m.group_id FROM organisations_customergroupmember m
              WHERE m.market_id = %(market)s AND m.buyer_id = %(buyer)s)
          WHEN 'channel' THEN
              CASE WHEN l.branch_id IS NOT NULL THEN l.branch_id = (
                       SELECT s.owner_id FROM organisations_storefront s
                       WHERE s.market_id = %(market)s AND s.id = %(storefront)s)
                   WHEN l.region_code <> '' THEN starts_with(
                       coalesce(nullif(%(region)s::text, ''), (SELECT c.region_code FROM chain c WHERE c.distance = 0)),
                       l.region_code)
                   ELSE true END
          END
),
-- And the lists from whose prices theirs follow. A circle, which saving refuses, ends here: a row is found once.
found AS (
    SELECT o.*, true AS own FROM own o
    WHERE (valid IS NULL OR valid @> %(at)s::timestamptz)
      AND (currency = %(currency)s OR converts)
      AND (storefront_id IS NULL OR storefront_id = %(storefront)s)
      AND (order_type = '' OR order_type = %(order_type)s)
    UNION
    SELECT l.id, f.seller_id, l.key, l.name, l.kind, l.currency, l.tax_included, l.storefront_id, l.order_type,
           l.converts, l.valid, l.bases, l.ruled, l.needs_cost, 0, false
    FROM found f CROSS JOIN unnest(f.bases) AS b(id)
    JOIN pricing_pricelist l ON l.market_id = %(market)s AND l.id = b.id AND l.state = 'active'
                            AND l.currency = f.currency AND (l.valid IS NULL OR l.valid @> %(at)s::timestamptz)
),
lists AS MATERIALIZED (
    SELECT row_number() OVER () AS k, f.*
    FROM (SELECT DISTINCT ON (id, seller_id) * FROM found ORDER BY id, seller_id, own DESC) f
    UNION ALL
    SELECT 1000 + row_number() OVER (), l.id, l.seller_id, l.key, l.name, l.kind, l.currency, l.tax_included,
           l.storefront_id, l.order_type, l.converts, l.valid, l.bases, l.ruled, l.needs_cost, 0, false
    FROM pricing_pricelist l
    WHERE l.market_id = %(market)s AND l.seller_id = ANY (%(sellers)s::uuid[]) AND l.kind = 'cost'
      AND l.buyer_id IS NULL AND l.state = 'active' AND (l.valid IS NULL OR l.valid @> %(at)s::timestamptz)
      AND (%(costs)s OR EXISTS (SELECT FROM found f WHERE f.needs_cost))
),
policies AS MATERIALIZED (
    SELECT p.seller_id, p.lowest_from FROM pricing_pricepolicy p
    WHERE p.market_id = %(market)s AND p.seller_id = ANY (%(sellers)s::uuid[])
),
taxing AS MATERIALIZED (
    SELECT s.id AS seller_id, e.certificate, t.rounding
    FROM unnest(%(sellers)s::uuid[]) AS s(id)
    LEFT JOIN pricing_taxexemption e ON e.market_id = %(market)s AND e.buyer_id = %(buyer)s AND e.seller_id = s.id
                                    AND e.valid @> %(at)s::timestamptz
    LEFT JOIN pricing_taxpolicy t ON t.market_id = %(market)s AND t.seller_id = s.id
    WHERE e.id IS NOT NULL OR t.id IS NOT NULL
),
shown AS MATERIALIZED (
    SELECT coalesce(nullif(c.shown_tax, ''), s.shown_tax) AS tax
    FROM organisations_storefront s
    LEFT JOIN organisations_customer c ON c.market_id = %(market)s AND c.buyer_id = %(buyer)s AND c.storefront_id = s.id
    WHERE s.market_id = %(market)s AND s.id = %(storefront)s
),
taxes AS MATERIALIZED ({taxes}),
about AS MATERIALIZED (
    SELECT a.n, {rate} AS tax_rate, {source} AS source, p.brand_id,
           array_append((SELECT array_agg(c.id) FROM catalogue_category c
                         WHERE c.market_id = %(market)s AND c.key = ANY (string_to_array(g.path, '/'))),
                        v.product_id) AS targets
    FROM asked a
    CROSS JOIN taxes
    JOIN catalogue_variant v ON v.market_id = %(market)s AND v.id = a.variant_id
    JOIN catalogue_product p ON p.market_id = %(market)s AND p.id = v.product_id
    JOIN catalogue_category g ON g.market_id = %(market)s AND g.id = p.category_id
    {taxed}
    WHERE %(rates)s OR EXISTS (SELECT FROM policies) OR EXISTS (SELECT FROM lists l WHERE l.ruled)
       OR EXISTS (SELECT FROM taxing x WHERE x.certificate IS NOT NULL) OR EXISTS (SELECT FROM shown h WHERE h.tax <> '')
)
SELECT a.n, l.k, p.id::text, p.unit, p.min_quantity, p.amount,
       CASE WHEN p.unit = a.unit THEN a.factor ELSE u.factor END, a.factor, NULL
FROM asked a
JOIN lists l ON l.seller_id = a.seller_id
JOIN pricing_price p ON p.market_id = %(market)s AND p.list_id = l.id AND p.variant_id = a.variant_id
                    AND p.valid @> %(at)s::timestamptz
-- Nobody looks for the unit that is the ordered one.
LEFT JOIN catalogue_packunit u ON u.market_id = %(market)s AND u.unit = p.unit
                              AND u.variant_id = CASE WHEN p.unit <> a.unit THEN a.variant_id END
UNION ALL
SELECT 0, l.k, l.id::text, l.seller_id::text, NULL, NULL, NULL, NULL, json_build_array(
           l.own, l.kind, l.nearness, l.storefront_id IS NOT NULL, l.order_type <> '', l.tax_included, l.key, l.name,
           l.currency, CASE WHEN l.currency <> %(currency)s THEN (
               SELECT trim_scale(e.rate)::text FROM pricing_exchangerate e
               WHERE e.market_id = %(market)s AND e.currency = l.currency AND e.quoted = %(currency)s
                 AND e.day <= %(day)s::date AND e.day > %(day)s::date - 10
               ORDER BY e.day DESC LIMIT 1) END)::text
FROM lists l
UNION ALL
SELECT -1, p.lowest_from, p.seller_id::text, '', NULL, NULL, NULL, NULL, NULL FROM policies p
UNION ALL
SELECT -3, 0, '', h.tax, NULL, NULL, NULL, NULL, NULL FROM shown h WHERE h.tax <> ''
UNION ALL
SELECT -2, 0, x.seller_id::text, coalesce(x.rounding, ''), NULL, NULL, NULL, NULL, x.certificate FROM taxing x
UNION ALL
SELECT b.n, 0, '', '', NULL, b.tax_rate, NULL, NULL, b.source FROM about b
UNION ALL
SELECT a.n, l.k, r.id::text, r.unit, r.min_quantity, r.amount, u.factor, a.factor,
       json_build_array(
           r.target, coalesce(length(g.path), 0), r.sums, r.tier_group, r.base_list_id, r.percent::text, r.plus::text,
           r.step::text, r.ending::text, r.floor::text, r.ceiling::text, r.min_margin::text)::text
FROM about b
JOIN asked a ON a.n = b.n
JOIN lists l ON l.seller_id = a.seller_id AND l.ruled
-- Its own look-up for each line and list, whatever the planner thought of the table while it was small.
CROSS JOIN LATERAL (
    SELECT * FROM pricing_pricerule p
    WHERE p.market_id = %(market)s AND p.list_id = l.id
      AND p.target_id = ANY (b.targets || ARRAY[a.variant_id, b.brand_id, l.id]) AND p.valid @> %(at)s::timestamptz
    OFFSET 0
) r
LEFT JOIN catalogue_category g ON g.market_id = %(market)s AND g.id = r.category_id
LEFT JOIN catalogue_packunit u ON u.market_id = %(market)s AND u.variant_id = a.variant_id AND u.unit = r.unit
