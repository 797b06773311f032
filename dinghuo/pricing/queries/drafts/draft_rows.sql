-- The rows of a set of price changes, by SKU, each beside the price that counts in its slot where it begins, and what its
-- unit costs the seller. Of a published set the price before is what was noted when it was published.
SELECT v.sku, v.name, v.id, r.unit, r.min_quantity, r.amount,
       CASE WHEN %(published)s THEN coalesce(
                (SELECT (b ->> 1)::numeric FROM jsonb_array_elements(r.before) b
                 ORDER BY (b ->> 2)::timestamptz LIMIT 1),
                CASE WHEN r.before IS NULL THEN r.amount END)
            ELSE (SELECT p.amount FROM pricing_price p
                  WHERE p.market_id = %(market)s AND p.list_id = %(list)s AND p.variant_id = r.variant_id
                    AND p.unit = r.unit AND p.min_quantity = r.min_quantity AND p.valid @> %(at)s::timestamptz) END,
       (SELECT p.amount * u.factor / w.factor
        FROM pricing_pricelist l
        JOIN pricing_price p ON p.market_id = %(market)s AND p.list_id = l.id AND p.variant_id = r.variant_id
                            AND p.valid @> %(at)s::timestamptz
        JOIN catalogue_packunit w ON w.market_id = %(market)s AND w.variant_id = r.variant_id AND w.unit = p.unit
        JOIN catalogue_packunit u ON u.market_id = %(market)s AND u.variant_id = r.variant_id AND u.unit = r.unit
        WHERE l.market_id = %(market)s AND l.seller_id = %(seller)s AND l.kind = 'cost' AND l.state = 'active'
        ORDER BY p.unit <> r.unit, p.min_quantity LIMIT 1)
FROM pricing_pricedraftrow r
JOIN catalogue_variant v ON v.market_id = %(market)s AND v.id = r.variant_id
WHERE r.market_id = %(market)s AND r.draft_id = %(draft)s
  AND (v.sku, r.unit, r.min_quantity) > (%(sku)s::text, %(unit)s::text, %(least)s::numeric)
ORDER BY v.sku, r.unit, r.min_quantity
LIMIT %(limit)s
