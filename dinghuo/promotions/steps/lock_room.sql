-- Locks what limited promotions may still give, and reads it as it is under the locks.
--
-- Why SQL: one round trip, in one order for everybody: funds, then customers, then coupons, each by their ids. A customer
-- without a row gets one here, so that two first uses of one customer wait for each other as well.
WITH funds AS MATERIALIZED (
    SELECT f.promotion_id, f.budget - f.spent AS money, f.most_uses - f.uses AS uses
    FROM promotions_promotionfund f
    WHERE f.market_id = %(market)s AND f.promotion_id = ANY (%(funds)s::uuid[])
    ORDER BY f.promotion_id
    FOR UPDATE
),
customers AS (
    INSERT INTO promotions_customeruse (id, market_id, promotion_id, buyer_id, uses)
    SELECT w.id, %(market)s, w.promotion_id, w.buyer_id, 0
    FROM unnest(%(use_ids)s::uuid[], %(use_promotions)s::uuid[], %(use_buyers)s::uuid[]) AS w(id, promotion_id, buyer_id)
    ORDER BY w.promotion_id, w.buyer_id
    ON CONFLICT (market_id, promotion_id, buyer_id) DO UPDATE SET uses = promotions_customeruse.uses
    RETURNING promotion_id, buyer_id, uses
),
coupons AS MATERIALIZED (
    SELECT c.id, c.most_uses - c.uses AS uses
    FROM promotions_coupon c
    WHERE c.market_id = %(market)s AND c.id = ANY (%(coupons)s::uuid[])
    ORDER BY c.id
    FOR UPDATE
)
SELECT 'fund', f.promotion_id, NULL::uuid, f.money, f.uses FROM funds f
UNION ALL
SELECT 'customer', c.promotion_id, c.buyer_id, NULL, c.uses FROM customers c
UNION ALL
SELECT 'coupon', c.id, NULL, NULL, c.uses FROM coupons c
