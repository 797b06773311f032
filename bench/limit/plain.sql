-- The plain form: 22 statements, each prepared once and sent by itself. Stock comes last, so that the rows that others
-- want are locked for as short as can be; \gset fails where a guard lets no row through.
BEGIN;
SELECT contract AS own FROM bench_limit.customer WHERE id = :customer \gset
SELECT amount AS a1 FROM bench_limit.price WHERE product = :p1 AND list IN (0, :own) AND min_quantity <= :q1 ORDER BY list DESC, min_quantity DESC LIMIT 1 \gset
SELECT amount AS a2 FROM bench_limit.price WHERE product = :p2 AND list IN (0, :own) AND min_quantity <= :q2 ORDER BY list DESC, min_quantity DESC LIMIT 1 \gset
SELECT amount AS a3 FROM bench_limit.price WHERE product = :p3 AND list IN (0, :own) AND min_quantity <= :q3 ORDER BY list DESC, min_quantity DESC LIMIT 1 \gset
SELECT amount AS a4 FROM bench_limit.price WHERE product = :p4 AND list IN (0, :own) AND min_quantity <= :q4 ORDER BY list DESC, min_quantity DESC LIMIT 1 \gset
SELECT amount AS a5 FROM bench_limit.price WHERE product = :p5 AND list IN (0, :own) AND min_quantity <= :q5 ORDER BY list DESC, min_quantity DESC LIMIT 1 \gset
INSERT INTO bench_limit.placed (customer, total) VALUES (:customer, :a1::numeric * :q1 + :a2::numeric * :q2 + :a3::numeric * :q3 + :a4::numeric * :q4 + :a5::numeric * :q5) RETURNING id AS placed, total \gset
INSERT INTO bench_limit.line VALUES (:placed, 1, :p1, :q1, :a1);
INSERT INTO bench_limit.line VALUES (:placed, 2, :p2, :q2, :a2);
INSERT INTO bench_limit.line VALUES (:placed, 3, :p3, :q3, :a3);
INSERT INTO bench_limit.line VALUES (:placed, 4, :p4, :q4, :a4);
INSERT INTO bench_limit.line VALUES (:placed, 5, :p5, :q5, :a5);
INSERT INTO bench_limit.event (kind, placed) VALUES ('order.placed', :placed);
INSERT INTO bench_limit.job (task, placed) VALUES ('react', :placed);
UPDATE bench_limit.credit SET used = used + :total::numeric WHERE customer = :customer AND used + :total::numeric <= credit_limit RETURNING customer AS held \gset
UPDATE bench_limit.stock SET reserved = reserved + :q1 WHERE product = :p1 AND reserved + :q1 <= on_hand RETURNING product AS held \gset
UPDATE bench_limit.stock SET reserved = reserved + :q2 WHERE product = :p2 AND reserved + :q2 <= on_hand RETURNING product AS held \gset
UPDATE bench_limit.stock SET reserved = reserved + :q3 WHERE product = :p3 AND reserved + :q3 <= on_hand RETURNING product AS held \gset
UPDATE bench_limit.stock SET reserved = reserved + :q4 WHERE product = :p4 AND reserved + :q4 <= on_hand RETURNING product AS held \gset
UPDATE bench_limit.stock SET reserved = reserved + :q5 WHERE product = :p5 AND reserved + :q5 <= on_hand RETURNING product AS held \gset
COMMIT;
