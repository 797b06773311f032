-- Ends old prices where new ones begin.
UPDATE pricing_price p
SET valid = tstzrange(lower(p.valid), c.ends)
FROM unnest(%(ids)s::uuid[], %(ends)s::timestamptz[]) AS c(id, ends)
WHERE p.market_id = %(market)s AND p.id = c.id
