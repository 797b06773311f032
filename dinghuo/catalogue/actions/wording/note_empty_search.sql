-- One row a question, whoever asks it: a new one only while there is room, counted no further than to the bound.
INSERT INTO catalogue_emptysearch (id, market_id, form, asked, times, first_at, last_at)
SELECT %(id)s::uuid, %(market)s::uuid, %(form)s::text, %(asked)s::text, 1, %(now)s::timestamptz, %(now)s::timestamptz
WHERE EXISTS (SELECT 1 FROM catalogue_emptysearch WHERE market_id = %(market)s::uuid AND form = %(form)s::text)
   OR (SELECT count(*)
       FROM (SELECT 1 FROM catalogue_emptysearch WHERE market_id = %(market)s::uuid LIMIT %(most)s::int) kept
      ) < %(most)s::int
ON CONFLICT (market_id, form) DO UPDATE
SET times = least(catalogue_emptysearch.times, 2000000000) + 1, asked = excluded.asked, last_at = excluded.last_at
