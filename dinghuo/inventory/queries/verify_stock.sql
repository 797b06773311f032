-- Every balance that isn't the sum of its movements, or of which more or less is reserved than lines hold, or lies
-- ready than was picked: nothing should ever be found. Set-based over the whole market.
SELECT stock.id, variant.sku || ' ' || warehouse.key || coalesce(' ' || nullif(stock.lot, ''), ''), stock.on_hand,
       stock.reserved, coalesce(moved.on_hand, 0), coalesce(moved.reserved, 0), coalesce(lines.held, 0),
       coalesce(picks.ready, 0), coalesce(moved.picked, 0)
FROM inventory_stock stock
JOIN catalogue_variant variant ON variant.market_id = %(market)s AND variant.id = stock.variant_id
JOIN inventory_warehouse warehouse ON warehouse.market_id = %(market)s AND warehouse.id = stock.warehouse_id
LEFT JOIN (
    SELECT stock_id, sum(on_hand_delta) AS on_hand, sum(reserved_delta) AS reserved,
           sum(picked_delta) AS picked
    FROM inventory_movement
    WHERE market_id = %(market)s
    GROUP BY stock_id
) moved ON moved.stock_id = stock.id
LEFT JOIN (
    SELECT stock_id, sum(quantity) AS held
    FROM inventory_reservation
    WHERE market_id = %(market)s
    GROUP BY stock_id
) lines ON lines.stock_id = stock.id
LEFT JOIN (
    SELECT stock_id, sum(quantity) AS ready
    FROM inventory_picked
    WHERE market_id = %(market)s
    GROUP BY stock_id
) picks ON picks.stock_id = stock.id
WHERE stock.market_id = %(market)s
  AND (stock.on_hand, stock.reserved, stock.reserved, coalesce(picks.ready, 0))
      IS DISTINCT FROM (coalesce(moved.on_hand, 0), coalesce(moved.reserved, 0), coalesce(lines.held, 0),
                        coalesce(moved.picked, 0))
ORDER BY 2
