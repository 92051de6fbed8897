-- Tests that fail by chance.

-- name: candidates
-- Results that differ within the run or between the latest runs of its commit, and what is known already.
WITH same_commit AS (
  SELECT $1::uuid AS id
  UNION
  SELECT id
  FROM (
    SELECT r.id
    FROM test_runs r
    WHERE r.commit_sha = $2 AND coalesce(r.project, '') = $3
    ORDER BY r.created_at DESC, r.id DESC
    LIMIT 20) latest
), failed AS (
  SELECT t.test_key
  FROM test_results t
  WHERE t.run_id IN (SELECT id FROM same_commit) AND t.verdict NOT IN ('passed', 'skipped')
    AND t.verdict IN ('failed', 'error', 'timeout')
  UNION
  SELECT t.test_key FROM test_results t WHERE t.run_id = $1 AND t.reruns > 0
), suspects AS (
  SELECT f.test_key
  FROM failed f
  WHERE EXISTS (
    SELECT 1
    FROM test_results t
    WHERE t.test_key = f.test_key AND t.run_id IN (SELECT id FROM same_commit) AND t.verdict = 'passed')
  UNION
  SELECT k.test_key
  FROM flaky_tests k
  WHERE k.project = $3 AND EXISTS (SELECT 1 FROM test_results t WHERE t.test_key = k.test_key AND t.run_id = $1)
)
SELECT s.test_key, n.test_id, n.name, n.suite, n.class_name, n.file
FROM suspects s
CROSS JOIN LATERAL (
  SELECT t.test_id, t.name, t.suite, t.class_name, t.file
  FROM test_results t
  WHERE t.test_key = s.test_key AND t.run_id IN (SELECT id FROM same_commit)
  LIMIT 1) n
ORDER BY s.test_key
LIMIT $4

-- name: executions
SELECT k.test_key, e.*
FROM unnest($2::uuid[]) AS k (test_key)
CROSS JOIN LATERAL (
  SELECT t.run_id, r.commit_sha, coalesce(q.parameters::text, '') AS variant, t.verdict, t.reruns, a.worker_name, t.recorded_at
  FROM test_results t
  JOIN test_runs r ON r.id = t.run_id
  LEFT JOIN test_tasks q ON q.id = t.task_id
  LEFT JOIN test_attempts a ON a.run_id = t.run_id AND a.task_id = t.task_id AND a.attempt = t.attempt
  WHERE t.test_key = k.test_key AND coalesce(r.project, '') = $1
  ORDER BY t.run_id DESC, t.sequence DESC
  LIMIT $3) e

-- name: keep
INSERT INTO flaky_tests AS f (
  project, test_key, test_id, name, suite, class_name, file, probability, rate, rate_low, rate_high, failures, executions,
  reasons, passes_since, last_flip_at, last_run, updated_at)
SELECT
  $1::text, n.test_key, n.test_id, n.name, n.suite, n.class_name, n.file, n.probability, n.rate, n.rate_low, n.rate_high,
  n.failures, n.executions, n.reasons, n.passes_since, n.last_failure_at, $2::uuid, $3::timestamptz
FROM jsonb_to_recordset($4::text::jsonb) AS n (
  test_key uuid, test_id text, name text, suite text, class_name text, file text, probability double precision,
  rate double precision, rate_low double precision, rate_high double precision, failures integer, executions integer,
  reasons jsonb, passes_since integer, last_failure_at timestamptz)
ORDER BY n.test_key
ON CONFLICT (project, test_key) DO UPDATE SET
  (test_id, name, suite, class_name, file, probability, rate, rate_low, rate_high, failures, executions, reasons,
   passes_since, last_flip_at, last_run, updated_at)
  = (EXCLUDED.test_id, EXCLUDED.name, EXCLUDED.suite, EXCLUDED.class_name, EXCLUDED.file, EXCLUDED.probability,
     EXCLUDED.rate, EXCLUDED.rate_low, EXCLUDED.rate_high, EXCLUDED.failures, EXCLUDED.executions, EXCLUDED.reasons,
     EXCLUDED.passes_since, EXCLUDED.last_flip_at, EXCLUDED.last_run, EXCLUDED.updated_at)

-- name: not_any_more
DELETE FROM flaky_tests WHERE project = $1 AND test_key = ANY ($2::uuid[])

-- name: list
SELECT f.*, f.reasons::text AS reasons_text, q.id AS quarantine
FROM flaky_tests f
LEFT JOIN quarantines q
  ON q.project = f.project AND q.test_key = f.test_key AND q.ended_at IS NULL AND q.expires_at > now()
WHERE true

-- name: list_order
ORDER BY f.probability DESC, f.test_key DESC
