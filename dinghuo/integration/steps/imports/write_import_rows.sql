-- Writes the rows of a preview; ids come from the program.
--
-- Why SQL: a hundred thousand rows, ten thousand at a time, each with lists in it. One text of JSON that the database
-- takes apart is four times as quick as arrays, which the driver writes out value by value.
INSERT INTO integration_importrow (id, market_id, organisation_id, imported_id, turn, position, state, cells, faults,
                                   before)
SELECT id, %(market)s, %(organisation)s, %(import)s, turn, position, state, cells, faults, before
FROM json_to_recordset(%(rows)s::json)
     AS r(id uuid, turn int, position int, state text, cells jsonb, faults jsonb, before jsonb)
