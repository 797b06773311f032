-- The buyers of whom an order stands, with the seller asked for. One probe of the buyer's newest orders for each.
SELECT a.buyer_id, a.seller_id
FROM unnest(%(buyers)s::uuid[], %(sellers)s::uuid[]) AS a(buyer_id, seller_id)
WHERE EXISTS (
    SELECT FROM ordering_order o
    WHERE o.market_id = %(market)s AND o.buyer_id = a.buyer_id AND o.seller_id = coalesce(a.seller_id, o.seller_id)
      AND o.state NOT IN ('cancelled', 'refused')
)
