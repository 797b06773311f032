-- Writes movements. Ids come from the program: the same statement
-- runs on a sharded database, where INSERT ... SELECT may not generate them.
INSERT INTO inventory_movement (id, market_id, stock_id, kind, on_hand_delta, reserved_delta, picked_delta, document_kind,
                                document_id, document_number, line_id, person_id, person_name, at, why)
SELECT id, %(market)s, stock_id, %(kind)s, on_hand, reserved, picked, document_kind, document_id, document_number, line_id,
       %(person_id)s::uuid, %(person_name)s, %(at)s, %(why)s
FROM unnest(%(ids)s::uuid[], %(lines)s::uuid[], %(stocks)s::uuid[], %(on_hand)s::numeric[], %(reserved)s::numeric[],
            %(picked)s::numeric[], %(document_kinds)s::text[], %(documents)s::uuid[], %(numbers)s::text[])
     AS m(id, line_id, stock_id, on_hand, reserved, picked, document_kind, document_id, document_number)
