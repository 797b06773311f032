-- What a variant (v) is made of, as JSON; NULL where it is no kit. One probe of an index where it isn't.
(SELECT jsonb_build_object('pricing', k.pricing, 'parts', (
            SELECT jsonb_agg(jsonb_build_array(m.part_id, q.sku, q.name, q.names, pp.base_unit, trim_scale(m.quantity)::text,
                                               pp.kind = 'goods', m.optional) ORDER BY m.position)
            FROM catalogue_kitpart m
            JOIN catalogue_variant q ON q.market_id = m.market_id AND q.id = m.part_id
            JOIN catalogue_product pp ON pp.market_id = q.market_id AND pp.id = q.product_id
            WHERE m.market_id = k.market_id AND m.kit_id = k.variant_id))
 FROM catalogue_kit k
 WHERE k.market_id = v.market_id AND k.variant_id = v.id)
