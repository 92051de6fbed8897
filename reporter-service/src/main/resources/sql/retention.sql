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

-- name: forget_occurrences
DELETE FROM failure_occurrences
WHERE (run_id, fingerprint, sequence) IN (
  SELECT run_id, fingerprint, sequence FROM failure_occurrences WHERE run_id = $1 LIMIT $2)

-- name: forget_run_failures
DELETE FROM run_failures
WHERE (run_id, fingerprint) IN (SELECT run_id, fingerprint FROM run_failures WHERE run_id = $1 LIMIT $2)

-- name: forget_gate
DELETE FROM run_gates WHERE run_id IN (SELECT run_id FROM run_gates WHERE run_id = $1 LIMIT $2)

-- name: forget_digest
DELETE FROM run_digests WHERE run_id IN (SELECT run_id FROM run_digests WHERE run_id = $1 LIMIT $2)

-- name: forget_standings
-- What is of no run, and was not seen for so long.
DELETE FROM failure_standings
WHERE (project, branch, fingerprint) IN (
  SELECT project, branch, fingerprint FROM failure_standings WHERE last_at < $1 LIMIT $2)

-- name: forget_clusters
DELETE FROM failure_clusters
WHERE (project, fingerprint) IN (SELECT project, fingerprint FROM failure_clusters WHERE last_at < $1 LIMIT $2)

-- name: forget_flaky
DELETE FROM flaky_tests
WHERE (project, test_key) IN (SELECT project, test_key FROM flaky_tests WHERE updated_at < $1 LIMIT $2)

-- name: forget_quarantines
DELETE FROM quarantines WHERE id IN (SELECT id FROM quarantines WHERE coalesce(ended_at, expires_at) < $1 LIMIT $2)

-- name: forget_parked
DELETE FROM parked_messages WHERE id IN (SELECT id FROM parked_messages WHERE at < $1 ORDER BY id LIMIT $2)
