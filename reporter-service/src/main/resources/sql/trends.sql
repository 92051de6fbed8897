-- Figures over runs: first the newest runs, then their figures, one for each run and group.

-- name: newest_runs
SELECT r.id, r.branch, r.commit_sha, r.created_at
FROM test_runs r
WHERE r.created_at IS NOT NULL

-- name: newest_runs_order
ORDER BY r.created_at DESC, r.id DESC

-- name: by_run
-- Groups that are the run's: its branch, its commit.
SELECT m.run_id, NULL::text AS name, percentile_cont(0.5) WITHIN GROUP (ORDER BY m.metric_value) AS value
FROM performance_metrics m
WHERE m.metric_name = $1 AND m.run_id = ANY ($2::uuid[])
GROUP BY m.run_id

-- name: by_task_type
SELECT m.run_id, coalesce(t.type, '(of the run)') AS name,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY m.metric_value) AS value
FROM performance_metrics m
LEFT JOIN test_tasks t ON t.id = m.task_id
WHERE m.metric_name = $1 AND m.run_id = ANY ($2::uuid[])
GROUP BY m.run_id, coalesce(t.type, '(of the run)')

-- name: by_hardware
SELECT m.run_id, coalesce(h.name, '(unknown)') AS name,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY m.metric_value) AS value
FROM performance_metrics m
LEFT JOIN test_tasks t ON t.id = m.task_id
LEFT JOIN LATERAL (
  SELECT string_agg(word, '+' ORDER BY word) AS name
  FROM jsonb_array_elements_text(CASE WHEN jsonb_typeof(t.hardware) = 'array' THEN t.hardware ELSE '[]' END) AS w (word)) h
  ON true
WHERE m.metric_name = $1 AND m.run_id = ANY ($2::uuid[])
GROUP BY m.run_id, coalesce(h.name, '(unknown)')

-- name: unit
SELECT unit FROM performance_metrics WHERE metric_name = $1 AND unit IS NOT NULL ORDER BY recorded_at DESC LIMIT 1

-- name: test_by_run
SELECT t.run_id, NULL::text AS name, percentile_cont(0.5) WITHIN GROUP (ORDER BY t.seconds) AS value
FROM latest_test_results t
WHERE t.test_key = $1 AND t.run_id = ANY ($2::uuid[]) AND t.verdict = 'passed'
GROUP BY t.run_id

-- name: test_by_task_type
SELECT t.run_id, coalesce(q.type, '(unknown)') AS name, percentile_cont(0.5) WITHIN GROUP (ORDER BY t.seconds) AS value
FROM latest_test_results t
LEFT JOIN test_tasks q ON q.id = t.task_id
WHERE t.test_key = $1 AND t.run_id = ANY ($2::uuid[]) AND t.verdict = 'passed'
GROUP BY t.run_id, coalesce(q.type, '(unknown)')

-- name: test_by_hardware
SELECT t.run_id, coalesce(h.name, '(unknown)') AS name, percentile_cont(0.5) WITHIN GROUP (ORDER BY t.seconds) AS value
FROM latest_test_results t
LEFT JOIN test_tasks q ON q.id = t.task_id
LEFT JOIN LATERAL (
  SELECT string_agg(word, '+' ORDER BY word) AS name
  FROM jsonb_array_elements_text(CASE WHEN jsonb_typeof(q.hardware) = 'array' THEN q.hardware ELSE '[]' END) AS w (word)) h
  ON true
WHERE t.test_key = $1 AND t.run_id = ANY ($2::uuid[]) AND t.verdict = 'passed'
GROUP BY t.run_id, coalesce(h.name, '(unknown)')

-- name: metric_names
-- Of the latest runs: a name that nobody measures any more is not offered.
SELECT m.metric_name, count(DISTINCT m.run_id) AS runs
FROM performance_metrics m
WHERE m.run_id IN (
  SELECT r.id
  FROM test_runs r
  WHERE $1::text IS NULL OR r.project = $1
  ORDER BY r.created_at DESC NULLS LAST, r.id DESC
  LIMIT 50)
GROUP BY m.metric_name
ORDER BY runs DESC, m.metric_name
LIMIT $2
