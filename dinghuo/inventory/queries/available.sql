-- What of articles could be promised to a buyer, by seller. A row without an article tells whether anybody in the market
-- has rules of what may be shown, and of how much a customer may order: who reads this needn't ask where there are none.
SELECT a.variant_id, a.owner_id, a.quantity, false, false
FROM ({promisable}) a
UNION ALL
SELECT NULL, NULL, NULL, EXISTS (SELECT 1 FROM inventory_displayrule d WHERE d.market_id = m.id), m.rations
FROM organisations_market m
WHERE m.id = %(market)s
