-- Fills a market with goods, customers, prices, stock and credit by set-based statements, in about a minute at full size.
--
-- The market, its operator, supplier, roles and storefront exist already (market.py). Ids are counted by bench.id(), so that
-- every statement, the history and the pages know each row without asking.
INSERT INTO organisations_organisation (id, market_id, code, name, names, parts, status, tax_number, contact, phone,
                                        email, note, created_at)
SELECT bench.id(2, n), %(market)s, 'C-' || lpad(n::text, 6, '0'), 'Customer ' || n, '{}', '{buyer}', 'active', '', '',
       '', '', '', now()
FROM generate_series(1, %(customers)s) n;

INSERT INTO organisations_person (id, market_id, name, phone, email, password, language, is_active, created_at)
SELECT bench.id(3, n), %(market)s, 'Purchaser ' || n, '', '', '', '', true, now()
FROM generate_series(1, %(customers)s) n;

INSERT INTO organisations_membership (id, market_id, person_id, organisation_id, status, is_main, created_at)
SELECT bench.id(4, n), %(market)s, bench.id(3, n), bench.id(2, n), 'active', true, now()
FROM generate_series(1, %(customers)s) n;

INSERT INTO organisations_membershiprole (id, market_id, membership_id, role_id)
SELECT bench.id(5, n), %(market)s, bench.id(4, n), %(role)s FROM generate_series(1, %(customers)s) n;

INSERT INTO organisations_address (id, market_id, organisation_id, label, contact, phone, country, region_code, province,
                                   city, district, street, postcode, is_default)
SELECT bench.id(6, n), %(market)s, bench.id(2, n), '', 'Purchaser ' || n, '', 'CN', '310106', '上海市', '', '静安区',
       '南京西路 ' || n || ' 号', '', true
FROM generate_series(1, %(customers)s) n;

INSERT INTO organisations_customer (id, market_id, buyer_id, storefront_id, payment_term_days)
SELECT bench.id(7, n), %(market)s, bench.id(2, n), %(storefront)s, 30 FROM generate_series(1, %(customers)s) n;

-- The secret of customer 17's key is customer-17: this database is served on loopback, by bin/bench only.
INSERT INTO integration_apikey (id, market_id, organisation_id, membership_id, name, secret_hash, ending, made_at,
                                made_by, revoked_by)
SELECT bench.id(8, n), %(market)s, bench.id(2, n), bench.id(4, n), 'ERP',
       encode(sha256(('customer-' || n)::bytea), 'hex'), right('customer-' || n, 4), now(), 'bench', ''
FROM generate_series(1, %(customers)s) n;

INSERT INTO finance_creditline (id, market_id, creditor_id, debtor_id, currency, credit_limit, term_days, status, ordered,
                                shipped, invoiced, created_at)
SELECT bench.id(9, n), %(market)s, %(operator)s, bench.id(2, n), 'CNY', 1000000000, 30, 'active', 0, 0, 0, now()
FROM generate_series(1, %(customers)s) n;

INSERT INTO finance_creditmove (id, market_id, line_id, creditor_id, debtor_id, kind, limit_delta, ordered_delta,
                                shipped_delta, invoiced_delta, document_kind, document_number, person_name, why, at)
SELECT bench.id(10, n), %(market)s, bench.id(9, n), %(operator)s, bench.id(2, n), 'limit', 1000000000, 0, 0, 0, '',
       '', 'bench', '', now()
FROM generate_series(1, %(customers)s) n;

INSERT INTO catalogue_category (id, market_id, key, path, name, names, position, products_listed)
SELECT bench.id(11, n), %(market)s, 'c' || n, 'c' || n || '/', 'Category ' || n, '{}', n, 0
FROM generate_series(1, 100) n;

INSERT INTO catalogue_product (id, market_id, code, name, names, description, descriptions, attributes, kind, state,
                               tax_rate, base_unit, category_id)
SELECT bench.id(12, n), %(market)s, 'P-' || lpad(n::text, 6, '0'), '商品 ' || n, '{"en": "Article"}', '', '{}', '{}',
       'goods', 'published', 0.13, '瓶', bench.id(11, n %% 100 + 1)
