-- One statement, because the limit is only safe when it is tested by the same statement that uses it: of two orders
-- at the same instant the second waits for the row, sees what the first used, and finds nothing left.
-- Every CTE names the market, so that a sharded database runs it on one shard; ids are made by the program.
WITH chosen AS (
    SELECT id
    FROM finance_creditline
    WHERE market_id = %(market)s AND debtor_id = %(debtor)s AND currency = %(currency)s
      AND creditor_id = ANY(%(creditors)s::uuid[])
      AND status = 'active' AND ordered + shipped + invoiced + %(amount)s <= credit_limit
      AND (overdue_days IS NULL OR oldest_due IS NULL OR oldest_due >= %(today)s::date - overdue_days)
    ORDER BY array_position(%(creditors)s::uuid[], creditor_id)
    LIMIT 1
), used AS (
    UPDATE finance_creditline line
    SET ordered = line.ordered + %(amount)s
    FROM chosen
    WHERE line.market_id = %(market)s AND line.id = chosen.id
      AND line.status = 'active' AND line.ordered + line.shipped + line.invoiced + %(amount)s <= line.credit_limit
      AND (line.overdue_days IS NULL OR line.oldest_due IS NULL
           OR line.oldest_due >= %(today)s::date - line.overdue_days)
    RETURNING line.id, line.creditor_id, line.debtor_id
), held AS (
    INSERT INTO finance_credithold
        (id, market_id, line_id, creditor_id, debtor_id, order_id, order_number, ordered, shipped, invoiced)
    SELECT %(hold)s, %(market)s, id, creditor_id, debtor_id, %(order)s, %(number)s, %(amount)s, 0, 0
    FROM used
), moved AS (
    INSERT INTO finance_creditmove
        (id, market_id, line_id, creditor_id, debtor_id, kind, limit_delta, ordered_delta, shipped_delta,
         invoiced_delta, order_id, document_kind, document_id, document_number, person_id, person_name, why, at)
    SELECT %(move)s, %(market)s, id, creditor_id, debtor_id, 'hold', 0, %(amount)s, 0, 0,
           %(order)s, %(kind)s, %(order)s, %(number)s, %(person)s::uuid, %(person_name)s, '', %(at)s
    FROM used
)
SELECT id FROM used
