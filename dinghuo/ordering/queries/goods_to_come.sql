-- What an organisation has ordered and not yet received, by order; and what it owes its own customers beyond what it has
-- set aside for them. Orders that nobody will carry on count neither way.
SELECT 'coming', o.number, l.variant_id,
       sum(l.ordered - l.refused - l.cancelled_early - l.cancelled_late - l.received - l.lost)
FROM ordering_order o
JOIN ordering_orderline l ON l.market_id = o.market_id AND l.order_id = o.id
WHERE o.market_id = %(market)s AND o.buyer_id = %(organisation)s AND o.state NOT IN ('refused', 'cancelled', 'completed')
GROUP BY 2, 3
HAVING sum(l.ordered - l.refused - l.cancelled_early - l.cancelled_late - l.received - l.lost) > 0
UNION ALL
SELECT 'owed', '', l.variant_id,
       sum(l.ordered - l.refused - l.cancelled_early - l.cancelled_late - l.shipped - l.held)
FROM ordering_order o
JOIN ordering_orderline l ON l.market_id = o.market_id AND l.order_id = o.id
WHERE o.market_id = %(market)s AND o.seller_id = %(organisation)s AND o.state NOT IN ('refused', 'cancelled', 'completed')
GROUP BY 3
HAVING sum(l.ordered - l.refused - l.cancelled_early - l.cancelled_late - l.shipped - l.held) > 0
