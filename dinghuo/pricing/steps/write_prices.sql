-- The prices that lie where new ones are to be: of the same slot and overlapping in time. `n` is the new price's position.
--
-- One text of JSON is taken apart faster here than the driver writes arrays, by a factor of four at ten thousand prices.
SELECT n, p.id, p.amount, lower(p.valid), upper(p.valid)
FROM json_to_recordset(%(rows)s::json)
     AS a(n int, variant_id uuid, unit text, min_quantity numeric, starts timestamptz, ends timestamptz)
JOIN pricing_price p ON p.market_id = %(market)s AND p.list_id = %(list)s AND p.variant_id = a.variant_id
                    AND p.unit = a.unit AND p.min_quantity = a.min_quantity
                    AND p.valid && tstzrange(a.starts, a.ends)
ORDER BY n, lower(p.valid)
