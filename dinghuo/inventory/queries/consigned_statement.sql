-- What happened to an owner's goods in a warehouse over a time, by article and kind of movement: the sum before it, and
-- what each kind added or took in it. Transfers in and out are told apart.
--
-- Why SQL: a year of movements comes back as a few rows an article.
SELECT s.variant_id, CASE WHEN m.at >= %(since)s THEN m.kind END AS kind,
       m.on_hand_delta > 0 AND m.at >= %(since)s AND m.kind = 'transferred' AS arrived, sum(m.on_hand_delta)
FROM inventory_stock s
JOIN inventory_movement m ON m.market_id = s.market_id AND m.stock_id = s.id
WHERE s.market_id = %(market)s AND s.owner_id = %(owner)s AND s.warehouse_id = %(warehouse)s
  AND m.at < %(until)s AND m.on_hand_delta <> 0
GROUP BY 1, 2, 3
