-- Every way in which the books could be wrong, and the row that is: nothing here should ever be found, because CHECKs,
-- guards and grants keep it so. It is what is run after a restore, an upgrade or a suspicion.
WITH legs AS (
    SELECT entry.id AS entry_id, entry.currency, leg.account_id, leg.amount
    FROM finance_entry entry, unnest(entry.debit_accounts, entry.debits) AS leg (account_id, amount)
    WHERE entry.market_id = %(market)s
    UNION ALL
    SELECT entry.id, entry.currency, leg.account_id, -leg.amount
    FROM finance_entry entry, unnest(entry.credit_accounts, entry.credits) AS leg (account_id, amount)
    WHERE entry.market_id = %(market)s
), balances AS (
    SELECT account.kind, account.organisation_id, account.counterparty_id, account.currency,
           -sum(legs.amount) AS in_hand
    FROM legs
    JOIN finance_account account ON account.market_id = %(market)s AND account.id = legs.account_id
    WHERE account.kind IN ('advance', 'prepaid')
    GROUP BY account.id
), advances AS (
    SELECT seller_id, buyer_id, currency, sum(amount) AS amount
    FROM finance_orderadvance
    WHERE market_id = %(market)s
    GROUP BY seller_id, buyer_id, currency
), moves AS (
    SELECT line_id, sum(limit_delta) AS credit_limit, sum(ordered_delta) AS ordered,
           sum(shipped_delta) AS shipped, sum(invoiced_delta) AS invoiced
    FROM finance_creditmove
    WHERE market_id = %(market)s
    GROUP BY line_id
), order_moves AS (
    SELECT order_id, sum(ordered_delta) AS ordered, sum(shipped_delta) AS shipped, sum(invoiced_delta) AS invoiced
    FROM finance_creditmove
    WHERE market_id = %(market)s AND order_id IS NOT NULL
    GROUP BY order_id
)
SELECT 'entry-unbalanced' AS fault, entry.id AS row_id, entry.document_number AS label
FROM finance_entry entry
WHERE entry.market_id = %(market)s
  AND NOT finance_legs_balance(entry.debit_accounts, entry.debits, entry.credit_accounts, entry.credits)
UNION ALL
SELECT 'entry-changed', entry.id, entry.document_number
FROM finance_entry entry
WHERE entry.market_id = %(market)s
  AND entry.digest <> finance_entry_digest(
        entry.market_id, entry.kind, entry.document_id, entry.order_id, entry.seller_id, entry.buyer_id,
        entry.currency, entry.posted_at, entry.debit_accounts, entry.debits, entry.credit_accounts, entry.credits)
UNION ALL
SELECT 'account-missing', legs.entry_id, legs.account_id::text
FROM legs
LEFT JOIN finance_account account ON account.market_id = %(market)s AND account.id = legs.account_id
WHERE account.id IS NULL OR account.currency <> legs.currency
UNION ALL
SELECT 'credit-line-differs', line.id, ''
FROM finance_creditline line
LEFT JOIN moves ON moves.line_id = line.id
WHERE line.market_id = %(market)s
  AND (line.credit_limit, line.ordered, line.shipped, line.invoiced) IS DISTINCT FROM
      (coalesce(moves.credit_limit, 0), coalesce(moves.ordered, 0), coalesce(moves.shipped, 0),
       coalesce(moves.invoiced, 0))
UNION ALL
SELECT 'credit-hold-differs', hold.id, hold.order_number
FROM finance_credithold hold
LEFT JOIN order_moves ON order_moves.order_id = hold.order_id
WHERE hold.market_id = %(market)s
  AND (hold.ordered, hold.shipped, hold.invoiced) IS DISTINCT FROM
      (coalesce(order_moves.ordered, 0), coalesce(order_moves.shipped, 0), coalesce(order_moves.invoiced, 0))
UNION ALL
SELECT 'prepaid-differs', balance.id, balance.currency
FROM finance_prepaidbalance balance
LEFT JOIN balances
  ON balances.kind = 'prepaid' AND balances.organisation_id = balance.creditor_id
 AND balances.counterparty_id = balance.debtor_id AND balances.currency = balance.currency
WHERE balance.market_id = %(market)s AND balance.balance <> coalesce(balances.in_hand, 0)
UNION ALL
SELECT 'advance-differs', balances.organisation_id, balances.currency
FROM balances
LEFT JOIN advances
  ON advances.seller_id = balances.organisation_id AND advances.buyer_id = balances.counterparty_id
 AND advances.currency = balances.currency
WHERE balances.kind = 'advance' AND balances.in_hand <> coalesce(advances.amount, 0)
ORDER BY 1, 2