FROM generate_series(1, %(products)s) n;

INSERT INTO catalogue_variant (id, market_id, product_id, sku, name, names, options, gtin, position, is_active)
SELECT bench.id(13, n), %(market)s, bench.id(12, n), 'S-' || lpad(n::text, 6, '0'), '商品 ' || n,
       '{"en": "Article"}', '{}', '', 1, true
FROM generate_series(1, %(products)s) n;

INSERT INTO catalogue_packunit (id, market_id, variant_id, unit, factor, gtin, is_default)
SELECT bench.id(14, n), %(market)s, bench.id(13, n), '箱', 12, '', false FROM generate_series(1, %(products)s) n;

INSERT INTO catalogue_offer (id, market_id, variant_id, seller_id, minimum, multiple, lead_time_days, backorder_allowed,
                             position, state)
SELECT bench.id(15, n), %(market)s, bench.id(13, n), %(supplier)s, 1, 1, 2, false, 1, 'active'
FROM generate_series(1, %(products)s) n;

INSERT INTO catalogue_listing (market_id, variant_id, product_id, category_path, listed, lead, sku, sort_key, name_text,
                               pinyin_text, initials_text)
SELECT %(market)s, bench.id(13, n), bench.id(12, n), 'c' || n %% 100 + 1 || '/', true, true,
       'S-' || lpad(n::text, 6, '0'), lpad(n::text, 6, '0'), '商品 ' || n, 'shangpin', 'sp'
FROM generate_series(1, %(products)s) n;

INSERT INTO inventory_warehouse (id, market_id, owner_id, key, name, names, priority, is_active)
VALUES (bench.id(16, 1), %(market)s, %(supplier)s, 'main', 'Main', '{}', 1, true);

INSERT INTO inventory_stock (id, market_id, warehouse_id, variant_id, owner_id, lot, on_hand, reserved)
SELECT bench.id(17, n), %(market)s, bench.id(16, 1), bench.id(13, n), %(supplier)s, '', 100000000, 0
FROM generate_series(1, %(products)s) n;

-- One base list with two steps a product, and a contract of every customer's over some products in a row, again with two
-- steps: two rows for each product, eighty for each contract at full size.
INSERT INTO pricing_pricelist (id, market_id, key, name, names, seller_id, kind, currency, tax_included, state)
VALUES (bench.id(18, 0), %(market)s, 'base', 'Base', '{}', %(supplier)s, 'base', 'CNY', true, 'active');

INSERT INTO pricing_pricelist (id, market_id, key, name, names, seller_id, kind, buyer_id, currency, tax_included, state)
SELECT bench.id(18, n), %(market)s, 'contract-' || n, 'Contract ' || n, '{}', %(supplier)s, 'customer',
       bench.id(2, n), 'CNY', true, 'active'
FROM generate_series(1, %(customers)s) n;

INSERT INTO pricing_price (id, market_id, list_id, variant_id, unit, min_quantity, amount, valid)
SELECT bench.id(19, n * 2 + step), %(market)s, bench.id(18, 0), bench.id(13, n), '瓶',
       CASE step WHEN 0 THEN 1 ELSE 12 END, (n %% 90 + 10) * CASE step WHEN 0 THEN 1 ELSE 0.95 END,
       tstzrange('2020-01-01', NULL)
FROM generate_series(1, %(products)s) n, generate_series(0, 1) step;

INSERT INTO pricing_price (id, market_id, list_id, variant_id, unit, min_quantity, amount, valid)
SELECT bench.id(20, (c * %(contract)s + p) * 2 + step), %(market)s, bench.id(18, c),
       bench.id(13, c * 10 %% (%(products)s - %(contract)s + 1) + p + 1), '瓶', CASE step WHEN 0 THEN 1 ELSE 12 END,
       (p %% 90 + 9) * CASE step WHEN 0 THEN 1 ELSE 0.95 END, tstzrange('2020-01-01', NULL)
FROM generate_series(1, %(customers)s) c, generate_series(0, %(contract)s - 1) p, generate_series(0, 1) step;
