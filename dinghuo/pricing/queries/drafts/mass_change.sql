-- The prices of a list that a selection names, with the unit's factor and what it costs the seller.
SELECT v.sku, v.name, v.id, p.unit, p.min_quantity, p.amount, u.factor,
       (SELECT c.amount * u.factor / w.factor
        FROM pricing_pricelist l
        JOIN pricing_price c ON c.market_id = %(market)s AND c.list_id = l.id AND c.variant_id = v.id
                            AND c.valid @> %(at)s::timestamptz
        JOIN catalogue_packunit w ON w.market_id = %(market)s AND w.variant_id = v.id AND w.unit = c.unit
        WHERE l.market_id = %(market)s AND l.seller_id = %(seller)s AND l.kind = 'cost' AND l.state = 'active'
        ORDER BY c.unit <> p.unit, c.min_quantity LIMIT 1)
FROM pricing_price p
JOIN catalogue_variant v ON v.market_id = %(market)s AND v.id = p.variant_id
JOIN catalogue_product d ON d.market_id = %(market)s AND d.id = v.product_id
JOIN catalogue_category g ON g.market_id = %(market)s AND g.id = d.category_id
LEFT JOIN catalogue_brand b ON b.market_id = %(market)s AND b.id = d.brand_id
JOIN catalogue_packunit u ON u.market_id = %(market)s AND u.variant_id = v.id AND u.unit = p.unit
WHERE p.market_id = %(market)s AND p.list_id = %(list)s AND p.valid @> %(at)s::timestamptz
  AND (%(brand)s = '' OR b.key = %(brand)s)
  AND (%(category)s = '' OR %(category)s = ANY (string_to_array(g.path, '/')))
  AND (%(all)s OR v.sku = ANY (%(goods)s::text[]) OR d.code = ANY (%(goods)s::text[]))
ORDER BY v.sku, p.unit, p.min_quantity
LIMIT %(limit)s
