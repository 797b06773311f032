-- The digest is made by the database from the very values it stores, so that verify compares like with like.
INSERT INTO finance_entry
    (id, market_id, kind, document_kind, document_id, document_number, order_id, buyer_id, seller_id, currency,
     debit_accounts, debits, credit_accounts, credits, text, person_id, person_name, posted_at, digest)
VALUES
    (%(id)s, %(market)s, %(kind)s, %(document_kind)s, %(document)s, %(number)s, %(order)s, %(buyer)s, %(seller)s,
     %(currency)s, %(debit_accounts)s::uuid[], %(debits)s::numeric(20, 4)[], %(credit_accounts)s::uuid[],
     %(credits)s::numeric(20, 4)[], %(text)s, %(person)s, %(person_name)s, %(at)s,
     finance_entry_digest(
         %(market)s::uuid, %(kind)s, %(document)s::uuid, %(order)s::uuid, %(seller)s::uuid, %(buyer)s::uuid,
         %(currency)s, %(at)s::timestamptz, %(debit_accounts)s::uuid[], %(debits)s::numeric(20, 4)[],
         %(credit_accounts)s::uuid[], %(credits)s::numeric(20, 4)[]))
