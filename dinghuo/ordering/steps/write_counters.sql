-- Writes the counters of any number of lines at once. SQL because the ORM's bulk_update sends a CASE per line and
-- column, and a row at a time would make an answer to a hundred lines a hundred statements.
UPDATE ordering_orderline AS line
SET ordered = new.ordered,
    confirmed = new.confirmed,
    refused = new.refused,
    cancelled_early = new.cancelled_early,
    backordered = new.backordered,
    allocated = new.allocated,
    cancelled_late = new.cancelled_late,
    shipped = new.shipped,
    received = new.received,
    lost = new.lost,
    accepted = new.accepted,
    rejected = new.rejected,
    returned = new.returned,
    invoiced = new.invoiced
FROM unnest(
    %s::uuid[], %s::numeric[], %s::numeric[], %s::numeric[], %s::numeric[], %s::numeric[], %s::numeric[],
    %s::numeric[], %s::numeric[], %s::numeric[], %s::numeric[], %s::numeric[], %s::numeric[], %s::numeric[],
    %s::numeric[]
) AS new (
    id, ordered, confirmed, refused, cancelled_early, backordered, allocated, cancelled_late, shipped, received,
    lost, accepted, rejected, returned, invoiced
)
WHERE line.market_id = %s AND line.id = new.id
