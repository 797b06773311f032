-- How much of each article was ordered of a seller, day by day of the market's zone, as sum and sum of squares: what
-- mean and deviation need. What the buyer cancelled was no demand; what the seller refused or had to promise for later was.
SELECT variant_id, sum(quantity), sum(quantity * quantity)
FROM (
    SELECT l.variant_id, (o.placed_at AT TIME ZONE %(zone)s)::date AS day,
           sum(l.ordered - l.cancelled_early - l.cancelled_late) AS quantity
    FROM ordering_order o
    JOIN ordering_orderline l ON l.market_id = o.market_id AND l.order_id = o.id
    WHERE o.market_id = %(market)s AND o.seller_id = %(seller)s
      AND o.placed_at >= %(since)s AND o.placed_at < %(until)s AND l.stocked
    GROUP BY 1, 2
) AS days
GROUP BY variant_id
HAVING sum(quantity) > 0
