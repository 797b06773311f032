-- The sets of goods that count for a buyer in a storefront (no buyer: a guest; no storefront: none), with what they name.
--
-- One look-up finds them, however many sets the market has: `key` names a storefront, a branch, a region ... in one word,
-- and an exception is a row like any other. Whoever is meant and excepted at once is excepted.
SELECT a.key, a.denies, reach.of_place, reach.of_buyer,
       goods.paths, goods.brands, goods.products, goods.sellers, traits.list AS traits, traits.attributes
FROM (
    SELECT r.assortment_id,
           bool_or(r.kind IN ('everybody', 'storefront', 'branch')) AS of_place,
           bool_or(r.kind NOT IN ('everybody', 'storefront', 'branch')) AS of_buyer
    FROM catalogue_assortmentreach r
    WHERE %(storefront)s::uuid IS NOT NULL
      AND r.market_id = %(market)s
      AND r.key = ANY(ARRAY(
          SELECT 'everybody:'
          UNION ALL
          SELECT unnest(ARRAY['storefront:' || f.id, 'branch:' || f.owner_id])
          FROM organisations_storefront f
          WHERE f.market_id = %(market)s AND f.id = %(storefront)s::uuid
          UNION ALL
          SELECT unnest(ARRAY['customer:' || b.id, 'region:' || left(b.region_code, 2),
                              'region:' || left(b.region_code, 4), 'region:' || left(b.region_code, 6),
                              'region:' || b.region_code])
          FROM organisations_organisation b
          WHERE b.market_id = %(market)s AND b.id = %(buyer)s::uuid
          UNION ALL
          SELECT 'group:' || m.group_id
          FROM organisations_customergroupmember m
          WHERE m.market_id = %(market)s AND m.buyer_id = %(buyer)s::uuid
          UNION ALL
          SELECT 'level:' || g.level_id
          FROM members_levelgrant g
          WHERE g.market_id = %(market)s AND g.buyer_id = %(buyer)s::uuid AND g.valid @> %(at)s::timestamptz
      ))
    GROUP BY r.assortment_id
    HAVING NOT bool_or(r.excepted)
) reach
JOIN catalogue_assortment a
    ON a.market_id = %(market)s AND a.id = reach.assortment_id AND a.is_active
   AND (a.starts_at IS NULL OR a.starts_at <= %(at)s::timestamptz)
   AND (a.ends_at IS NULL OR a.ends_at > %(at)s::timestamptz)
CROSS JOIN LATERAL (
    SELECT array_agg((SELECT k.path FROM catalogue_category k WHERE k.market_id = i.market_id AND k.id = i.category_id))
               FILTER (WHERE i.category_id IS NOT NULL) AS paths,
           array_agg(i.brand_id) FILTER (WHERE i.brand_id IS NOT NULL) AS brands,
           array_agg(i.product_id) FILTER (WHERE i.product_id IS NOT NULL) AS products,
           array_agg(i.seller_id) FILTER (WHERE i.seller_id IS NOT NULL) AS sellers
    FROM catalogue_assortmentitem i
    WHERE i.market_id = a.market_id AND i.assortment_id = a.id
) goods
CROSS JOIN LATERAL (
    SELECT array_agg(t.trait) AS list, count(DISTINCT split_part(t.trait, '=', 1)) AS attributes
    FROM catalogue_assortmenttrait t
    WHERE t.market_id = a.market_id AND t.assortment_id = a.id
) traits
