-- Sums the legs of every entry up to an instant, by account: set-based, because a market has millions of legs.
WITH legs AS (
    SELECT unnest(debit_accounts) AS account_id, unnest(debits) AS debit, 0::numeric AS credit
    FROM finance_entry
    WHERE market_id = %(market)s AND posted_at <= %(at)s
    UNION ALL
    SELECT unnest(credit_accounts), 0::numeric, unnest(credits)
    FROM finance_entry
    WHERE market_id = %(market)s AND posted_at <= %(at)s
)
SELECT account.id, account.kind, account.name, account.currency,
       account.organisation_id, organisation.name, account.counterparty_id, counterparty.name,
       sum(legs.debit), sum(legs.credit)
FROM legs
JOIN finance_account account ON account.market_id = %(market)s AND account.id = legs.account_id
JOIN organisations_organisation organisation
  ON organisation.market_id = %(market)s AND organisation.id = account.organisation_id
LEFT JOIN organisations_organisation counterparty
  ON counterparty.market_id = %(market)s AND counterparty.id = account.counterparty_id
WHERE %(owner)s::uuid IS NULL OR account.organisation_id = %(owner)s::uuid
GROUP BY account.id, organisation.name, counterparty.name
