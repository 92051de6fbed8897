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

-- name: again
-- Something that a rule asks for was measured after the end. Where nothing else comes of it, what is told stays as it is.
WITH gone AS (
  DELETE FROM run_gates WHERE run_id = $1 RETURNING run_id),
anew AS (
  UPDATE run_digests SET digested = 0, tries = 0, not_before = now()
  WHERE run_id = $1 AND digested > 0
  RETURNING run_id)
UPDATE tellings
SET wanted = wanted + 1, wanted_at = CASE WHEN due_at IS NULL THEN now() ELSE wanted_at END, due_at = coalesce(due_at, now())
WHERE run_id = $1 AND ended AND NOT refused
