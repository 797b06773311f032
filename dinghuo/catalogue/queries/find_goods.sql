-- The goods with some codes that a storefront offers, with units and offers.
--
-- Why SQL: every order begins with it. Units and offers are gathered variant by variant, so that the plan stays a walk
-- over a few index entries whatever the planner believes of the codes. `shown` says what queries/assortment.py says;
-- a test of every kind of assortment compares the two.
WITH shown AS (
    SELECT array_agg(k.path) FILTER (WHERE k.path IS NOT NULL) AS paths,
           array_agg(i.brand_id) FILTER (WHERE i.brand_id IS NOT NULL) AS brands,
           array_agg(i.product_id) FILTER (WHERE i.product_id IS NOT NULL) AS products,
           array_agg(i.seller_id) FILTER (WHERE i.seller_id IS NOT NULL) AS sellers
    FROM catalogue_assortment a
    JOIN catalogue_assortmentitem i ON i.market_id = a.market_id AND i.assortment_id = a.id
    LEFT JOIN catalogue_category k ON k.market_id = i.market_id AND k.id = i.category_id
    WHERE a.market_id = %(market)s AND a.storefront_id = %(storefront)s
)
SELECT v.id, v.sku, v.name, v.names, p.kind = 'goods', p.base_unit, p.tax_rate,
       packs.units, packs.factors, packs.decimals, packs.usual, offers.terms
FROM shown
CROSS JOIN catalogue_shelf s
JOIN catalogue_variant v ON v.market_id = s.market_id AND v.id = s.variant_id
JOIN catalogue_product p ON p.market_id = v.market_id AND p.id = v.product_id
CROSS JOIN LATERAL (
    SELECT array_agg(u.unit ORDER BY u.factor, u.unit) AS units, array_agg(u.factor ORDER BY u.factor, u.unit) AS factors,
           min(u.unit) FILTER (WHERE u.is_default) AS usual, min(u.decimals) FILTER (WHERE u.unit = p.base_unit) AS decimals
    FROM catalogue_packunit u
    WHERE u.market_id = v.market_id AND u.variant_id = v.id
) packs
CROSS JOIN LATERAL (
    SELECT jsonb_agg(
               jsonb_build_array(o.seller_id, g.code, g.name, g.names, o.minimum::text, o.multiple::text,
                                 o.lead_time_days, o.backorder_allowed) ORDER BY o.position, o.id) AS terms
    FROM catalogue_offer o
    JOIN organisations_organisation g ON g.market_id = o.market_id AND g.id = o.seller_id
    WHERE o.market_id = v.market_id AND o.variant_id = v.id AND o.state = 'active'
      AND (shown.sellers IS NULL OR o.seller_id = ANY(shown.sellers))
) offers
WHERE s.market_id = %(market)s
  AND s.sku = ANY(%(skus)s::text[])
  AND (shown.paths IS NULL AND shown.brands IS NULL AND shown.products IS NULL
       OR EXISTS (SELECT FROM unnest(shown.paths) AS path WHERE starts_with(s.category_path, path))
       OR s.brand_id = ANY(shown.brands)
       OR s.product_id = ANY(shown.products))
  AND (shown.sellers IS NULL OR offers.terms IS NOT NULL)
