-- Takes a published set of changes out of its list again, and puts back what it had ended or dropped. Its rows are noted
-- with that; ends that it had cut off are known by slot and time.
WITH was AS MATERIALIZED (
    SELECT r.variant_id, r.unit, r.min_quantity, (b ->> 0)::uuid AS id, (b ->> 1)::numeric AS amount,
           (b ->> 2)::timestamptz AS starts, (b ->> 3)::timestamptz AS ends
    FROM pricing_pricedraftrow r CROSS JOIN jsonb_array_elements(r.before) b
    WHERE r.market_id = %(market)s AND r.draft_id = %(draft)s AND r.before IS NOT NULL
),
gone AS (
    DELETE FROM pricing_price p
    WHERE p.market_id = %(market)s AND p.list_id = %(list)s
      AND (p.id IN (SELECT r.id FROM pricing_pricedraftrow r
                    WHERE r.market_id = %(market)s AND r.draft_id = %(draft)s AND r.before IS NOT NULL)
           OR p.id IN (SELECT c.id FROM was w
                       JOIN pricing_price c ON c.market_id = %(market)s AND c.list_id = %(list)s
                                           AND c.variant_id = w.variant_id AND c.unit = w.unit
                                           AND c.min_quantity = w.min_quantity AND c.amount = w.amount
                                           AND lower(c.valid) = %(ends)s::timestamptz
                                           AND upper(c.valid) IS NOT DISTINCT FROM w.ends))
    RETURNING p.id
),
opened AS (
    UPDATE pricing_price p
    SET valid = tstzrange(w.starts, w.ends)
    FROM was w
    WHERE p.market_id = %(market)s AND p.id = w.id AND (SELECT count(*) FROM gone) >= 0
    RETURNING p.id
),
back AS (
    INSERT INTO pricing_price (id, market_id, list_id, variant_id, unit, min_quantity, amount, valid)
    SELECT w.id, %(market)s, %(list)s, w.variant_id, w.unit, w.min_quantity, w.amount, tstzrange(w.starts, w.ends)
    FROM was w
    WHERE w.starts >= %(starts)s::timestamptz AND (SELECT count(*) FROM opened) >= 0
    RETURNING id
)
SELECT (SELECT count(*) FROM opened) + (SELECT count(*) FROM back), (SELECT count(*) FROM was)
