-- Adds prices; ids come from the program.
INSERT INTO pricing_price (id, market_id, list_id, variant_id, unit, min_quantity, amount, valid)
SELECT id, %(market)s, %(list)s, variant_id, unit, min_quantity, amount, tstzrange(starts, ends)
FROM json_to_recordset(%(rows)s::json)
     AS a(id uuid, variant_id uuid, unit text, min_quantity numeric, amount numeric, starts timestamptz,
          ends timestamptz)
