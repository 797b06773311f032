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
SELECT 'entry-unbalanced' AS fault, entry.id AS row_id, entry.document_number AS label, '' AS creditor, '' AS debtor,
       entry.currency, NULL::numeric AS says, NULL::numeric AS comes_to
FROM finance_entry entry
WHERE entry.market_id = %(market)s
  AND NOT finance_legs_balance(entry.debit_accounts, entry.debits, entry.credit_accounts, entry.credits)
UNION ALL
SELECT 'entry-changed', entry.id, entry.document_number, '', '', entry.currency, NULL, NULL
FROM finance_entry entry
WHERE entry.market_id = %(market)s
  AND entry.digest <> finance_entry_digest(
        entry.market_id, entry.kind, entry.document_id, entry.order_id, entry.seller_id, entry.buyer_id,
        entry.currency, entry.posted_at, entry.debit_accounts, entry.debits, entry.credit_accounts, entry.credits)
UNION ALL
SELECT 'account-missing', legs.entry_id, legs.account_id::text, '', '', legs.currency, NULL, NULL
FROM legs
LEFT JOIN finance_account account ON account.market_id = %(market)s AND account.id = legs.account_id
WHERE account.id IS NULL OR account.currency <> legs.currency
UNION ALL
SELECT 'credit-limit-differs', line.id, '', creditor.name, debtor.name, line.currency, line.credit_limit,
       coalesce(moves.credit_limit, 0)
FROM finance_creditline line
JOIN organisations_organisation creditor ON creditor.market_id = line.market_id AND creditor.id = line.creditor_id
JOIN organisations_organisation debtor ON debtor.market_id = line.market_id AND debtor.id = line.debtor_id
LEFT JOIN moves ON moves.line_id = line.id
WHERE line.market_id = %(market)s AND line.credit_limit <> coalesce(moves.credit_limit, 0)
UNION ALL
SELECT 'credit-line-differs', line.id, part.name, creditor.name, debtor.name, line.currency, part.says, part.comes_to
FROM finance_creditline line
JOIN organisations_organisation creditor ON creditor.market_id = line.market_id AND creditor.id = line.creditor_id
JOIN organisations_organisation debtor ON debtor.market_id = line.market_id AND debtor.id = line.debtor_id
LEFT JOIN moves ON moves.line_id = line.id
CROSS JOIN LATERAL (VALUES
    ('ordered', line.ordered, coalesce(moves.ordered, 0)),
    ('shipped', line.shipped, coalesce(moves.shipped, 0)),
    ('invoiced', line.invoiced, coalesce(moves.invoiced, 0))
) AS part (name, says, comes_to)
WHERE line.market_id = %(market)s AND part.says <> part.comes_to
UNION ALL
SELECT 'credit-hold-differs', hold.id, hold.order_number, '', '', line.currency, part.says, part.comes_to
FROM finance_credithold hold
JOIN finance_creditline line ON line.market_id = hold.market_id AND line.id = hold.line_id
LEFT JOIN order_moves ON order_moves.order_id = hold.order_id
CROSS JOIN LATERAL (VALUES
    (hold.ordered, coalesce(order_moves.ordered, 0)),
    (hold.shipped, coalesce(order_moves.shipped, 0)),
    (hold.invoiced, coalesce(order_moves.invoiced, 0))
) AS part (says, comes_to)
WHERE hold.market_id = %(market)s AND part.says <> part.comes_to
UNION ALL
SELECT 'prepaid-differs', balance.id, '', creditor.name, debtor.name, balance.currency, balance.balance,
       coalesce(balances.in_hand, 0)
FROM finance_prepaidbalance balance
JOIN organisations_organisation creditor
  ON creditor.market_id = balance.market_id AND creditor.id = balance.creditor_id
JOIN organisations_organisation debtor ON debtor.market_id = balance.market_id AND debtor.id = balance.debtor_id
LEFT JOIN balances
  ON balances.kind = 'prepaid' AND balances.organisation_id = balance.creditor_id
 AND balances.counterparty_id = balance.debtor_id AND balances.currency = balance.currency
WHERE balance.market_id = %(market)s AND balance.balance <> coalesce(balances.in_hand, 0)
UNION ALL
SELECT 'advance-differs', balances.organisation_id, '', creditor.name, debtor.name, balances.currency,
       coalesce(advances.amount, 0), balances.in_hand
FROM balances
JOIN organisations_organisation creditor
  ON creditor.market_id = %(market)s AND creditor.id = balances.organisation_id
JOIN organisations_organisation debtor ON debtor.market_id = %(market)s AND debtor.id = balances.counterparty_id
LEFT JOIN advances
  ON advances.seller_id = balances.organisation_id AND advances.buyer_id = balances.counterparty_id
 AND advances.currency = balances.currency
WHERE balances.kind = 'advance' AND balances.in_hand <> coalesce(advances.amount, 0)
ORDER BY 1, 2, 3
