-- Promises goods on their way to lines, or takes promises back (negative). The caller has locked the supplies; CHECKs
-- stand behind it.
--
-- Why SQL: supplies and promises change together, any number of them in one statement.
WITH asked AS (
    SELECT * FROM unnest(%(ids)s::uuid[], %(lines)s::uuid[], %(supplies)s::uuid[], %(quantities)s::numeric[])
                  AS p(id, line_id, supply_id, quantity)
),
kept AS (
    UPDATE inventory_promise p
    SET quantity = p.quantity + a.quantity
    FROM asked a
    WHERE p.market_id = %(market)s AND p.line_id = a.line_id AND p.supply_id = a.supply_id
    RETURNING p.line_id, p.supply_id
),
made AS (
    INSERT INTO inventory_promise (id, market_id, line_id, supply_id, quantity)
    SELECT a.id, %(market)s, a.line_id, a.supply_id, a.quantity
    FROM asked a
    LEFT JOIN kept ON kept.line_id = a.line_id AND kept.supply_id = a.supply_id
    WHERE kept.line_id IS NULL
)
UPDATE inventory_incomingsupply i
SET promised = i.promised + x.quantity
FROM (SELECT supply_id, sum(quantity) AS quantity FROM asked GROUP BY supply_id) x
WHERE i.market_id = %(market)s AND i.id = x.supply_id
