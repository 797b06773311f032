-- What a page of goods needs at the very least, in one statement: the rows, their names, units, seller, picture, price for
-- this buyer with its steps, and what is free. What finds the variants is put in its place.
WITH lists AS MATERIALIZED (
    SELECT l.id, l.seller_id, CASE l.kind WHEN 'customer' THEN 1 WHEN 'level' THEN 2 ELSE 3 END AS rank
    FROM pricing_pricelist l
    WHERE l.market_id = %(market)s AND l.state = 'active' AND l.currency = %(currency)s
      AND (l.kind = 'base' OR l.buyer_id = %(buyer)s
           OR l.level_id IN (SELECT level_id FROM members_levelgrant
                             WHERE market_id = %(market)s AND buyer_id = %(buyer)s AND valid @> now()))
)
SELECT v.sku, v.name, v.names, v.options, v.gtin, p.code, p.name, p.names, p.base_unit, p.tax_rate,
       b.name, b.names, c.key, c.name, c.names, packs.units, packs.factors,
       offer.code, offer.name, offer.names, offer.minimum, offer.multiple, offer.lead_time_days, image.file,
       price.amounts, price.steps, stock.free
FROM ({found}) found
JOIN catalogue_variant v ON v.market_id = %(market)s AND v.id = found.variant_id
JOIN catalogue_product p ON p.market_id = %(market)s AND p.id = v.product_id
JOIN catalogue_category c ON c.market_id = %(market)s AND c.id = p.category_id
LEFT JOIN catalogue_brand b ON b.market_id = %(market)s AND b.id = p.brand_id
CROSS JOIN LATERAL (
    SELECT array_agg(k.unit) AS units, array_agg(k.factor) AS factors FROM catalogue_packunit k
    WHERE k.market_id = %(market)s AND k.variant_id = v.id
) packs
LEFT JOIN LATERAL (
    SELECT o.seller_id, s.code, s.name, s.names, o.minimum, o.multiple, o.lead_time_days
    FROM catalogue_offer o JOIN organisations_organisation s ON s.market_id = %(market)s AND s.id = o.seller_id
    WHERE o.market_id = %(market)s AND o.variant_id = v.id AND o.state = 'active'
    ORDER BY o.position LIMIT 1
) offer ON true
LEFT JOIN LATERAL (
    SELECT i.file FROM catalogue_image i WHERE i.market_id = %(market)s AND i.product_id = v.product_id
    ORDER BY i.position LIMIT 1
) image ON true
LEFT JOIN LATERAL (
    SELECT array_agg(a.amount) AS amounts, array_agg(a.min_quantity) AS steps
    FROM lists l JOIN pricing_price a ON a.market_id = %(market)s AND a.list_id = l.id AND a.variant_id = v.id
                                     AND a.valid @> now()
    WHERE l.seller_id = offer.seller_id
    GROUP BY l.rank ORDER BY l.rank LIMIT 1
) price ON true
LEFT JOIN LATERAL (
    SELECT sum(t.on_hand - t.reserved) AS free FROM inventory_stock t
    JOIN inventory_warehouse w ON w.market_id = %(market)s AND w.id = t.warehouse_id AND w.is_active
    WHERE t.market_id = %(market)s AND t.variant_id = v.id AND t.owner_id = offer.seller_id
) stock ON true
ORDER BY found.place, found.variant_id
