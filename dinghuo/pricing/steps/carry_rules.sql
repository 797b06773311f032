-- Copies rules for one article to another, from now on; a slot that is taken for some of the time stays as it is.
--
-- Why SQL: the database's own exclusion decides what is taken.
INSERT INTO pricing_pricerule (id, market_id, list_id, target, variant_id, unit, min_quantity, sums, tier_group, amount,
                               base_list_id, percent, plus, step, ending, floor, ceiling, min_margin, valid)
SELECT n.id, r.market_id, r.list_id, r.target, %(target)s::uuid, r.unit, r.min_quantity, r.sums, r.tier_group, r.amount,
       r.base_list_id, r.percent, r.plus, r.step, r.ending, r.floor, r.ceiling, r.min_margin,
       r.valid * tstzrange(%(at)s, NULL)
FROM unnest(%(ids)s::uuid[], %(sources)s::uuid[]) AS n(id, source)
JOIN pricing_pricerule r ON r.market_id = %(market)s AND r.id = n.source
ON CONFLICT DO NOTHING
RETURNING id
