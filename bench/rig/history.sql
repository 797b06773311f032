-- Writes orders of the past: placed, sent, received and paid, five lines each, so many a day up to yesterday.
--
-- A quarter of them is that of fifty customers, who have thereby ordered as often lately, and for as much longer, in a
-- long history as in a short one. What an order writes is here, but for shipments and invoices.
CREATE TEMPORARY TABLE past ON COMMIT DROP AS
SELECT n, bench.id(32, n) AS id, bench.id(31, n) AS group_id, 'SO-2025-' || lpad(n::text, 8, '0') AS number,
       'OG-2025-' || lpad(n::text, 8, '0') AS group_number, bench.id(2, customer) AS buyer_id, customer,
       bench.id(3, customer) AS person_id, 'Purchaser ' || customer AS person_name,
       now() - interval '1 day' - (%(orders)s - n) * interval '1 day' / %(a_day)s AS at
FROM (
    SELECT n, CASE WHEN n %% 4 = 0 THEN n / 4 %% 50 + 1 ELSE n %% %(customers)s + 1 END AS customer
    FROM generate_series(1, %(orders)s) n
) drawn;

CREATE TEMPORARY TABLE past_line ON COMMIT DROP AS
SELECT past.*, position, bench.id(33, n * 5 + position) AS line_id,
       customer * 10 %% (%(products)s - %(contract)s + 1) + 1 + (position - 1) * (%(contract)s / 5) + n %% (%(contract)s / 5)
           AS product
FROM past, generate_series(1, 5) position;

INSERT INTO ordering_ordergroup (id, market_id, number, buyer_id, placed_by_id, placed_at, reference, total, currency)
SELECT group_id, %(market)s, group_number, buyer_id, person_id, at, '', 500, 'CNY' FROM past;

INSERT INTO ordering_order (id, market_id, number, group_id, group_number, kind, buyer_id, seller_id, storefront_id, state,
                            approval, delivery_state, payment_state, cancel_requested, currency, subtotal, discount,
                            freight, tax, total, payable, paid, payment_method, payment_term_days, credit_line_id,
                            reference, note, delivery_address, placed_by_id, placed_by_name,
                            placed_by_organisation_id, placed_at, answered_at, version)
SELECT id, %(market)s, number, group_id, group_number, 'standard', buyer_id, %(supplier)s, %(storefront)s, 'completed',
       'not_needed', 'received', 'paid', false, 'CNY', 500, 0, 0, 57.52, 500, 500, 500, 'credit', 30,
       bench.id(9, customer), '', '', '{"city": "", "street": "南京西路"}', person_id, person_name, buyer_id, at,
       at + interval '1 hour', 5
FROM past;

INSERT INTO ordering_orderline (id, market_id, order_id, buyer_id, seller_id, position, variant_id, sku, name, names,
                                stocked, unit, base_unit, factor, quantity, unit_price, list_price, tax_rate,
                                tax_included, extended, discount, tax, total, explanation, answer_reason, ordered,
                                confirmed, refused, cancelled_early, backordered, allocated, cancelled_late, shipped,
                                received, lost, accepted, rejected, returned, invoiced, held)
SELECT line_id, %(market)s, id, buyer_id, %(supplier)s, position, bench.id(13, product),
       'S-' || lpad(product::text, 6, '0'), '商品 ' || product, '{"en": "Article"}', true, '瓶', '瓶', 1, 10, 10, 10, 0.13,
       true, 100, 0, 11.50, 100, '[{"level": "customer", "outcome": "won", "reason": "nearest"}]', '', 10, 10, 0, 0,
       0, 10, 0, 10, 10, 0, 10, 0, 0, 10, 0
FROM past_line;

INSERT INTO inventory_reservation (id, market_id, line_id, stock_id, quantity)
SELECT bench.id(34, n * 5 + position), %(market)s, line_id, bench.id(17, product), 0 FROM past_line;

INSERT INTO inventory_movement (id, market_id, stock_id, kind, on_hand_delta, reserved_delta, document_kind, document_id,
                                document_number, line_id, person_id, person_name, at, why)
SELECT bench.id(35, (n * 5 + position) * 2 + step), %(market)s, bench.id(17, product),
       CASE step WHEN 0 THEN 'reserved' ELSE 'shipped' END, step * -10, 10 - step * 20, 'order', id, number, line_id,
       person_id, person_name, at + step * interval '1 day', ''
FROM past_line, generate_series(0, 1) step;

INSERT INTO finance_credithold (id, market_id, line_id, creditor_id, debtor_id, order_id, order_number, ordered, shipped,
                                invoiced)
SELECT bench.id(36, n), %(market)s, bench.id(9, customer), %(operator)s, buyer_id, id, number, 0, 0, 0 FROM past;

INSERT INTO finance_creditmove (id, market_id, line_id, creditor_id, debtor_id, kind, limit_delta, ordered_delta,
                                shipped_delta, invoiced_delta, order_id, document_kind, document_id, document_number,
                                person_id, person_name, why, at)
SELECT bench.id(37, n * 2 + step), %(market)s, bench.id(9, customer), %(operator)s, buyer_id,
       CASE step WHEN 0 THEN 'hold' ELSE 'release' END, 0, 500 - step * 1000, 0, 0, id, 'order', id, number, person_id,
       person_name, '', at
FROM past, generate_series(0, 1) step;

INSERT INTO foundation_eventrow (id, market_id, kind, subject_kind, subject_id, subject_number, parties, organisation_id,
                                 organisation_name, person_id, person_name, at, why, data)
SELECT bench.id(38, n * 2 + step), %(market)s, CASE step WHEN 0 THEN 'order.placed' ELSE 'order.confirmed' END, 'order',
       id, number, ARRAY[buyer_id, %(supplier)s::uuid], buyer_id, 'Customer ' || customer, person_id, person_name,
       at + step * interval '1 hour', '', '{"total": "500.00", "currency": "CNY", "approval": "not_needed"}'
FROM past, generate_series(0, 1) step;

INSERT INTO foundation_command (id, market_id, organisation_id, person_id, key, fingerprint, status, answer, at)
SELECT bench.id(39, n), %(market)s, buyer_id, person_id, 'past-' || n, repeat('0', 64), 201,
       to_jsonb(repeat('an answer of about two kilobytes, as orders have them ', 40)), at
FROM past;
