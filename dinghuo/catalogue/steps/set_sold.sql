-- One pass over the market's listings against two arrays, however many products.
UPDATE catalogue_listing listing
SET sold = told.sold
FROM (
    SELECT known.variant_id, coalesce(counted.orders, 0) AS sold
    FROM catalogue_listing known
    LEFT JOIN unnest(%(products)s::uuid[], %(orders)s::int[]) counted (product_id, orders) USING (product_id)
    WHERE known.market_id = %(market)s::uuid
) told
WHERE listing.market_id = %(market)s::uuid AND listing.variant_id = told.variant_id AND listing.sold <> told.sold
