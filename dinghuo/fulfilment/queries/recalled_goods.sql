-- Who got what of lots, by which shipment: of one lot, or of all that are recalled. The movements of a lot's balances name
-- the shipment, the shipment names its buyer.
--
-- Why SQL: it walks from the lot over indexes (balances, movements, shipments), whatever else has been sold.
SELECT l.id, sh.buyer_id, v.sku, v.name, v.names, p.base_unit, l.lot, l.expires, l.recalled_at, l.recall_why, o.name,
       o.names, sh.number, sh.order_number, sh.shipped_at, -sum(m.on_hand_delta)
FROM inventory_lot l
JOIN inventory_stock s ON s.market_id = l.market_id AND s.owner_id = l.owner_id AND s.variant_id = l.variant_id
                      AND s.lot = l.lot
JOIN inventory_movement m ON m.market_id = s.market_id AND m.stock_id = s.id AND m.kind = 'shipped'
JOIN fulfilment_shipment sh ON sh.market_id = m.market_id AND sh.id = m.document_id
JOIN catalogue_variant v ON v.market_id = l.market_id AND v.id = l.variant_id
JOIN catalogue_product p ON p.market_id = v.market_id AND p.id = v.product_id
JOIN organisations_organisation o ON o.market_id = l.market_id AND o.id = l.owner_id
WHERE l.market_id = %(market)s
  AND (l.id = %(lot)s::uuid OR (%(lot)s::uuid IS NULL AND l.recalled_at IS NOT NULL))
  AND (%(buyer)s::uuid IS NULL OR sh.buyer_id = %(buyer)s::uuid)
GROUP BY l.id, sh.id, v.id, p.id, o.id
ORDER BY l.recalled_at DESC, l.id, sh.shipped_at DESC
