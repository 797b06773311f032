-- Writes the command's row, or waits for whoever has written it and locks it: either way one row comes back, and nobody
-- else runs the same command meanwhile.
INSERT INTO foundation_command (id, market_id, organisation_id, person_id, key, fingerprint, at)
VALUES (%(id)s, %(market)s, %(organisation)s::uuid, %(person)s::uuid, %(key)s, %(fingerprint)s, %(at)s)
ON CONFLICT (market_id, organisation_id, key) DO UPDATE SET key = excluded.key
RETURNING id, fingerprint, status, answer
