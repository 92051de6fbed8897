-- Runs held against the rules.

-- name: facts
SELECT
  r.status, r.reason, r.summary::text AS summary, r.completeness::text AS completeness, r.duration,
  (SELECT count(*)::integer
   FROM test_tasks t
   WHERE t.run_id = r.id AND t.verdict NOT IN ('passed', 'skipped')
     AND NOT EXISTS (
       SELECT 1
       FROM latest_test_results b
       WHERE b.run_id = r.id AND b.task_id = t.id AND b.verdict NOT IN ('passed', 'skipped'))) AS task_failures,
  (SELECT m.metric_value
   FROM performance_metrics m
   WHERE m.run_id = r.id AND m.metric_name = 'coverage'
   ORDER BY m.task_id IS NOT NULL, m.recorded_at DESC
   LIMIT 1) AS coverage
FROM test_runs r
WHERE r.id = $1

-- name: keep
INSERT INTO run_gates (run_id, finish, passed, rules, evaluated_at)
VALUES ($1, $2, $3, $4::text::jsonb, $5)
ON CONFLICT (run_id) DO UPDATE SET
  (finish, passed, rules, evaluated_at) = (EXCLUDED.finish, EXCLUDED.passed, EXCLUDED.rules, EXCLUDED.evaluated_at)
WHERE run_gates.finish <= EXCLUDED.finish

-- name: find
SELECT
  r.status IN ('completed', 'failed', 'cancelled', 'timeout', 'lost') AS ended, g.passed, g.rules::text AS rules,
  g.evaluated_at,
  EXISTS (SELECT 1 FROM run_digests d WHERE d.run_id = r.id AND d.finish = r.status_sequence) AS whole
FROM test_runs r
LEFT JOIN run_gates g ON g.run_id = r.id AND g.finish = r.status_sequence
WHERE r.id = $1
