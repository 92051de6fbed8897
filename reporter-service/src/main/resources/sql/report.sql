-- What a report is made of. Every statement is short: none keeps a snapshot while a report is written.

-- name: standing
SELECT to_jsonb(r)::text AS row, p.received::text AS received,
  (SELECT max(l.finish) FROM run_links l WHERE l.run_id = r.id) AS links_of
FROM test_runs r
JOIN run_progress p ON p.run_id = r.id
WHERE r.id = $1

-- name: tasks
SELECT to_jsonb(t)::text AS row
FROM test_tasks t
WHERE t.run_id = $1 AND t.id > $2
ORDER BY t.id
LIMIT $3

-- name: counts
-- Only for a report of a run that is not final; the final event brings its own counts.
SELECT verdict, count(*)::integer AS tests, count(*) FILTER (WHERE planned AND verdict <> 'lost')::integer AS accounted
FROM latest_test_results
WHERE run_id = $1
GROUP BY verdict

-- name: planned
SELECT coalesce(sum(planned), 0)::integer AS planned FROM test_tasks WHERE run_id = $1

-- name: artifacts
SELECT artifact_id, name, path, size_bytes, type, task_id, attempt, problem
FROM artifacts
WHERE run_id = $1
ORDER BY sequence
LIMIT $2

-- name: links
SELECT to_jsonb(l)::text AS row
FROM run_links l
WHERE l.run_id = $1
ORDER BY l.finish DESC
LIMIT 1

-- name: metrics
SELECT metric_name, metric_value, unit, task_id
FROM performance_metrics
WHERE run_id = $1
ORDER BY recorded_at, id
LIMIT $2

-- name: workers
SELECT DISTINCT worker_name, hardware::text AS hardware
FROM test_attempts
WHERE run_id = $1 AND worker_name IS NOT NULL
ORDER BY worker_name
LIMIT 1000

-- name: tests
SELECT
  r.task_id, r.sequence, r.test_id, r.attempt, r.suite, r.class_name, r.name, r.file, r.verdict, r.lost_reason, r.seconds,
  r.message, r.type, r.detail, r.planned,
  r.verdict = 'passed' AND (r.reruns > 0 OR (r.attempt > 1 AND EXISTS (
    SELECT 1
    FROM test_results older
    WHERE older.test_key = r.test_key
      AND older.run_id = r.run_id
      AND older.task_id = r.task_id
      AND older.attempt < r.attempt
      AND older.verdict NOT IN ('passed', 'skipped')))) AS flaky
FROM latest_test_results r
WHERE r.run_id = $1 AND (r.task_id, r.sequence) > ($2, $3)
ORDER BY r.task_id, r.sequence
LIMIT $4
