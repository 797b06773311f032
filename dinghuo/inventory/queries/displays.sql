-- How much of sellers' stock buyers may see, by seller, storefront and buyer; missing where nobody has a rule.
-- The seller's rules win over those of the storefront's owner; one for a group over one for a level over one for
-- everybody; of several groups the rule that tells least.
--
-- Why SQL: a batch of orders asks for many buyers and sellers at once; one statement answers.
SELECT w.seller_id, w.storefront_id, w.buyer_id, r.shows, r.bands
FROM unnest(%(sellers)s::uuid[], %(storefronts)s::uuid[], %(buyers)s::uuid[]) AS w(seller_id, storefront_id, buyer_id)
JOIN organisations_storefront f ON f.market_id = %(market)s AND f.id = w.storefront_id
JOIN LATERAL (
    SELECT d.shows, d.bands
    FROM inventory_displayrule d
    WHERE d.market_id = %(market)s AND d.owner_id IN (w.seller_id, f.owner_id)
      AND (d.group_id IS NULL OR EXISTS (
          SELECT 1 FROM organisations_customergroupmember m
          WHERE m.market_id = %(market)s AND m.buyer_id = w.buyer_id AND m.group_id = d.group_id))
      AND (d.level_id IS NULL OR EXISTS (
          SELECT 1 FROM members_levelgrant g
          WHERE g.market_id = %(market)s AND g.buyer_id = w.buyer_id AND g.level_id = d.level_id
            AND g.valid @> %(at)s::timestamptz))
    ORDER BY d.owner_id <> w.seller_id, d.group_id IS NULL, d.level_id IS NULL,
             array_position(ARRAY['hidden', 'yes-no', 'bands', 'exact'], d.shows::text), d.id
    LIMIT 1
) r ON true
