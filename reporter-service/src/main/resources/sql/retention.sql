-- Forgetting what is old, a little at a time: each statement is a transaction of its own and locks few rows.

-- name: only_one
-- Of several reporters one sweeps. The lock goes with the connection.
SELECT pg_try_advisory_lock(hashtext('verdict.reporter.retention')) AS mine

-- name: not_any_more
SELECT pg_advisory_unlock(hashtext('verdict.reporter.retention'))

-- name: oldest
-- A run whose first event never came has no time of its own; the last of its events has.
SELECT r.id
FROM test_runs r
JOIN run_progress p ON p.run_id = r.id
WHERE coalesce(r.created_at, p.updated_at) < $1 AND p.updated_at < $1
ORDER BY r.id
LIMIT 1

-- name: forget_results
DELETE FROM test_results
WHERE (run_id, task_id, sequence) IN (
  SELECT run_id, task_id, sequence FROM test_results WHERE run_id = $1 LIMIT $2)

-- name: forget_artifacts
DELETE FROM artifacts
WHERE (run_id, sequence) IN (SELECT run_id, sequence FROM artifacts WHERE run_id = $1 LIMIT $2)

-- name: forget_links
DELETE FROM run_links
WHERE (run_id, sequence) IN (SELECT run_id, sequence FROM run_links WHERE run_id = $1 LIMIT $2)

-- name: forget_metrics
DELETE FROM performance_metrics
WHERE id IN (SELECT id FROM performance_metrics WHERE run_id = $1 LIMIT $2)

-- name: forget_attempts
DELETE FROM test_attempts
WHERE (run_id, task_id, attempt) IN (SELECT run_id, task_id, attempt FROM test_attempts WHERE run_id = $1 LIMIT $2)

-- name: forget_tasks
DELETE FROM test_tasks
WHERE id IN (SELECT id FROM test_tasks WHERE run_id = $1 LIMIT $2)

-- name: forget_run
DELETE FROM test_runs WHERE id = $1
