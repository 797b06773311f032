-- Adds prices; ids come from the program.
INSERT INTO pricing_price (id, market_id, list_id, variant_id, unit, min_quantity, amount, valid)
SELECT id, %(market)s, %(list)s, variant_id, unit, min_quantity, amount, tstzrange(starts, ends)
FROM unnest(%(ids)s::uuid[], %(variants)s::uuid[], %(units)s::text[], %(minimums)s::numeric[], %(amounts)s::numeric[],
            %(starts)s::timestamptz[], %(ends)s::timestamptz[])
     AS a(id, variant_id, unit, min_quantity, amount, starts, ends)
