-- Gives back what discounts freed: money and uses of funds, uses of customers and of codes. The caller holds the locks.
WITH funds AS (
    UPDATE promotions_promotionfund f SET spent = f.spent - t.amount, uses = f.uses - t.uses
    FROM unnest(%(funds)s::uuid[], %(amounts)s::numeric[], %(uses)s::int[]) AS t(id, amount, uses)
    WHERE f.market_id = %(market)s AND f.promotion_id = t.id
),
customers AS (
    UPDATE promotions_customeruse u SET uses = u.uses - 1
    FROM unnest(%(use_promotions)s::uuid[], %(use_buyers)s::uuid[]) AS t(promotion_id, buyer_id)
    WHERE u.market_id = %(market)s AND u.promotion_id = t.promotion_id AND u.buyer_id = t.buyer_id
)
UPDATE promotions_coupon c SET uses = c.uses - 1
WHERE c.market_id = %(market)s AND c.id = ANY (%(coupons)s::uuid[])
