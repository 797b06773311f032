-- Keeps the later date of each article, whoever sends first.
INSERT INTO inventory_lastsent AS l (id, market_id, owner_id, buyer_id, variant_id, expires)
SELECT id, %(market)s, %(owner)s::uuid, %(buyer)s::uuid, variant_id, expires
FROM unnest(%(ids)s::uuid[], %(variants)s::uuid[], %(expires)s::date[]) AS c(id, variant_id, expires)
ON CONFLICT (market_id, owner_id, buyer_id, variant_id) DO UPDATE SET expires = greatest(l.expires, excluded.expires)
