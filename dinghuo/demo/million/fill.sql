-- What follows from the goods by set-based statements: units, offers, codes, stock, pictures, prices, counts.
--
-- `made` holds what isn't in the goods themselves; pg_temp.id() counts ids as rows.py does. Whatever the catalogue derives from
-- goods is derived here as refresh_listings.py and write_products.py derive it; a test compares the two.
INSERT INTO catalogue_packunit (id, market_id, variant_id, unit, factor, gtin, is_default)
SELECT pg_temp.id(10 + step, n), %(market)s, variant_id, CASE step WHEN 0 THEN unit ELSE '箱' END,
       CASE step WHEN 0 THEN 1 ELSE group_case END, '', step = 0
FROM made, generate_series(0, 1) step;

-- A tenth of the goods is offered by a second supplier too.
INSERT INTO catalogue_offer (id, market_id, variant_id, seller_id, minimum, multiple, lead_time_days, backorder_allowed,
                             position, state)
SELECT pg_temp.id(12 + step, n), %(market)s, variant_id, (%(suppliers)s::uuid[])[1 + (supplier + step) %% %(number)s],
       1, 1, 1 + n %% 5, n %% 7 = 0, step, 'active'
FROM made, generate_series(0, 1) step
WHERE step = 0 OR n %% 10 = 3;

INSERT INTO catalogue_code (id, market_id, variant_id, code, kind, unit)
SELECT pg_temp.id(14, m.n), %(market)s, v.id, v.sku, 'sku', ''
FROM made m JOIN catalogue_variant v ON v.market_id = %(market)s AND v.id = m.variant_id;
INSERT INTO catalogue_code (id, market_id, variant_id, code, kind, unit)
SELECT pg_temp.id(15, m.n), %(market)s, v.id, v.gtin, 'gtin', ''
FROM made m JOIN catalogue_variant v ON v.market_id = %(market)s AND v.id = m.variant_id;
INSERT INTO catalogue_code (id, market_id, variant_id, code, kind, unit)
SELECT pg_temp.id(16, m.n), %(market)s, m.variant_id, p.code, 'product', ''
FROM made m JOIN catalogue_product p ON p.market_id = %(market)s AND p.id = m.product_id;

INSERT INTO catalogue_image (id, market_id, product_id, file, position)
SELECT pg_temp.id(17, n), %(market)s, product_id, (%(pictures)s::jsonb -> shape ->> (n %% 12)::int), 0
FROM made WHERE is_first;

UPDATE catalogue_category c SET products_listed = found.number
FROM (SELECT category_path, count(*) AS number FROM catalogue_listing
      WHERE market_id = %(market)s AND listed AND lead GROUP BY category_path) found
WHERE c.market_id = %(market)s AND c.path = found.category_path;

INSERT INTO inventory_stock (id, market_id, warehouse_id, variant_id, owner_id, lot, on_hand, reserved)
SELECT pg_temp.id(18 + step, n), %(market)s, (%(warehouses)s::uuid[])[1 + (supplier + step) %% %(number)s], variant_id,
       (%(suppliers)s::uuid[])[1 + (supplier + step) %% %(number)s], '', CASE WHEN n %% 25 = 0 THEN 0 ELSE 12 + n * 37 %% 5000 END, 0
FROM made, generate_series(0, 1) step
WHERE step = 0 OR n %% 10 = 3;

INSERT INTO inventory_movement (id, market_id, stock_id, kind, on_hand_delta, reserved_delta, document_kind,
                                document_number, person_name, at, why)
SELECT pg_temp.id(20, row_number() OVER ()), %(market)s, id, 'counted', on_hand, 0, '', '', 'demo', now(), '期初盘点'
FROM inventory_stock WHERE market_id = %(market)s AND on_hand > 0;

-- Every supplier's base list, a fifth of it cheaper by the case; two levels on a tenth; and the contracts.
INSERT INTO pricing_price (id, market_id, list_id, variant_id, unit, min_quantity, amount, valid)
SELECT pg_temp.id(21 + step, n * 2 + second), %(market)s, (%(base)s::uuid[])[1 + (supplier + second) %% %(number)s], variant_id, unit,
       CASE step WHEN 0 THEN 1 ELSE group_case END,
       round(price * (1 + second * 0.03) * CASE step WHEN 0 THEN 1 ELSE 0.95 END, 2), tstzrange(%(since)s, NULL)
FROM made, generate_series(0, 1) step, generate_series(0, 1) second
WHERE (step = 0 OR n %% 5 = 0) AND (second = 0 OR n %% 10 = 3);

INSERT INTO pricing_price (id, market_id, list_id, variant_id, unit, min_quantity, amount, valid)
SELECT pg_temp.id(23 + level, n), %(market)s,
       (CASE level WHEN 0 THEN %(silver)s::uuid[] ELSE %(gold)s::uuid[] END)[1 + supplier], variant_id, unit, 1,
       greatest(round(price * CASE level WHEN 0 THEN 0.97 ELSE 0.94 END, 2), 0.01), tstzrange(%(since)s, NULL)
FROM made, generate_series(0, 1) level
WHERE n %% 10 = 7;

CREATE TEMPORARY TABLE ranked AS
SELECT supplier, row_number() OVER (PARTITION BY supplier ORDER BY n) - 1 AS place, variant_id, unit, price FROM made;
CREATE INDEX ON ranked (supplier, place);
ANALYZE ranked;
WITH sold AS (SELECT supplier, count(*) AS number FROM ranked GROUP BY supplier),
contract AS (
    SELECT c.list_id, c.n, c.n %% %(number)s AS supplier FROM unnest(%(contracts)s::uuid[]) WITH ORDINALITY AS c(list_id, n)
)
INSERT INTO pricing_price (id, market_id, list_id, variant_id, unit, min_quantity, amount, valid)
SELECT pg_temp.id(25, c.n * 1000 + line), %(market)s, c.list_id, r.variant_id, r.unit, 1,
       greatest(round(r.price * (0.85 + (c.n + line) %% 10 * 0.01), 2), 0.01), tstzrange(%(since)s, NULL)
FROM contract c
JOIN sold s USING (supplier)
CROSS JOIN generate_series(0, least(%(contract)s, s.number) - 1) line
JOIN ranked r ON r.supplier = c.supplier
             AND r.place = (c.n * 97 + line * greatest(s.number / %(contract)s, 1)) %% s.number;
