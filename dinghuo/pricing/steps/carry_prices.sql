-- Copies prices to another article, from now on; a slot that is taken for some of the time stays as it is.
--
-- Why SQL: the database's own exclusion decides what is taken.
INSERT INTO pricing_price (id, market_id, list_id, variant_id, unit, min_quantity, amount, valid)
SELECT n.id, p.market_id, p.list_id, %(target)s::uuid, p.unit, p.min_quantity, p.amount,
       p.valid * tstzrange(%(at)s, NULL)
FROM unnest(%(ids)s::uuid[], %(sources)s::uuid[]) AS n(id, source)
JOIN pricing_price p ON p.market_id = %(market)s AND p.id = n.source
ON CONFLICT DO NOTHING
RETURNING id
