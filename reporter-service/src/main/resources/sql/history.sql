-- Looking back. The statements that end in WHERE true get their filters appended, and the order after them.

-- name: runs
SELECT to_jsonb(r)::text AS row
FROM test_runs r
WHERE r.created_at IS NOT NULL

-- name: runs_order
ORDER BY r.created_at DESC, r.id DESC

-- name: results_of_test
SELECT
  t.run_id, r.name AS run_name, r.project, r.branch, r.commit_sha, t.task_id, t.sequence, t.attempt, t.test_id, t.name,
  t.verdict, t.seconds, t.message, t.type, t.lost_reason, t.reruns, t.recorded_at,
  NOT EXISTS (
    SELECT 1
    FROM test_results newer
    WHERE newer.test_key = t.test_key
      AND newer.run_id = t.run_id
      AND newer.task_id = t.task_id
      AND (newer.attempt, newer.sequence) > (t.attempt, t.sequence)) AS latest
FROM test_results t
JOIN test_runs r ON r.id = t.run_id
WHERE true

-- name: results_of_test_order
ORDER BY t.run_id DESC, t.sequence DESC

-- name: metrics
SELECT m.id, m.run_id, m.task_id, m.attempt, m.metric_name, m.metric_value, m.unit, m.recorded_at
FROM performance_metrics m
WHERE true

-- name: metrics_order
ORDER BY m.recorded_at DESC, m.id DESC

-- name: add_metric
INSERT INTO performance_metrics (id, run_id, task_id, metric_name, metric_value, unit, recorded_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (id) DO NOTHING

-- name: metric
SELECT m.id, m.run_id, m.task_id, m.attempt, m.metric_name, m.metric_value, m.unit, m.recorded_at
FROM performance_metrics m
WHERE m.id = $1

-- name: owner_is_known
SELECT
  EXISTS (SELECT 1 FROM test_runs WHERE id = $1) AS run,
  $2::uuid IS NULL OR EXISTS (SELECT 1 FROM test_tasks WHERE id = $2 AND run_id = $1) AS task
