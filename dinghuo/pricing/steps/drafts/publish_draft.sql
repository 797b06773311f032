-- Puts a set of price changes into its list, for their time: old prices end where new ones begin and come back where
-- those end; what was only planned for that time is dropped, and all of it is noted on the rows, to be undone by.
--
-- Why SQL: a list of 100,000 prices is published by one statement, and counts at its instant without anything running.
-- The insert looks at what was ended and dropped first, so that the exclusion constraint never sees both.
WITH slot AS MATERIALIZED (
    SELECT r.id, r.variant_id, r.unit, r.min_quantity, r.amount
    FROM pricing_pricedraftrow r
    WHERE r.market_id = %(market)s AND r.draft_id = %(draft)s
),
old AS MATERIALIZED (
    SELECT s.id AS row_id, s.amount AS new_amount, p.id, p.amount, p.valid, p.variant_id, p.unit, p.min_quantity
    FROM slot s
    JOIN pricing_price p ON p.market_id = %(market)s AND p.list_id = %(list)s AND p.variant_id = s.variant_id
                        AND p.unit = s.unit AND p.min_quantity = s.min_quantity
                        AND p.valid && tstzrange(%(starts)s::timestamptz, %(ends)s::timestamptz)
),
-- It costs so much already for all of that time.
same AS MATERIALIZED (
    SELECT row_id FROM old
    WHERE amount = new_amount AND valid @> tstzrange(%(starts)s::timestamptz, %(ends)s::timestamptz)
),
touched AS MATERIALIZED (SELECT * FROM old o WHERE NOT EXISTS (SELECT FROM same s WHERE s.row_id = o.row_id)),
closed AS (
    UPDATE pricing_price p
    SET valid = tstzrange(lower(p.valid), %(starts)s::timestamptz)
    FROM touched t
    WHERE p.market_id = %(market)s AND p.id = t.id AND lower(t.valid) < %(starts)s::timestamptz
    RETURNING p.id
),
dropped AS (
    DELETE FROM pricing_price p USING touched t
    WHERE p.market_id = %(market)s AND p.id = t.id AND lower(t.valid) >= %(starts)s::timestamptz
    RETURNING p.id
),
noted AS (
    UPDATE pricing_pricedraftrow r
    SET before = coalesce(
        (SELECT jsonb_agg(jsonb_build_array(t.id, t.amount::text, lower(t.valid), upper(t.valid)))
         FROM touched t WHERE t.row_id = r.id), '[]')
    FROM slot s
    WHERE r.market_id = %(market)s AND r.id = s.id AND NOT EXISTS (SELECT FROM same x WHERE x.row_id = r.id)
    RETURNING r.id
),
added AS (
    INSERT INTO pricing_price (id, market_id, list_id, variant_id, unit, min_quantity, amount, valid)
    SELECT s.id, %(market)s, %(list)s, s.variant_id, s.unit, s.min_quantity, s.amount,
           tstzrange(%(starts)s::timestamptz, %(ends)s::timestamptz)
    FROM slot s
    WHERE s.amount IS NOT NULL AND NOT EXISTS (SELECT FROM same x WHERE x.row_id = s.id)
      AND (SELECT count(*) FROM closed) + (SELECT count(*) FROM dropped) >= 0
    UNION ALL
    SELECT gen_random_uuid(), %(market)s, %(list)s, t.variant_id, t.unit, t.min_quantity, t.amount,
           tstzrange(%(ends)s::timestamptz, upper(t.valid))
    FROM touched t
    WHERE %(ends)s::timestamptz IS NOT NULL
      AND (upper(t.valid) IS NULL OR upper(t.valid) > %(ends)s::timestamptz)
      AND (SELECT count(*) FROM closed) + (SELECT count(*) FROM dropped) >= 0
    RETURNING id
)
SELECT (SELECT count(*) FROM noted), (SELECT count(*) FROM added)
