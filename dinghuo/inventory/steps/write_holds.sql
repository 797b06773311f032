-- Reserves what was handed out from locked balances: the balances, the lines' holds and the movements in one statement.
--
-- Each balance changes only if it has that much free, and a movement is written only for a balance that changed, so the
-- number of rows written tells whether all went well. Ids come from the program: the same statement runs on a sharded
-- database, where INSERT ... SELECT may not generate them.
WITH taken AS (
    SELECT * FROM unnest(%(ids)s::uuid[], %(lines)s::uuid[], %(stocks)s::uuid[], %(quantities)s::numeric[],
                         %(documents)s::uuid[], %(numbers)s::text[])
                  AS t(id, line_id, stock_id, quantity, document_id, document_number)
),
changed AS (
    UPDATE inventory_stock s
    SET reserved = s.reserved + x.quantity
    FROM (SELECT stock_id, sum(quantity) AS quantity FROM taken GROUP BY stock_id) x
    WHERE s.market_id = %(market)s AND s.id = x.stock_id AND s.reserved + x.quantity <= s.on_hand
    RETURNING s.id
),
held AS (
    INSERT INTO inventory_reservation AS r (id, market_id, line_id, stock_id, quantity)
    SELECT id, %(market)s, line_id, stock_id, quantity FROM taken
    ON CONFLICT (market_id, line_id, stock_id) DO UPDATE SET quantity = r.quantity + excluded.quantity
)
INSERT INTO inventory_movement (id, market_id, stock_id, kind, on_hand_delta, reserved_delta, document_kind,
                                document_id, document_number, line_id, person_id, person_name, at, why)
SELECT t.id, %(market)s, t.stock_id, 'reserved', 0, t.quantity, %(document_kind)s, t.document_id, t.document_number,
       t.line_id, %(person_id)s::uuid, %(person_name)s, %(at)s, ''
FROM taken t
JOIN changed ON changed.id = t.stock_id
