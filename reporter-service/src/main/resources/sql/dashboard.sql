-- What pages show. The statements that end in WHERE true, or in a condition, get their filters appended, and the order after them.

-- name: runs
SELECT to_jsonb(r)::text AS row
FROM test_runs r
WHERE r.created_at IS NOT NULL

-- name: runs_order
ORDER BY r.created_at DESC, r.id DESC

-- name: choices
-- Of the last runs only: what nobody has used for long needs no proposal.
SELECT DISTINCT project, branch
FROM (
  SELECT project, branch
  FROM test_runs
  WHERE created_at IS NOT NULL
  ORDER BY created_at DESC, id DESC
  LIMIT 300) r

-- name: run
SELECT to_jsonb(r)::text AS row FROM test_runs r WHERE r.id = $1

-- name: progress
-- Finished tasks bring their counts; only those that run are counted test by test.
WITH tasks AS (
  SELECT
    t.run_id,
    count(*) AS tasks,
    count(*) FILTER (WHERE t.status NOT IN ('pending', 'assigned', 'running')) AS done,
    count(*) FILTER (WHERE t.status = 'running') AS running,
    coalesce(sum(t.planned), 0) AS planned,
    jsonb_build_object(
      'passed', coalesce(sum((t.result ->> 'passed')::int) FILTER (WHERE t.verdict IS NOT NULL), 0),
      'failed', coalesce(sum((t.result ->> 'failed')::int) FILTER (WHERE t.verdict IS NOT NULL), 0),
      'error', coalesce(sum((t.result ->> 'error')::int) FILTER (WHERE t.verdict IS NOT NULL), 0),
      'skipped', coalesce(sum((t.result ->> 'skipped')::int) FILTER (WHERE t.verdict IS NOT NULL), 0),
      'cancelled', coalesce(sum((t.result ->> 'cancelled')::int) FILTER (WHERE t.verdict IS NOT NULL), 0),
      'timeout', coalesce(sum((t.result ->> 'timeout')::int) FILTER (WHERE t.verdict IS NOT NULL), 0),
      'lost', coalesce(sum((t.result ->> 'lost')::int) FILTER (WHERE t.verdict IS NOT NULL), 0)) AS done_tests
  FROM test_tasks t
  WHERE t.run_id = ANY ($1::uuid[])
  GROUP BY t.run_id),
going AS (
  SELECT g.run_id, jsonb_object_agg(g.verdict, g.tests) AS tests
  FROM (
    SELECT t.run_id, r.verdict, count(*) AS tests
    FROM test_tasks t
    JOIN test_results r ON r.run_id = t.run_id AND r.task_id = t.id AND r.attempt = t.attempt
    WHERE t.run_id = ANY ($1::uuid[]) AND t.status = 'running'
    GROUP BY t.run_id, r.verdict) g
  GROUP BY g.run_id)
SELECT
  t.run_id, t.tasks::int, t.done::int, t.running::int, t.planned::int, t.done_tests::text, coalesce(g.tests, '{}')::text AS going_tests
FROM tasks t
LEFT JOIN going g ON g.run_id = t.run_id

-- name: tasks
SELECT to_jsonb(t)::text AS row
FROM test_tasks t
WHERE t.run_id = $1
ORDER BY
  CASE
    WHEN t.verdict IS NOT NULL AND t.verdict NOT IN ('passed', 'skipped') THEN 0
    WHEN t.status = 'running' THEN 1
    WHEN t.verdict IS NULL THEN 2
    ELSE 3
  END,
  t.id
LIMIT $2

-- name: task
SELECT to_jsonb(t)::text AS row FROM test_tasks t WHERE t.run_id = $1 AND t.id = $2

-- name: stints
SELECT a.task_id, a.attempt, t.name, a.worker_name, a.start_time, a.end_time, a.verdict, a.reason
FROM test_attempts a
LEFT JOIN test_tasks t ON t.id = a.task_id
WHERE a.run_id = $1 AND a.start_time IS NOT NULL AND ($2::uuid IS NULL OR a.task_id = $2)
ORDER BY a.start_time, a.task_id, a.attempt
LIMIT $3

-- name: bad_tests
WITH bad AS (
  SELECT r.*
  FROM latest_test_results r
  WHERE r.run_id = $1 AND r.verdict NOT IN ('passed', 'skipped')
  ORDER BY r.task_id, r.sequence
  LIMIT $2),
-- Found once, and few: a branch that is new has none, and a test's whole history is not walked to find that out.
earlier AS (
  (SELECT b.id
   FROM test_runs b JOIN test_runs this ON this.id = $1
   WHERE b.branch = this.branch AND b.project IS NOT DISTINCT FROM this.project AND b.created_at < this.created_at
   ORDER BY b.created_at DESC, b.id DESC
   LIMIT 50)
  UNION ALL
  (SELECT b.id
   FROM test_runs b JOIN test_runs this ON this.id = $1
   WHERE b.branch IS NULL AND this.branch IS NULL AND b.project IS NOT DISTINCT FROM this.project
     AND b.created_at < this.created_at
   ORDER BY b.created_at DESC, b.id DESC
   LIMIT 50))
