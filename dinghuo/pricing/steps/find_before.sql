-- What each new price is compared with, for the same unit: the price it replaces; else another of the article on its
-- list; else the seller's price for everybody in the same currency. Missing where there is none.
--
-- Why SQL: thousands of prices of an import are compared in one statement, each by the index that price requests use.
SELECT a.n, f.amount
FROM json_to_recordset(%(rows)s::json)
     AS a(n int, variant_id uuid, unit text, min_quantity numeric, starts timestamptz)
JOIN catalogue_packunit u ON u.market_id = %(market)s AND u.variant_id = a.variant_id AND u.unit = a.unit
CROSS JOIN LATERAL (
    SELECT p.amount * u.factor / w.factor AS amount
    FROM pricing_price p
    JOIN catalogue_packunit w ON w.market_id = %(market)s AND w.variant_id = p.variant_id AND w.unit = p.unit
    WHERE p.market_id = %(market)s AND p.list_id = ANY (%(lists)s::uuid[]) AND p.variant_id = a.variant_id
      AND p.valid @> a.starts
    ORDER BY p.list_id <> %(list)s, p.unit <> a.unit, p.min_quantity <> a.min_quantity, p.min_quantity
    LIMIT 1
) f
