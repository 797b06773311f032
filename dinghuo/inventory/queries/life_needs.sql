-- What articles must have left of their life when they go from a seller to a buyer; those of which nothing is asked are
-- missing. The rule for the customer and the nearest category wins, then that for the customer, the nearest category,
-- and everybody.
--
-- Why SQL: a batch of orders asks for many buyers, sellers and articles at once; one statement answers.
SELECT w.seller_id, w.buyer_id, w.variant_id, r.min_days, r.min_percent, CASE WHEN r.not_older THEN t.expires END
FROM unnest(%(sellers)s::uuid[], %(buyers)s::uuid[], %(variants)s::uuid[]) AS w(seller_id, buyer_id, variant_id)
JOIN catalogue_variant v ON v.market_id = %(market)s AND v.id = w.variant_id
JOIN catalogue_product p ON p.market_id = v.market_id AND p.id = v.product_id
JOIN catalogue_category c ON c.market_id = p.market_id AND c.id = p.category_id
JOIN LATERAL (
    SELECT l.min_days, l.min_percent, l.not_older
    FROM inventory_liferule l
    LEFT JOIN catalogue_category k ON k.market_id = l.market_id AND k.id = l.category_id
    WHERE l.market_id = %(market)s AND l.seller_id = w.seller_id
      AND (l.buyer_id IS NULL OR l.buyer_id = w.buyer_id)
      AND (k.id IS NULL OR starts_with(c.path, k.path))
    ORDER BY l.buyer_id IS NULL, length(k.path) DESC NULLS LAST
    LIMIT 1
) r ON true
LEFT JOIN inventory_lastsent t ON t.market_id = %(market)s AND t.owner_id = w.seller_id AND t.buyer_id = w.buyer_id
                              AND t.variant_id = w.variant_id