SELECT
  bad.run_id, bad.task_id, bad.sequence, bad.test_key, bad.test_id, bad.name, coalesce(bad.class_name, bad.file, bad.suite) AS place,
  bad.verdict, bad.seconds, bad.attempt, left(bad.message, 1500) AS message, bad.type, bad.lost_reason, false AS flaky,
  left(bad.detail, 3000) AS detail, before.verdict AS before
FROM bad
LEFT JOIN LATERAL (
  SELECT p.verdict
  FROM test_results p
  WHERE p.test_key = bad.test_key
    AND p.run_id IN (SELECT e.id FROM earlier e)
  ORDER BY p.run_id DESC, p.attempt DESC, p.sequence DESC
  LIMIT 1) before ON true
ORDER BY bad.task_id, bad.sequence

-- name: flaky_tests
SELECT
  r.run_id, r.task_id, r.sequence, r.test_key, r.test_id, r.name, coalesce(r.class_name, r.file, r.suite) AS place, r.verdict,
  r.seconds, r.attempt, left(r.message, 300) AS message, r.type, r.lost_reason, true AS flaky
FROM latest_test_results r
WHERE r.run_id = $1
  AND r.verdict = 'passed'
  AND (r.reruns > 0 OR (r.attempt > 1 AND EXISTS (
    SELECT 1
    FROM test_results older
    WHERE older.test_key = r.test_key
      AND older.run_id = r.run_id
      AND older.task_id = r.task_id
      AND older.attempt < r.attempt
      AND older.verdict NOT IN ('passed', 'skipped'))))
  AND (r.verdict NOT IN ('passed', 'skipped') OR r.reruns > 0 OR r.attempt > 1)
ORDER BY r.task_id, r.sequence
LIMIT $2

-- name: tests
SELECT
  r.run_id, r.task_id, r.sequence, r.test_key, r.test_id, r.name, coalesce(r.class_name, r.file, r.suite) AS place, r.verdict,
  r.seconds, r.attempt, left(r.message, 300) AS message, r.type, r.lost_reason, r.verdict = 'passed' AND r.reruns > 0 AS flaky
FROM latest_test_results r
WHERE true

-- name: tests_order
ORDER BY r.task_id, r.sequence

-- name: past
SELECT
  t.run_id, r.name AS run_name, r.project, r.branch, r.commit_sha, t.task_id, t.attempt, t.test_id, t.name,
  coalesce(t.class_name, t.file, t.suite) AS place, t.verdict, t.seconds, left(t.message, 500) AS message, t.type, t.lost_reason,
  t.reruns, t.recorded_at, a.worker_name, a.hardware::text AS hardware
FROM test_results t
JOIN test_runs r ON r.id = t.run_id
LEFT JOIN test_attempts a ON a.run_id = t.run_id AND a.task_id = t.task_id AND a.attempt = t.attempt
WHERE NOT EXISTS (
    SELECT 1
    FROM test_results newer
    WHERE newer.test_key = t.test_key
      AND newer.run_id = t.run_id
      AND newer.task_id = t.task_id
      AND (newer.attempt, newer.sequence) > (t.attempt, t.sequence))

-- name: past_order
ORDER BY t.run_id DESC, t.sequence DESC

-- name: evidence
SELECT left(r.message, 8000) AS message, left(r.detail, 20000) AS detail
FROM latest_test_results r
WHERE r.run_id = $1 AND r.test_key = $2
ORDER BY r.sequence DESC
LIMIT 1

-- name: files
SELECT
  a.run_id, a.sequence, r.name AS run_name, a.task_id, t.name AS task_name, a.attempt, a.artifact_id, a.name, a.path, a.size_bytes,
  a.type, a.problem, a.recorded_at
FROM artifacts a
JOIN test_runs r ON r.id = a.run_id
LEFT JOIN test_tasks t ON t.id = a.task_id
WHERE true

-- name: files_order
ORDER BY a.run_id DESC, a.sequence DESC

-- name: stamps
SELECT p.run_id, p.updated_at::text AS stamp FROM run_progress p WHERE p.run_id = ANY ($1::uuid[])

-- name: any_stamp
-- Each of them, since a transaction that began earlier can be seen later.
SELECT coalesce(md5(string_agg(p.updated_at::text, ',' ORDER BY p.run_id)), '') AS stamp
FROM (SELECT r.id FROM test_runs r WHERE r.created_at IS NOT NULL ORDER BY r.created_at DESC, r.id DESC LIMIT 100) last
JOIN run_progress p ON p.run_id = last.id
