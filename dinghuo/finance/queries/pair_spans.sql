-- The balance between a seller and a buyer is what the seller's book says about the buyer: receivable less advance
-- less prepaid. An entry that only moves money between those three changes nothing and is left out. One statement for
-- every pair, because an operator's statements have hundreds.
WITH legs AS (
    SELECT entry.id AS entry_id, leg.account_id, leg.amount
    FROM finance_entry entry, unnest(entry.debit_accounts, entry.debits) AS leg (account_id, amount)
    WHERE entry.market_id = %(market)s AND entry.posted_at < %(until)s
      AND (%(seller)s::uuid IS NULL OR entry.seller_id = %(seller)s::uuid)
      AND (%(buyer)s::uuid IS NULL OR entry.buyer_id = %(buyer)s::uuid)
    UNION ALL
    SELECT entry.id, leg.account_id, -leg.amount
    FROM finance_entry entry, unnest(entry.credit_accounts, entry.credits) AS leg (account_id, amount)
    WHERE entry.market_id = %(market)s AND entry.posted_at < %(until)s
      AND (%(seller)s::uuid IS NULL OR entry.seller_id = %(seller)s::uuid)
      AND (%(buyer)s::uuid IS NULL OR entry.buyer_id = %(buyer)s::uuid)
), changes AS (
    SELECT legs.entry_id, sum(legs.amount) AS change
    FROM legs
    JOIN finance_account account ON account.market_id = %(market)s AND account.id = legs.account_id
    WHERE account.kind IN ('receivable', 'advance', 'prepaid')
    GROUP BY legs.entry_id
    HAVING sum(legs.amount) <> 0
), lines AS (
    SELECT entry.*, changes.change
    FROM changes
    JOIN finance_entry entry ON entry.market_id = %(market)s AND entry.id = changes.entry_id
)
SELECT seller_id, buyer_id, currency, NULL::uuid AS id, '' AS kind, '' AS document_kind, NULL::uuid AS document_id,
       '' AS document_number, '' AS text, NULL::timestamptz AS posted_at, sum(change) AS change
FROM lines
WHERE posted_at < %(since)s
GROUP BY seller_id, buyer_id, currency
UNION ALL
SELECT seller_id, buyer_id, currency, id, kind, document_kind, document_id, document_number, text, posted_at, change
FROM lines
WHERE posted_at >= %(since)s
ORDER BY seller_id, buyer_id, currency, posted_at NULLS FIRST, id
