-- How the events of a batch get into the tables. Everything in one transaction, in this order.

-- name: know_runs
-- A run that nobody has heard of gets its rows first, so that there is something to lock.
WITH known AS (
  INSERT INTO test_runs (id)
  SELECT id FROM unnest($1::uuid[]) AS id ORDER BY id
  ON CONFLICT DO NOTHING)
INSERT INTO run_progress (run_id)
SELECT id FROM unnest($1::uuid[]) AS id ORDER BY id
ON CONFLICT DO NOTHING

-- name: lock_runs
-- After a rebalance two readers may hold events of one run for a moment. The second waits here, and then sees what the
-- first has written.
SELECT p.run_id, p.received::text AS received
FROM run_progress p
WHERE p.run_id = ANY ($1::uuid[])
ORDER BY p.run_id
FOR UPDATE

-- name: runs
SELECT to_jsonb(r)::text AS row FROM test_runs r WHERE r.id = ANY ($1::uuid[])

-- name: tasks
SELECT to_jsonb(t)::text AS row FROM test_tasks t WHERE t.id = ANY ($1::uuid[])

-- name: attempts
SELECT to_jsonb(a)::text AS row FROM test_attempts a WHERE a.run_id = ANY ($1::uuid[]) AND a.task_id = ANY ($2::uuid[])

-- name: write_runs
INSERT INTO test_runs (
  id, queued_sequence, name, project, user_name, provider, repository, build_id, commit_sha, branch, pr_number, url, tasks,
  planned, metadata, created_at, status_sequence, status, verdict, reason, summary, completeness, end_time, duration,
  start_time, traceparent)
SELECT
  id, queued_sequence, name, project, user_name, provider, repository, build_id, commit_sha, branch, pr_number, url, tasks,
  planned, metadata, created_at, status_sequence, status, verdict, reason, summary, completeness, end_time, duration,
  start_time, traceparent
FROM jsonb_populate_recordset(NULL::test_runs, $1::text::jsonb)
ON CONFLICT (id) DO UPDATE SET
  (queued_sequence, name, project, user_name, provider, repository, build_id, commit_sha, branch, pr_number, url, tasks,
   planned, metadata, created_at, status_sequence, status, verdict, reason, summary, completeness, end_time, duration,
   start_time, traceparent)
  = (EXCLUDED.queued_sequence, EXCLUDED.name, EXCLUDED.project, EXCLUDED.user_name, EXCLUDED.provider,
     EXCLUDED.repository, EXCLUDED.build_id, EXCLUDED.commit_sha, EXCLUDED.branch, EXCLUDED.pr_number, EXCLUDED.url,
     EXCLUDED.tasks, EXCLUDED.planned, EXCLUDED.metadata, EXCLUDED.created_at, EXCLUDED.status_sequence, EXCLUDED.status,
     EXCLUDED.verdict, EXCLUDED.reason, EXCLUDED.summary, EXCLUDED.completeness, EXCLUDED.end_time, EXCLUDED.duration,
     EXCLUDED.start_time, EXCLUDED.traceparent)

-- name: write_progress
UPDATE run_progress p
SET received = n.received::int8multirange, updated_at = now()
FROM unnest($1::uuid[], $2::text[]) AS n (run_id, received)
WHERE p.run_id = n.run_id

-- name: write_tasks
INSERT INTO test_tasks (
  id, run_id, queued_sequence, name, type, priority, files, planned, parameters, created_at, status_sequence, status,
  attempt, verdict, reason, lost_reason, exit_code, worker_id, worker_name, hardware, start_time, end_time, duration, result)
SELECT
  id, run_id, queued_sequence, name, type, priority, files, planned, parameters, created_at, status_sequence, status,
  attempt, verdict, reason, lost_reason, exit_code, worker_id, worker_name, hardware, start_time, end_time, duration, result
