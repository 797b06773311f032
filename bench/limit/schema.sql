-- The narrowest tables that can hold what placing an order needs: numbers for keys, no row-level security, no names.
DROP SCHEMA IF EXISTS bench_limit CASCADE;
CREATE SCHEMA bench_limit;
SET LOCAL search_path = bench_limit;

CREATE TABLE customer (id integer PRIMARY KEY, contract integer NOT NULL);
CREATE TABLE credit (
    customer integer PRIMARY KEY, credit_limit numeric(18, 4) NOT NULL, used numeric(18, 4) NOT NULL,
    CHECK (used BETWEEN 0 AND credit_limit)
);
CREATE TABLE price (
    product integer, list integer, min_quantity numeric(20, 6), amount numeric(20, 6) NOT NULL,
    PRIMARY KEY (product, list, min_quantity)
);
CREATE TABLE stock (
    product integer PRIMARY KEY, on_hand numeric(20, 6) NOT NULL, reserved numeric(20, 6) NOT NULL,
    CHECK (reserved BETWEEN 0 AND on_hand)
);
CREATE TABLE placed (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer integer NOT NULL, total numeric(18, 4) NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON placed (customer, id);
CREATE TABLE line (
    placed bigint, position integer, product integer NOT NULL, quantity numeric(20, 6) NOT NULL,
    amount numeric(20, 6) NOT NULL, PRIMARY KEY (placed, position)
);
CREATE TABLE event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, kind text NOT NULL, placed bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE job (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, task text NOT NULL, placed bigint NOT NULL
);

-- The same customers, goods, prices and steps as in bench/rig/market.sql.
INSERT INTO customer SELECT n, n FROM generate_series(1, %(customers)s) n;
INSERT INTO credit SELECT n, 1000000000, 0 FROM generate_series(1, %(customers)s) n;
INSERT INTO stock SELECT n, 100000000, 0 FROM generate_series(1, %(products)s) n;
INSERT INTO price
SELECT n, 0, CASE step WHEN 0 THEN 1 ELSE 12 END, (n %% 90 + 10) * CASE step WHEN 0 THEN 1 ELSE 0.95 END
FROM generate_series(1, %(products)s) n, generate_series(0, 1) step;
INSERT INTO price
SELECT c * 10 %% (%(products)s - %(contract)s + 1) + p + 1, c, CASE step WHEN 0 THEN 1 ELSE 12 END,
       (p %% 90 + 9) * CASE step WHEN 0 THEN 1 ELSE 0.95 END
FROM generate_series(1, %(customers)s) c, generate_series(0, %(contract)s - 1) p, generate_series(0, 1) step;
