-- Makes the balances that are counted for the first time, at zero, in the order in which they are locked.
INSERT INTO inventory_stock (id, market_id, warehouse_id, variant_id, owner_id, lot, expires, on_hand, reserved, recalled)
SELECT id, %(market)s, warehouse_id, variant_id, owner_id, lot, expires, 0, 0, recalled
FROM unnest(%(ids)s::uuid[], %(warehouses)s::uuid[], %(variants)s::uuid[], %(owners)s::uuid[], %(lots)s::text[],
            %(expires)s::date[], %(recalled)s::boolean[]) AS c(id, warehouse_id, variant_id, owner_id, lot, expires, recalled)
ORDER BY variant_id, warehouse_id, lot
ON CONFLICT (market_id, owner_id, variant_id, warehouse_id, lot) DO NOTHING
