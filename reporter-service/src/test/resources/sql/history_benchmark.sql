-- A history of $runs runs with 100 results each, of 200 tests in two suites that take turns.

-- name: runs
INSERT INTO reporter.test_runs (
  id, queued_sequence, name, project, user_name, provider, repository, build_id, commit_sha, branch, tasks, planned, created_at,
  status_sequence, status, verdict, reason, summary, completeness, end_time, duration, start_time)
SELECT
  (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '70008' || lpad(to_hex(n), 15, '0'))::uuid,
  1, CASE WHEN n % 2 = 0 THEN 'unit' ELSE 'integration' END, 'shop', 'ada', 'github', 'acme/shop', n::text,
  md5((n / 3)::text), CASE WHEN n % 4 < 2 THEN 'main' ELSE 'feature-' || (n / 40) END, 1, 100, at, 200, 'failed', 'failed',
  '2 of 100 tests are bad', '{"total":100,"passed":98,"failed":2,"error":0,"skipped":0,"cancelled":0,"timeout":0,"lost":0,"pending":0}',
  '{"planned":100,"accounted":100,"missing":[]}', at + interval '2 minutes', 100 + 20 * random(), at
FROM (SELECT n, now() - (? - n) * interval '10 minutes' AS at FROM generate_series(1, ?) AS g (n)) r

-- name: progress
INSERT INTO reporter.run_progress (run_id, received) SELECT id, '{[1,201)}' FROM reporter.test_runs ON CONFLICT DO NOTHING

-- name: tasks
INSERT INTO reporter.test_tasks (
  id, run_id, queued_sequence, name, type, priority, created_at, status_sequence, status, attempt, verdict, hardware)
SELECT md5(r.id::text)::uuid, r.id, 2, r.name, r.name, 5, r.created_at, 199, 'failed', 1, 'failed',
  CASE WHEN r.build_id::integer % 3 = 0 THEN '["cuda"]'::jsonb ELSE '["cpu"]'::jsonb END
FROM reporter.test_runs r

-- name: attempts
INSERT INTO reporter.test_attempts (run_id, task_id, attempt, worker_name, hardware)
SELECT run_id, id, 1, 'worker-' || (abs(hashtext(id::text)) % 8), hardware FROM reporter.test_tasks

-- name: results
INSERT INTO reporter.test_results (
  run_id, sequence, task_id, test_key, attempt, reruns, planned, seconds, recorded_at, verdict, test_id, name, file, message, type,
  detail)
SELECT
  r.id, 10 + t.n, md5(r.id::text)::uuid, t.key, 1, 0, true, random(), r.created_at + t.n * interval '1 second',
  CASE WHEN bad THEN 'failed' ELSE 'passed' END, t.id, t.name, t.file,
  CASE WHEN bad THEN 'order ' || r.build_id || ' of kind ' || (abs(hashtext(t.id)) % 30) || ' has no price' END,
  CASE WHEN bad THEN 'KeyError' END, CASE WHEN bad THEN repeat('  at shop.Basket.total(Basket.java:17)' || chr(10), 20) END
FROM reporter.test_runs r
JOIN (
  SELECT n, suite, id, 'test_' || n AS name, file, encode(substring(sha256(convert_to(id, 'UTF8')) FROM 1 FOR 16), 'hex')::uuid AS key
  FROM (
    SELECT n, suite, 'tests/' || suite || '/test_' || (n % 10) || '.py' AS file,
      'tests/' || suite || '/test_' || (n % 10) || '.py::test_' || n AS id
    FROM generate_series(1, 100) AS g (n), (VALUES ('unit'), ('integration')) AS s (suite)) named) t ON t.suite = r.name
CROSS JOIN LATERAL (SELECT abs(hashtext(t.id || (r.build_id::integer / 7)::text)) % 50 = 0 AS bad) b

-- name: metrics
INSERT INTO reporter.performance_metrics (id, run_id, task_id, attempt, metric_name, metric_value, unit, recorded_at)
SELECT md5(r.id::text || m.name)::uuid, r.id, md5(r.id::text)::uuid, 1, m.name, 10 + random(), m.unit, r.created_at
FROM reporter.test_runs r,
  (VALUES ('execution_time', 'seconds'), ('memory_usage', 'MB'), ('cpu_usage', NULL)) AS m (name, unit)

-- name: ended
-- The newest are to be looked at.
INSERT INTO reporter.run_digests (run_id, finish)
SELECT id, 200 FROM reporter.test_runs ORDER BY created_at DESC LIMIT ?

-- name: failed_run
INSERT INTO reporter.test_results (
  run_id, sequence, task_id, test_key, attempt, reruns, planned, seconds, recorded_at, verdict, test_id, name, file, message, type,
  detail)
SELECT
  ?::uuid, n, md5('t')::uuid, md5(n::text)::uuid, 1, 0, true, 1, now(), 'error', 'tests/test_x.py::test_' || n, 'test_' || n,
  'tests/test_x.py', 'order ' || n || ' at 2026-11-20T10:00:00Z of ' || md5((n % 500)::text) || ' kind ' || chr(97 + n % 26)
    || chr(97 + n / 26 % 26) || ' is not there',
  'shop.errors.Missing' || n % 20,
  repeat('  File "/srv/ci/build/' || n || '/src/shop/basket.py", line ' || n || ', in total_' || chr(97 + n % 26) || chr(10)
    || '    return price(' || n || ')' || chr(10), 25)
FROM generate_series(1, ?) AS g (n)
