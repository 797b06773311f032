-- One statement for the lines, the orders' holds and the moves. The limit is tested by the statement that uses it, and a
-- move is written only for a line that changed, so the number of rows written tells whether all went well.
-- Every CTE names the market, so that a sharded database runs it on one shard; ids are made by the program.
WITH asked AS (
    SELECT * FROM unnest(%(lines)s::uuid[], %(amounts)s::numeric[], %(holds)s::uuid[], %(moves)s::uuid[],
                         %(orders)s::uuid[], %(kinds)s::text[], %(numbers)s::text[])
                  AS a(line_id, amount, hold_id, move_id, order_id, kind, number)
), used AS (
    UPDATE finance_creditline line
    SET ordered = line.ordered + x.amount
    FROM (SELECT line_id, sum(amount) AS amount FROM asked GROUP BY line_id) x
    WHERE line.market_id = %(market)s AND line.id = x.line_id
      AND line.status = 'active' AND line.ordered + line.shipped + line.invoiced + x.amount <= line.credit_limit
    RETURNING line.id, line.creditor_id, line.debtor_id
), held AS (
    INSERT INTO finance_credithold
        (id, market_id, line_id, creditor_id, debtor_id, order_id, order_number, ordered, shipped, invoiced)
    SELECT a.hold_id, %(market)s, used.id, used.creditor_id, used.debtor_id, a.order_id, a.number, a.amount, 0, 0
    FROM asked a
    JOIN used ON used.id = a.line_id
)
INSERT INTO finance_creditmove
    (id, market_id, line_id, creditor_id, debtor_id, kind, limit_delta, ordered_delta, shipped_delta,
     invoiced_delta, order_id, document_kind, document_id, document_number, person_id, person_name, why, at)
SELECT a.move_id, %(market)s, used.id, used.creditor_id, used.debtor_id, 'hold', 0, a.amount, 0, 0,
       a.order_id, a.kind, a.order_id, a.number, %(person)s::uuid, %(person_name)s, '', %(at)s
FROM asked a
JOIN used ON used.id = a.line_id
