-- Changes what one order uses, and its line's buckets with it: the guards stand in the statement, so that two at once
-- can't take the same amount out of a bucket twice, nor pass the limit together. The order's row is locked before the
-- line's, everywhere. Which guard held is told by the two counts.
WITH held AS (
    UPDATE finance_credithold
    SET ordered = ordered + %(ordered)s, shipped = shipped + %(shipped)s, invoiced = invoiced + %(invoiced)s
    WHERE market_id = %(market)s AND order_id = %(order)s
      AND ordered + %(ordered)s >= 0 AND shipped + %(shipped)s >= 0 AND invoiced + %(invoiced)s >= 0
    RETURNING line_id, creditor_id, debtor_id
), used AS (
    UPDATE finance_creditline line
    SET ordered = line.ordered + %(ordered)s, shipped = line.shipped + %(shipped)s,
        invoiced = line.invoiced + %(invoiced)s
    FROM held
    WHERE line.market_id = %(market)s AND line.id = held.line_id
      -- Only an increase is tested: a limit may have been lowered below what is used.
      AND (%(increase)s <= 0
           OR (line.status = 'active'
               AND line.ordered + line.shipped + line.invoiced + %(increase)s <= line.credit_limit))
    RETURNING line.id, line.creditor_id, line.debtor_id
), moved AS (
    INSERT INTO finance_creditmove
        (id, market_id, line_id, creditor_id, debtor_id, kind, limit_delta, ordered_delta, shipped_delta,
         invoiced_delta, order_id, document_kind, document_id, document_number, person_id, person_name, why, at)
    SELECT %(move)s, %(market)s, id, creditor_id, debtor_id, %(kind)s, 0, %(ordered)s, %(shipped)s, %(invoiced)s,
           %(order)s, %(document_kind)s, %(document)s, %(number)s, %(person)s, %(person_name)s, %(why)s, %(at)s
    FROM used
)
SELECT (SELECT count(*) FROM held), (SELECT count(*) FROM used)