FROM jsonb_populate_recordset(NULL::test_tasks, $1::text::jsonb)
ON CONFLICT (id) DO UPDATE SET
  (queued_sequence, name, type, priority, files, planned, parameters, created_at, status_sequence, status, attempt, verdict,
   reason, lost_reason, exit_code, worker_id, worker_name, hardware, start_time, end_time, duration, result)
  = (EXCLUDED.queued_sequence, EXCLUDED.name, EXCLUDED.type, EXCLUDED.priority, EXCLUDED.files, EXCLUDED.planned,
     EXCLUDED.parameters, EXCLUDED.created_at, EXCLUDED.status_sequence, EXCLUDED.status, EXCLUDED.attempt,
     EXCLUDED.verdict, EXCLUDED.reason, EXCLUDED.lost_reason, EXCLUDED.exit_code, EXCLUDED.worker_id,
     EXCLUDED.worker_name, EXCLUDED.hardware, EXCLUDED.start_time, EXCLUDED.end_time, EXCLUDED.duration, EXCLUDED.result)

-- name: write_attempts
INSERT INTO test_attempts (
  run_id, task_id, attempt, started_sequence, worker_id, worker_name, hardware, start_time, finished_sequence, settled,
  status, verdict, reason, lost_reason, exit_code, end_time, duration, result)
SELECT
  run_id, task_id, attempt, started_sequence, worker_id, worker_name, hardware, start_time, finished_sequence, settled,
  status, verdict, reason, lost_reason, exit_code, end_time, duration, result
FROM jsonb_populate_recordset(NULL::test_attempts, $1::text::jsonb)
ON CONFLICT (run_id, task_id, attempt) DO UPDATE SET
  (started_sequence, worker_id, worker_name, hardware, start_time, finished_sequence, settled, status, verdict, reason,
   lost_reason, exit_code, end_time, duration, result)
  = (EXCLUDED.started_sequence, EXCLUDED.worker_id, EXCLUDED.worker_name, EXCLUDED.hardware, EXCLUDED.start_time,
     EXCLUDED.finished_sequence, EXCLUDED.settled, EXCLUDED.status, EXCLUDED.verdict, EXCLUDED.reason,
     EXCLUDED.lost_reason, EXCLUDED.exit_code, EXCLUDED.end_time, EXCLUDED.duration, EXCLUDED.result)

-- name: add_metrics
INSERT INTO performance_metrics (id, run_id, task_id, attempt, metric_name, metric_value, unit, recorded_at)
SELECT id, run_id, task_id, attempt, metric_name, metric_value, unit, recorded_at
FROM jsonb_populate_recordset(NULL::performance_metrics, $1::text::jsonb)
ON CONFLICT DO NOTHING

-- name: add_artifacts
INSERT INTO artifacts (
  run_id, sequence, task_id, attempt, artifact_id, name, path, size_bytes, type, sha256, problem, recorded_at)
SELECT run_id, sequence, task_id, attempt, artifact_id, name, path, size_bytes, type, sha256, problem, recorded_at
FROM jsonb_populate_recordset(NULL::artifacts, $1::text::jsonb)
ON CONFLICT DO NOTHING

-- name: add_links
INSERT INTO run_links (run_id, sequence, finish, complete, links, sources, resolved_at)
SELECT run_id, sequence, finish, complete, links, sources, resolved_at
FROM jsonb_populate_recordset(NULL::run_links, $1::text::jsonb)
ON CONFLICT DO NOTHING

-- name: add_results
INSERT INTO test_results (
  run_id, sequence, task_id, test_key, attempt, reruns, planned, seconds, recorded_at, verdict, test_id, name, suite,
  class_name, file, message, type, detail, lost_reason)
SELECT *
FROM unnest(
  $1::uuid[], $2::bigint[], $3::uuid[], $4::uuid[], $5::integer[], $6::integer[], $7::boolean[], $8::double precision[],
  $9::timestamptz[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[],
  $17::text[], $18::text[], $19::text[])
ON CONFLICT DO NOTHING
