-- Articles with their usual supplier: the first active offer of somebody else than who wants to buy. An article that
-- nobody else offers comes without one.
SELECT v.id, v.sku, v.name, v.names::text, p.base_unit, coalesce(pack.factor, 1), o.seller_id, s.code, s.name,
       s.names::text, o.minimum, o.multiple, o.lead_time_days
FROM unnest(%(variants)s::uuid[]) AS wanted(id)
JOIN catalogue_variant v ON v.market_id = %(market)s AND v.id = wanted.id
JOIN catalogue_product p ON p.market_id = v.market_id AND p.id = v.product_id
LEFT JOIN LATERAL (
    SELECT factor FROM catalogue_packunit
    WHERE market_id = v.market_id AND variant_id = v.id AND is_default
    LIMIT 1
) pack ON true
LEFT JOIN LATERAL (
    SELECT seller_id, minimum, multiple, lead_time_days FROM catalogue_offer
    WHERE market_id = v.market_id AND variant_id = v.id AND state = 'active' AND seller_id <> %(buyer)s
    ORDER BY position, id
    LIMIT 1
) o ON true
LEFT JOIN organisations_organisation s ON s.market_id = v.market_id AND s.id = o.seller_id
ORDER BY v.sku
