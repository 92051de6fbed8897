-- Runs that have ended and are looked at once more, apart from the intake.

-- name: ended
-- With the events that complete a run, in their transaction.
INSERT INTO run_digests (run_id, finish)
SELECT r.run_id, r.finish
FROM unnest($1::uuid[], $2::bigint[]) AS r (run_id, finish)
ON CONFLICT (run_id) DO UPDATE
SET finish = EXCLUDED.finish, tries = 0, not_before = now(), problem = NULL
WHERE run_digests.finish < EXCLUDED.finish

-- name: take
UPDATE run_digests d
SET not_before = now() + $1 * interval '1 millisecond'
FROM (
  SELECT p.run_id
  FROM run_digests p
  WHERE p.digested < p.finish AND p.not_before <= now()
  ORDER BY p.not_before
  LIMIT 1
  FOR UPDATE SKIP LOCKED) next
LEFT JOIN test_runs r ON r.id = next.run_id
WHERE d.run_id = next.run_id
RETURNING d.run_id, d.finish, d.tries, r.project, r.repository, r.branch, r.commit_sha,
  coalesce(r.created_at, r.end_time, now()) AS created_at

-- name: done
UPDATE run_digests SET digested = greatest(digested, $2), tries = 0, not_before = now(), problem = NULL WHERE run_id = $1

-- name: failed
UPDATE run_digests
SET tries = tries + 1, not_before = now() + $2 * interval '1 millisecond', problem = left($3, 2000)
WHERE run_id = $1
