-- What buyers have ordered of articles that are limited, by day: without what was refused or cancelled.
SELECT u.buyer_id, u.variant_id, u.seller_id, (u.at AT TIME ZONE %(zone)s)::date,
       sum(l.ordered - l.refused - l.cancelled_early - l.cancelled_late)
FROM unnest(%(buyers)s::uuid[], %(variants)s::uuid[], %(sellers)s::uuid[]) AS w(buyer_id, variant_id, seller_id)
JOIN ordering_quotause u ON u.market_id = %(market)s AND u.buyer_id = w.buyer_id AND u.variant_id = w.variant_id
                        AND u.seller_id = w.seller_id
JOIN ordering_orderline l ON l.market_id = u.market_id AND l.id = u.line_id
GROUP BY 1, 2, 3, 4
