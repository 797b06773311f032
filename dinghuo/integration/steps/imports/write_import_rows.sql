-- Writes the rows of a preview; ids come from the program.
--
-- Why SQL: a hundred thousand rows, ten thousand at a time, each with lists in it.
INSERT INTO integration_importrow (id, market_id, organisation_id, imported_id, turn, position, state, cells, faults,
                                   before)
SELECT id, %(market)s, %(organisation)s, %(import)s, turn, position, state, cells, faults, before
FROM unnest(%(ids)s::uuid[], %(turns)s::int[], %(positions)s::int[], %(states)s::text[], %(cells)s::jsonb[],
            %(faults)s::jsonb[], %(before)s::jsonb[])
     AS r(id, turn, position, state, cells, faults, before)
