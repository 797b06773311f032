-- Marks rows that could not be written, each with its faults.
UPDATE integration_importrow r
SET state = 'wrong', faults = f.faults
FROM unnest(%(ids)s::uuid[], %(faults)s::jsonb[]) AS f(id, faults)
WHERE r.market_id = %(market)s AND r.id = f.id
