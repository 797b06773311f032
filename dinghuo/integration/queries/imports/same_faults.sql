-- The wrong cells of a preview: the row, the column, what stands there, and why that is wrong. What is wrong because of
-- another row isn't mended by another text.
SELECT DISTINCT r.position, told.fault ->> 0 AS "column", told.fault ->> 2 AS words,
       coalesce(r.cells ->> (array_position(%(columns)s::text[], told.fault ->> 0) - 1), '') AS text
FROM integration_importrow r
CROSS JOIN LATERAL jsonb_array_elements(r.faults) AS told(fault)
WHERE r.market_id = %(market)s AND r.imported_id = %(import)s AND r.state = 'wrong'
  AND NOT told.fault ->> 1 = ANY (%(elsewhere)s::text[]) AND NOT told.fault ->> 0 = ANY (%(repeated)s::text[])
