-- The goods with some codes that a storefront offers to a buyer, with units and offers.
--
-- Why SQL: every order begins with it. Units and offers are gathered variant by variant, so that the plan stays a walk
-- over a few index entries whatever the planner believes of the codes.
WITH sets AS MATERIALIZED ({sets}), asks AS MATERIALIZED ({asks}), taxes AS MATERIALIZED ({taxes}), ruled AS (
    SELECT array_agg(coalesce(k.path, '')) AS paths
    FROM catalogue_qualificationrule r
    LEFT JOIN catalogue_category k ON k.market_id = r.market_id AND k.id = r.category_id
    WHERE r.market_id = %(market)s
)
SELECT v.id, v.sku, v.name, v.names, p.kind = 'goods', p.base_unit, {rate},
       packs.units, packs.factors, packs.decimals, packs.usual, offers.terms,
       EXISTS (SELECT FROM unnest(ruled.paths) AS path WHERE starts_with(s.category_path, path)),
       {kit}::text, packs.grams, {source}
FROM ruled
CROSS JOIN asks
CROSS JOIN taxes
CROSS JOIN catalogue_shelf s
JOIN catalogue_variant v ON v.market_id = s.market_id AND v.id = s.variant_id
JOIN catalogue_product p ON p.market_id = v.market_id AND p.id = v.product_id
{taxed}
CROSS JOIN LATERAL (
    SELECT array_agg(u.unit ORDER BY u.factor, u.unit) AS units, array_agg(u.factor ORDER BY u.factor, u.unit) AS factors,
           array_agg(u.weight_grams ORDER BY u.factor, u.unit) AS grams,
           min(u.unit) FILTER (WHERE u.is_default) AS usual, min(u.decimals) FILTER (WHERE u.unit = p.base_unit) AS decimals
    FROM catalogue_packunit u
    WHERE u.market_id = v.market_id AND u.variant_id = v.id
) packs
CROSS JOIN LATERAL (
    SELECT jsonb_agg(
               jsonb_build_array(o.id, o.seller_id, g.code, g.name, g.names, {quantities},
                                 o.lead_time_days, o.backorder_allowed, {wished}) ORDER BY o.position, o.id) AS terms
    FROM catalogue_offer o
    JOIN organisations_organisation g ON g.market_id = o.market_id AND g.id = o.seller_id
    {asked}
    WHERE o.market_id = v.market_id AND o.variant_id = v.id AND {open} AND {shown}
) offers
WHERE s.market_id = %(market)s
  AND s.sku = ANY(%(skus)s::text[])
  AND offers.terms IS NOT NULL
