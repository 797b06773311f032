-- Somebody who offers the row's kit, and doesn't hide its stock from the buyer, could promise enough of each part
-- that always comes for one (ordering/rules/kits.py: available_kits); services aren't counted. `limits` as in in_stock.sql.
EXISTS (
    SELECT 1 FROM catalogue_offer o
    WHERE o.market_id = %(market)s AND o.variant_id = {variant} AND o.state = 'active'
      AND (o.starts_at IS NULL OR o.starts_at <= %(now)s) AND (o.ends_at IS NULL OR o.ends_at > %(now)s)
      AND o.seller_id <> ALL(%(hidden)s::uuid[])
      AND EXISTS (
          SELECT 1 FROM catalogue_kitpart k
          JOIN catalogue_variant v ON v.market_id = k.market_id AND v.id = k.part_id
          JOIN catalogue_product p ON p.market_id = v.market_id AND p.id = v.product_id AND p.kind = 'goods'
          WHERE k.market_id = %(market)s AND k.kit_id = o.variant_id AND NOT k.optional)
      AND NOT EXISTS (
          SELECT 1 FROM catalogue_kitpart k
          JOIN catalogue_variant v ON v.market_id = k.market_id AND v.id = k.part_id
          JOIN catalogue_product p ON p.market_id = v.market_id AND p.id = v.product_id AND p.kind = 'goods'
          WHERE k.market_id = %(market)s AND k.kit_id = o.variant_id AND NOT k.optional
            AND k.quantity > least(
                coalesce((SELECT a.quantity FROM ({part}) a), 0),
                (SELECT q.quantity FROM unnest(%(limited)s::uuid[], %(limiters)s::uuid[], %(limits)s::numeric[])
                                    AS q(variant_id, owner_id, quantity)
                 WHERE q.variant_id = k.part_id AND q.owner_id = o.seller_id)))
)
