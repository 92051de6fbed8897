-- Tests that are put aside for a while.

-- name: expire
-- One that has run out gives way to the next of its test.
UPDATE quarantines
SET ended_at = expires_at, ended_by = 'verdict', ended_why = 'it ran out'
WHERE project = $1 AND test_key = $2 AND ended_at IS NULL AND expires_at <= $3

-- name: add
INSERT INTO quarantines (
  id, project, test_key, test_id, owner, ticket, reason, expires_at, created_at, created_by, updated_at, updated_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $9, $10)
ON CONFLICT DO NOTHING

-- name: find
SELECT * FROM quarantines WHERE id = $1

-- name: list
SELECT * FROM quarantines q WHERE true

-- name: list_order
ORDER BY q.created_at DESC, q.id DESC

-- name: change
UPDATE quarantines
SET owner = $2, ticket = $3, reason = $4, expires_at = $5, updated_at = $6, updated_by = $7
WHERE id = $1 AND ended_at IS NULL

-- name: end
UPDATE quarantines
SET ended_at = $2, ended_by = $3, ended_why = $4, updated_at = $2, updated_by = $3
WHERE id = $1 AND ended_at IS NULL

-- name: open_in
SELECT q.*
FROM quarantines q
WHERE q.project = $2 AND q.ended_at IS NULL AND q.expires_at > $3
  AND EXISTS (SELECT 1 FROM test_results t WHERE t.test_key = q.test_key AND t.run_id = $1)
ORDER BY q.id
LIMIT 5000

-- name: outcomes
-- A run in which the test was lost or cancelled says nothing of it.
SELECT
  t.run_id, max(t.recorded_at) AS at,
  bool_and(t.verdict IN ('passed', 'skipped')) FILTER (WHERE t.latest) AS good,
  bool_or(t.reruns > 0 OR t.verdict IN ('failed', 'error', 'timeout')) AS flaky
FROM (
  SELECT
    r.run_id, r.verdict, r.reruns, r.recorded_at,
    row_number() OVER (PARTITION BY r.run_id, r.task_id ORDER BY r.attempt DESC, r.sequence DESC) = 1 AS latest
  FROM (
    -- Runs are counted, not results: a matrix has many in one.
    SELECT DISTINCT o.run_id
    FROM test_results o
    JOIN test_runs run ON run.id = o.run_id
    WHERE o.test_key = $1 AND coalesce(run.project, '') = $2 AND run.created_at >= $3
      AND o.verdict IN ('passed', 'failed', 'error', 'timeout')
    ORDER BY o.run_id DESC
    LIMIT $4) newest
  JOIN test_results r ON r.test_key = $1 AND r.run_id = newest.run_id
  WHERE r.verdict IN ('passed', 'failed', 'error', 'timeout')) t
GROUP BY t.run_id
HAVING count(*) FILTER (WHERE t.latest) > 0
ORDER BY t.run_id DESC
LIMIT $4

-- name: watched
-- Who is looked at twice for one run rings once: the second time it is broken already.
WITH old AS (
  SELECT id, broken_since FROM quarantines WHERE id = $1 AND ended_at IS NULL FOR UPDATE),
changed AS (
  UPDATE quarantines q SET passes = $2, failures = $3, broken_since = $4, last_run = $5
  FROM old
  WHERE q.id = old.id
  RETURNING q.id, old.broken_since IS NULL AND q.broken_since IS NOT NULL AS rings)
INSERT INTO quarantine_news (quarantine_id, kind, run_id, runs)
SELECT id, 'broken', $5, $3 FROM changed WHERE rings
ON CONFLICT DO NOTHING

-- name: release
WITH ended AS (
  UPDATE quarantines
  SET ended_at = $2, ended_by = $3, ended_why = $4, updated_at = $2, updated_by = $3
  WHERE id = $1 AND ended_at IS NULL
  RETURNING id)
INSERT INTO quarantine_news (quarantine_id, kind, run_id, runs)
SELECT id, 'released', $5, $6 FROM ended
ON CONFLICT DO NOTHING

-- name: standing
-- Open ones by how they stand; what has run out and that nobody has ended is one too.
SELECT
  count(*) FILTER (WHERE expires_at > $1 AND broken_since IS NULL) AS active,
  count(*) FILTER (WHERE expires_at > $1 AND broken_since IS NOT NULL) AS broken,
  count(*) FILTER (WHERE expires_at <= $1) AS expired
FROM quarantines
WHERE ended_at IS NULL
