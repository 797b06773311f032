-- The cheapest and the dearest price of a list, by base unit, among the goods of a rule: where a formula over the list
-- goes farthest.
--
-- Why SQL: a list holds a hundred thousand prices, of which two are wanted.
WITH priced AS MATERIALIZED (
    SELECT v.sku, p.unit, p.amount, u.factor
    FROM pricing_price p
    JOIN catalogue_variant v ON v.market_id = %(market)s AND v.id = p.variant_id
    JOIN catalogue_product g ON g.market_id = %(market)s AND g.id = v.product_id
    JOIN catalogue_category c ON c.market_id = %(market)s AND c.id = g.category_id
    JOIN catalogue_packunit u ON u.market_id = %(market)s AND u.variant_id = p.variant_id AND u.unit = p.unit
    WHERE p.market_id = %(market)s AND p.list_id = %(base)s AND p.valid @> %(at)s::timestamptz
      AND CASE %(target)s::text
          WHEN 'variant' THEN v.id = %(goods)s::uuid
          WHEN 'product' THEN g.id = %(goods)s::uuid
          WHEN 'brand' THEN g.brand_id = %(goods)s::uuid
          WHEN 'category' THEN starts_with(c.path, %(path)s::text)
          ELSE true END
)
(SELECT sku, unit, amount, factor FROM priced ORDER BY amount / factor, sku, unit LIMIT 1)
UNION
(SELECT sku, unit, amount, factor FROM priced ORDER BY amount / factor DESC, sku, unit LIMIT 1)
ORDER BY 3, 1
