-- Takes budgets, uses of customers and of codes, each guarded; returns one row for each that could be taken.
--
-- Why SQL: the caller holds the locks and has counted, so all of it is one statement in the round trip that writes the
-- orders, and the number of rows says that nothing was overdrawn.
WITH funds AS (
    UPDATE promotions_promotionfund f SET spent = f.spent + t.amount, uses = f.uses + t.uses
    FROM unnest(%(funds)s::uuid[], %(amounts)s::numeric[], %(uses)s::int[]) AS t(id, amount, uses)
    WHERE f.market_id = %(market)s AND f.promotion_id = t.id
      AND (f.budget IS NULL OR f.spent + t.amount <= f.budget)
      AND (f.most_uses IS NULL OR f.uses + t.uses <= f.most_uses)
    RETURNING 1
),
customers AS (
    UPDATE promotions_customeruse u SET uses = u.uses + t.uses
    FROM unnest(%(use_promotions)s::uuid[], %(use_buyers)s::uuid[], %(use_uses)s::int[], %(use_most)s::int[])
             AS t(promotion_id, buyer_id, uses, most)
    WHERE u.market_id = %(market)s AND u.promotion_id = t.promotion_id AND u.buyer_id = t.buyer_id
      AND u.uses + t.uses <= t.most
    RETURNING 1
),
coupons AS (
    UPDATE promotions_coupon c SET uses = c.uses + t.uses
    FROM unnest(%(coupons)s::uuid[], %(coupon_uses)s::int[]) AS t(id, uses)
    WHERE c.market_id = %(market)s AND c.id = t.id AND c.uses + t.uses <= c.most_uses
    RETURNING 1
)
SELECT FROM funds UNION ALL SELECT FROM customers UNION ALL SELECT FROM coupons
