-- The prices that lie where new ones are to be: of the same slot and overlapping in time. `n` is the new price's position.
SELECT n - 1, p.id, p.amount, lower(p.valid), upper(p.valid)
FROM unnest(%(variants)s::uuid[], %(units)s::text[], %(minimums)s::numeric[], %(starts)s::timestamptz[],
            %(ends)s::timestamptz[])
     WITH ORDINALITY AS a(variant_id, unit, min_quantity, starts, ends, n)
JOIN pricing_price p ON p.market_id = %(market)s AND p.list_id = %(list)s AND p.variant_id = a.variant_id
                    AND p.unit = a.unit AND p.min_quantity = a.min_quantity
                    AND p.valid && tstzrange(a.starts, a.ends)
ORDER BY n, lower(p.valid)
