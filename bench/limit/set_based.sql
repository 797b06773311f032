-- The set-based form: the whole order in one prepared statement and one round trip.
WITH wanted (position, product, quantity) AS (
    VALUES (1, :p1::integer, :q1::numeric), (2, :p2, :q2), (3, :p3, :q3), (4, :p4, :q4), (5, :p5, :q5)
), priced AS (
    SELECT wanted.*, found.amount
    FROM bench_limit.customer, wanted, LATERAL (
        SELECT amount FROM bench_limit.price
        WHERE price.product = wanted.product AND list IN (0, customer.contract) AND min_quantity <= wanted.quantity
        ORDER BY list DESC, min_quantity DESC LIMIT 1
    ) found
    WHERE customer.id = :customer
), reserved AS (
    UPDATE bench_limit.stock SET reserved = stock.reserved + wanted.quantity
    FROM wanted
    WHERE stock.product = wanted.product AND stock.reserved + wanted.quantity <= stock.on_hand
    RETURNING stock.product
), used AS (
    UPDATE bench_limit.credit SET used = used + sums.total
    FROM (SELECT sum(amount * quantity) AS total FROM priced) sums
    WHERE customer = :customer AND used + sums.total <= credit_limit
    RETURNING sums.total
), placed AS (
    INSERT INTO bench_limit.placed (customer, total) SELECT :customer, total FROM used RETURNING id
), lines AS (
    INSERT INTO bench_limit.line SELECT placed.id, position, product, quantity, amount FROM placed, priced
), events AS (
    INSERT INTO bench_limit.event (kind, placed) SELECT 'order.placed', id FROM placed
), jobs AS (
    INSERT INTO bench_limit.job (task, placed) SELECT 'react', id FROM placed
)
SELECT 1 / ((SELECT count(*) FROM reserved) = 5 AND EXISTS (SELECT FROM placed))::integer;
