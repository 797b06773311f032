-- What an owner has of each article in each open place, its own or a keeper's: free and promised, what is on its way
-- there from another place, what has left it for orders lately, and how long goods keep. All of it in one statement.
-- What has expired or is recalled is there for nobody.
WITH there AS (
    SELECT s.warehouse_id, s.variant_id, sum(s.on_hand) FILTER (WHERE s.is_good) AS on_hand,
           sum(s.reserved) FILTER (WHERE s.is_good) AS reserved
    FROM (
        SELECT warehouse_id, variant_id, on_hand, reserved,
               NOT recalled AND (expires IS NULL OR expires >= %(today)s) AS is_good
        FROM inventory_stock
        WHERE market_id = %(market)s AND owner_id = %(owner)s
    ) s
    JOIN inventory_warehouse w ON w.id = s.warehouse_id AND w.is_active
    GROUP BY 1, 2
),
carried AS (
    SELECT d.target_id AS warehouse_id, l.variant_id, sum(l.quantity - l.done - l.lost) AS underway
    FROM inventory_stockdocument d
    JOIN inventory_stockdocumentline l ON l.market_id = d.market_id AND l.document_id = d.id
    WHERE d.market_id = %(market)s AND d.owner_id = %(owner)s AND d.kind = 'transfer' AND d.state = 'sent'
    GROUP BY 1, 2
),
gone AS (
    SELECT s.warehouse_id, s.variant_id, -sum(m.on_hand_delta) AS shipped
    FROM inventory_stock s
    JOIN inventory_movement m ON m.market_id = s.market_id AND m.stock_id = s.id
                             AND m.kind IN ('shipped', 'returned') AND m.at >= %(since)s
    WHERE s.market_id = %(market)s AND s.owner_id = %(owner)s
    GROUP BY 1, 2
),
keeps AS (
    SELECT variant_id, avg(expires - coalesce(made, first_at::date)) AS days
    FROM inventory_lot
    WHERE market_id = %(market)s AND owner_id = %(owner)s AND expires IS NOT NULL
    GROUP BY 1
)
SELECT warehouse_id, variant_id, coalesce(on_hand, 0), coalesce(reserved, 0), coalesce(underway, 0),
       greatest(coalesce(shipped, 0), 0), days::int, w.owner_id <> %(owner)s
FROM there
FULL JOIN carried USING (warehouse_id, variant_id)
FULL JOIN gone USING (warehouse_id, variant_id)
JOIN inventory_warehouse w ON w.id = warehouse_id
LEFT JOIN keeps USING (variant_id)
