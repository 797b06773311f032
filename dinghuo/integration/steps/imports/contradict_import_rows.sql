-- Marks rows of a preview as wrong that a later row of the same sheet contradicts, beside what was wrong with them.
UPDATE integration_importrow r
SET state = 'wrong', faults = r.faults || f.faults
FROM unnest(%(turns)s::int[], %(faults)s::jsonb[]) AS f(turn, faults)
WHERE r.market_id = %(market)s AND r.imported_id = %(import)s AND r.turn = f.turn
