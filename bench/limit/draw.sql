-- Who orders what, drawn as the load on the program is: five products out of the customer's contract, in ascending order
-- so that no two transactions wait for each other in a circle. When `hot` is given, the fifth is always the last product.
\set customer random(1, :customers)
\set first :customer * 10 % (:products - :contract + 1) + 1
\set fifth :contract / 5
\set p1 :first + random(0, :fifth - 1)
\set p2 :first + :fifth + random(0, :fifth - 1)
\set p3 :first + 2 * :fifth + random(0, :fifth - 1)
\set p4 :first + 3 * :fifth + random(0, :fifth - 1)
\set p5 case when :hot > 0 then :products else :first + 4 * :fifth + random(0, :fifth - 1) end
\set q1 random(1, 24)
\set q2 random(1, 24)
\set q3 random(1, 24)
\set q4 random(1, 24)
\set q5 random(1, 24)
