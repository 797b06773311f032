-- The quotas that concern buyers of articles today: for the buyer itself, one of its groups, its level, or everybody.
-- Begins with the quotas; whoever means to order locks them in this order.
--
-- Why SQL: a batch of orders asks for many buyers and articles at once; one statement answers.
SELECT w.buyer_id, q.variant_id, q.seller_id, q.quantity, q.period, q.starts, q.ends,
       CASE WHEN q.buyer_id IS NOT NULL THEN 0 WHEN q.group_id IS NOT NULL THEN 1
            WHEN q.level_id IS NOT NULL THEN 2 ELSE 3 END
FROM unnest(%(buyers)s::uuid[], %(variants)s::uuid[], %(sellers)s::uuid[]) AS w(buyer_id, variant_id, seller_id)
JOIN ordering_quota q ON q.market_id = %(market)s AND q.variant_id = w.variant_id AND q.seller_id = w.seller_id
WHERE q.starts <= %(today)s AND (q.ends IS NULL OR q.ends >= %(today)s)
  AND (q.buyer_id IS NULL OR q.buyer_id = w.buyer_id)
  AND (q.group_id IS NULL OR EXISTS (
      SELECT 1 FROM organisations_customergroupmember m
      WHERE m.market_id = %(market)s AND m.buyer_id = w.buyer_id AND m.group_id = q.group_id))
  AND (q.level_id IS NULL OR EXISTS (
      SELECT 1 FROM members_levelgrant g
      WHERE g.market_id = %(market)s AND g.buyer_id = w.buyer_id AND g.level_id = q.level_id
        AND g.valid @> %(at)s::timestamptz))
ORDER BY q.variant_id, q.id
