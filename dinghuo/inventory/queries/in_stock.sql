-- Somebody who offers the row's article, and doesn't hide its stock from the buyer, could promise some of it. `limits`:
-- what the buyer may still have of articles of which sellers limit it.
EXISTS (
    SELECT 1 FROM ({article}) a
    JOIN catalogue_offer o ON o.market_id = %(market)s AND o.variant_id = a.variant_id AND o.seller_id = a.owner_id
                          AND o.state = 'active' AND (o.starts_at IS NULL OR o.starts_at <= %(now)s)
                          AND (o.ends_at IS NULL OR o.ends_at > %(now)s)
    WHERE a.quantity > 0 AND a.owner_id <> ALL(%(hidden)s::uuid[])
      AND NOT EXISTS (SELECT 1 FROM unnest(%(limited)s::uuid[], %(limiters)s::uuid[], %(limits)s::numeric[])
                                 AS q(variant_id, owner_id, quantity)
                      WHERE q.variant_id = a.variant_id AND q.owner_id = a.owner_id AND q.quantity <= 0)
)
