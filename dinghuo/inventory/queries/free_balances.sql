-- What is free of sellers' goods, balance by balance: not expired, not recalled, in warehouses that are open. This is what
-- may be promised; queries/available.py adds up the same. Each row tells as well whether any of the sellers has rules of
-- freshness: who has none is asked nothing more; whether goods are held at the checkout anywhere in the market (cart_holds.sql); what is kept back of the article in the warehouse (rules/safety.py); and
-- its seller's routing, so that nothing has to be asked about that.
SELECT s.id, s.variant_id, s.owner_id, s.warehouse_id, h.priority, s.lot, s.expires, s.on_hand - s.reserved, l.made,
       s.received_at, h.region_code,
       EXISTS (SELECT 1 FROM inventory_liferule r
               WHERE r.market_id = %(market)s AND r.seller_id = ANY(%(owners)s::uuid[])),
       t.quantity, t.for_urgent,
       (SELECT true FROM organisations_storefront f WHERE f.market_id = %(market)s AND f.hold_minutes > 0 LIMIT 1),
       w.version, w.rules
FROM inventory_stock s
JOIN inventory_warehouse h ON h.market_id = s.market_id AND h.id = s.warehouse_id
LEFT JOIN inventory_lot l ON l.market_id = s.market_id AND l.owner_id = s.owner_id AND l.variant_id = s.variant_id
                         AND l.lot = s.lot
LEFT JOIN inventory_safetystock t ON t.market_id = s.market_id AND t.owner_id = s.owner_id AND t.variant_id = s.variant_id
                                 AND t.warehouse_id = s.warehouse_id
LEFT JOIN inventory_routing w ON w.market_id = s.market_id AND w.seller_id = s.owner_id AND w.is_current
WHERE s.market_id = %(market)s
  AND (s.owner_id, s.variant_id) IN (SELECT * FROM unnest(%(owners)s::uuid[], %(variants)s::uuid[]))
  AND s.on_hand > s.reserved
  AND (s.expires IS NULL OR s.expires >= %(today)s)
  AND NOT s.recalled
  AND h.is_active
