-- What is free of articles, by seller: not expired, not recalled, in warehouses that are open, and beyond what is
-- kept back in each (rules/safety.py), nor held by others at the checkout (rules/cart_holds.py). Tells as well whether any
-- rule of freshness could concern the buyer; a row without an article tells whether anybody in the market has rules of
-- what may be shown, and of how much a customer may order: who reads this needn't ask where there are none.
WITH held AS (
    SELECT c.stock_id, sum(c.quantity) AS quantity
    FROM inventory_carthold c
    WHERE c.market_id = %(market)s AND c.expires_at > %(now)s AND c.buyer_id IS DISTINCT FROM %(buyer)s::uuid
      AND EXISTS (SELECT 1 FROM organisations_storefront f WHERE f.market_id = %(market)s AND f.hold_minutes > 0)
    GROUP BY c.stock_id
)
SELECT g.variant_id, g.owner_id, sum(greatest(g.free - coalesce(t.quantity, 0), 0)),
       EXISTS (SELECT 1 FROM inventory_liferule r
               WHERE r.market_id = %(market)s AND (r.buyer_id IS NULL OR r.buyer_id = %(buyer)s::uuid)),
       false
FROM (
    SELECT s.variant_id, s.owner_id, s.warehouse_id, sum(greatest(s.on_hand - s.reserved - coalesce(o.quantity, 0), 0)) AS free
    FROM inventory_stock s
    JOIN inventory_warehouse h ON h.market_id = s.market_id AND h.id = s.warehouse_id
    LEFT JOIN held o ON o.stock_id = s.id
    WHERE s.market_id = %(market)s AND s.variant_id = ANY(%(variants)s::uuid[])
      AND (%(seller)s::uuid IS NULL OR s.owner_id = %(seller)s::uuid)
      AND s.on_hand > s.reserved
      AND (s.expires IS NULL OR s.expires >= %(today)s)
      AND NOT s.recalled
      AND h.is_active
    GROUP BY s.variant_id, s.owner_id, s.warehouse_id
) g
LEFT JOIN inventory_safetystock t ON t.market_id = %(market)s AND t.owner_id = g.owner_id AND t.variant_id = g.variant_id
                                 AND t.warehouse_id = g.warehouse_id
GROUP BY g.variant_id, g.owner_id
UNION ALL
SELECT NULL, NULL, NULL, EXISTS (SELECT 1 FROM inventory_displayrule d WHERE d.market_id = m.id), m.rations
FROM organisations_market m
WHERE m.id = %(market)s
