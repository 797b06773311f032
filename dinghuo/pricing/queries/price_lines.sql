-- The price of any number of lines for one buyer, in one statement.
--
-- Why SQL: a cart of 500 lines, or a page of 48 products, against thousands of customers' lists, costs one round trip and
-- two index probes a line; nothing is computed in advance, so one changed price touches one row.
--
-- A candidate is a price row that is valid, in the currency, and in a unit that converts into the ordered one. `pref` puts
-- a line's candidates in order: customer before level before base list, a storefront's own list before a general one,
-- the ordered unit before others, the highest step before lower ones. The first one whose minimum is reached wins. So
-- the price at any quantity is the lowest pref among the thresholds up to it, and the tiers are where that changes.
-- rules/resolve.py says the same slowly; a property test compares the two.
WITH asked AS (
    SELECT * FROM unnest(%(variants)s::uuid[], %(sellers)s::uuid[], %(units)s::text[], %(quantities)s::numeric[])
                  WITH ORDINALITY AS a(variant_id, seller_id, unit, quantity, n)
),
lists AS MATERIALIZED (
    SELECT l.id, l.seller_id, l.key, l.name, l.kind, l.tax_included,
           CASE l.kind WHEN 'customer' THEN 1 WHEN 'level' THEN 2 ELSE 3 END AS level_rank,
           CASE WHEN l.storefront_id IS NULL THEN 1 ELSE 0 END AS storefront_rank
    FROM pricing_pricelist l
    WHERE l.market_id = %(market)s AND l.state = 'active' AND l.currency = %(currency)s
      AND l.seller_id IN (SELECT seller_id FROM asked)
      AND (l.kind = 'base'
           OR l.kind = 'customer' AND l.buyer_id = %(buyer)s
           OR l.kind = 'level' AND l.level_id IN (
               SELECT level_id FROM members_levelgrant
               WHERE market_id = %(market)s AND buyer_id = %(buyer)s AND valid @> %(at)s::timestamptz))
      AND (l.storefront_id IS NULL OR l.storefront_id = %(storefront)s)
),
rows AS (
    SELECT a.n, a.quantity, l.id AS list_id, l.key, l.name, l.kind, l.tax_included, l.level_rank, l.storefront_rank,
           p.id AS price_id, p.unit, p.min_quantity, p.amount, p.unit = a.unit AS same_unit,
           CASE WHEN p.unit = a.unit THEN coalesce(ordered.factor, 1) ELSE ordered.factor END AS ordered_factor,
           CASE WHEN p.unit = a.unit THEN coalesce(ordered.factor, 1) ELSE row.factor END AS row_factor
    FROM asked a
    JOIN lists l ON l.seller_id = a.seller_id
    JOIN pricing_price p ON p.market_id = %(market)s AND p.list_id = l.id AND p.variant_id = a.variant_id
                        AND p.valid @> %(at)s::timestamptz
    LEFT JOIN catalogue_packunit ordered ON ordered.market_id = %(market)s AND ordered.variant_id = a.variant_id
                                        AND ordered.unit = a.unit
    LEFT JOIN catalogue_packunit row ON row.market_id = %(market)s AND row.variant_id = a.variant_id
                                    AND row.unit = p.unit
),
candidates AS (
    SELECT rows.*, min_quantity * row_factor AS threshold,
           quantity * ordered_factor >= min_quantity * row_factor AS reached,
           -- The one conversion of a price: half up to six decimals, in whole numbers so that nothing is rounded twice.
           CASE WHEN same_unit THEN amount
                ELSE div(amount * ordered_factor * 2000000 + row_factor, row_factor * 2) * 0.000001 END AS price
    FROM rows
    WHERE same_unit OR ordered_factor IS NOT NULL AND row_factor IS NOT NULL
),
ranked AS (
    SELECT candidates.*,
           row_number() OVER (PARTITION BY n ORDER BY level_rank, storefront_rank, same_unit DESC, threshold DESC,
                                                      row_factor DESC, unit COLLATE "C") AS pref
    FROM candidates
    WHERE price > 0
),
best AS (
    SELECT ranked.*, min(pref) OVER (PARTITION BY n ORDER BY threshold) AS best_pref,
           min(pref) FILTER (WHERE reached) OVER (PARTITION BY n) AS won_pref
    FROM ranked
),
decided AS (
    SELECT best.*, pref = won_pref AS won, pref = best_pref AS step,
           first_value(level_rank) OVER winner AS won_level, first_value(storefront_rank) OVER winner AS won_storefront,
           first_value(same_unit) OVER winner AS won_unit
    FROM best
    WHERE won_pref IS NOT NULL
    WINDOW winner AS (PARTITION BY n ORDER BY (pref = won_pref) DESC)
)
SELECT n,
       (array_agg(price) FILTER (WHERE won))[1],
       (array_agg(list_id) FILTER (WHERE won))[1],
       (array_agg(price_id) FILTER (WHERE won))[1],
       bool_or(tax_included) FILTER (WHERE won),
       (array_agg(price ORDER BY pref) FILTER (WHERE level_rank = 3 AND reached))[1],
       min(ordered_factor),
       array_agg(threshold ORDER BY threshold) FILTER (WHERE step),
       array_agg(price ORDER BY threshold) FILTER (WHERE step),
       jsonb_agg(
           jsonb_build_object(
               'level', kind, 'rule', name, 'list', key, 'unit', unit,
               'min_quantity', trim_scale(min_quantity)::text, 'amount', trim_scale(price)::text,
               'outcome', CASE WHEN won THEN 'won' ELSE 'lost' END,
               'reason', CASE WHEN won THEN 'nearest'
                              WHEN NOT reached THEN 'minimum-not-reached'
                              WHEN level_rank > won_level THEN 'nearer-list'
                              WHEN storefront_rank > won_storefront THEN 'storefront-list'
                              WHEN won_unit AND NOT same_unit THEN 'ordered-unit'
                              ELSE 'higher-step' END
           ) ORDER BY pref
       ) FILTER (WHERE %(explain)s)
FROM decided
GROUP BY n
