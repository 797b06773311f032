-- What could be promised to a buyer of articles, by seller: not expired, not recalled, in warehouses that are open, beyond
-- what is kept back in each (rules/safety.py), not held by others at the checkout (rules/cart_holds.py), and fresh enough
-- for this buyer (rules/life.py, the nearest rule as life_needs.sql finds it; a guest is asked nothing). The same as
-- rules/supply.py hands out. `{which}` says of which articles and sellers.
SELECT g.variant_id, g.owner_id,
       sum(least(coalesce(g.fresh, 0), greatest(g.free - coalesce(t.quantity, 0), 0))) AS quantity
FROM (
    SELECT s.variant_id, s.owner_id, s.warehouse_id, sum(u.free) AS free,
           sum(u.free) FILTER (WHERE s.expires IS NULL OR n.id IS NULL OR (
               s.expires - %(today)s::date >= coalesce(n.min_days, 0)
               AND (n.last IS NULL OR s.expires >= n.last)
               AND (n.min_percent IS NULL OR (
                   s.expires > l.made
                   AND (s.expires - %(today)s::date) * 100 >= (s.expires - l.made) * n.min_percent)))) AS fresh
    FROM inventory_stock s
    JOIN inventory_warehouse h ON h.market_id = s.market_id AND h.id = s.warehouse_id
    LEFT JOIN inventory_lot l ON l.market_id = s.market_id AND l.owner_id = s.owner_id AND l.variant_id = s.variant_id
                             AND l.lot = s.lot
    CROSS JOIN LATERAL (
        SELECT greatest(s.on_hand - s.reserved - CASE
            WHEN EXISTS (SELECT 1 FROM organisations_storefront f WHERE f.market_id = %(market)s AND f.hold_minutes > 0)
            THEN coalesce((SELECT sum(c.quantity) FROM inventory_carthold c
                           WHERE c.market_id = %(market)s AND c.stock_id = s.id AND c.expires_at > %(now)s
                             AND c.buyer_id IS DISTINCT FROM %(buyer)s::uuid), 0)
            ELSE 0 END, 0) AS free
    ) u
    LEFT JOIN LATERAL (
        SELECT r.id, r.min_days, r.min_percent, CASE WHEN r.not_older THEN e.expires END AS last
        FROM inventory_liferule r
        JOIN catalogue_variant v ON v.market_id = r.market_id AND v.id = s.variant_id
        JOIN catalogue_product p ON p.market_id = v.market_id AND p.id = v.product_id
        JOIN catalogue_category c ON c.market_id = p.market_id AND c.id = p.category_id
        LEFT JOIN catalogue_category k ON k.market_id = r.market_id AND k.id = r.category_id
        LEFT JOIN inventory_lastsent e ON e.market_id = r.market_id AND e.owner_id = s.owner_id
                                      AND e.buyer_id = %(buyer)s::uuid AND e.variant_id = s.variant_id
        WHERE s.expires IS NOT NULL AND %(buyer)s::uuid IS NOT NULL
          AND r.market_id = %(market)s AND r.seller_id = s.owner_id
          AND (r.buyer_id IS NULL OR r.buyer_id = %(buyer)s::uuid)
          AND (k.id IS NULL OR starts_with(c.path, k.path))
        ORDER BY r.buyer_id IS NULL, length(k.path) DESC NULLS LAST
        LIMIT 1
    ) n ON true
    WHERE s.market_id = %(market)s AND {which}
      AND s.on_hand > s.reserved
      AND (s.expires IS NULL OR s.expires >= %(today)s::date)
      AND NOT s.recalled
      AND h.is_active
    GROUP BY s.variant_id, s.owner_id, s.warehouse_id
) g
LEFT JOIN inventory_safetystock t ON t.market_id = %(market)s AND t.owner_id = g.owner_id AND t.variant_id = g.variant_id
                                 AND t.warehouse_id = g.warehouse_id
GROUP BY g.variant_id, g.owner_id
