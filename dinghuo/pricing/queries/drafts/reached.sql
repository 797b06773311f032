-- The customers for whom a list may count, or one that follows from it: a page of them, each with its storefront.
WITH RECURSIVE lists AS (
    SELECT l.* FROM pricing_pricelist l WHERE l.market_id = %(market)s AND l.id = %(list)s
    UNION
    SELECT f.* FROM lists l
    JOIN pricing_pricelist f ON f.market_id = %(market)s AND f.bases @> ARRAY[l.id] AND f.state = 'active'
),
-- Companies below the one that a contract or customer list names have it too.
below AS (
    SELECT l.buyer_id AS id, 0 AS depth FROM lists l WHERE l.buyer_id IS NOT NULL
    UNION
    SELECT o.id, b.depth + 1 FROM below b
    JOIN organisations_organisation o ON o.market_id = %(market)s AND o.parent_id = b.id
    WHERE b.depth < 8
)
SELECT o.id, o.code, o.name, c.storefront_id, c.id
FROM organisations_customer c
JOIN organisations_organisation o ON o.market_id = %(market)s AND o.id = c.buyer_id
JOIN organisations_storefront s ON s.market_id = %(market)s AND s.id = c.storefront_id
WHERE c.market_id = %(market)s AND o.status = 'active' AND s.currency = %(currency)s
  AND (o.name, c.id) > (%(name)s::text, %(id)s::uuid)
  AND EXISTS (
      SELECT FROM lists l
      WHERE (l.storefront_id IS NULL OR l.storefront_id = c.storefront_id)
        AND CASE l.kind
            WHEN 'base' THEN true
            WHEN 'group' THEN EXISTS (
                SELECT FROM organisations_customergroupmember m
                WHERE m.market_id = %(market)s AND m.buyer_id = o.id AND m.group_id = l.group_id)
            WHEN 'level' THEN EXISTS (
                SELECT FROM members_levelgrant g
                WHERE g.market_id = %(market)s AND g.buyer_id = o.id AND g.level_id = l.level_id
                  AND g.valid @> %(at)s::timestamptz)
            WHEN 'channel' THEN
                (l.branch_id IS NULL OR l.branch_id = s.owner_id)
                AND (l.region_code = '' OR starts_with(o.region_code, l.region_code))
            WHEN 'cost' THEN false
            ELSE EXISTS (SELECT FROM below b WHERE b.id = o.id)
            END)
ORDER BY o.name, c.id
LIMIT %(limit)s
