-- What is different in a run. Bad results are few and have an index of their own, so that nothing here reads a whole run
-- but the two statements that look for tests that are gone.

-- name: run
SELECT id, name, project, repository, branch, commit_sha, created_at, metadata ->> 'base_branch' AS base_branch
FROM test_runs
WHERE id = $1 AND created_at IS NOT NULL

-- name: before
SELECT id, name, project, repository, branch, commit_sha, created_at
FROM test_runs
WHERE branch = $1
  AND (created_at, id) < ($2, $3)
  AND project IS NOT DISTINCT FROM $4
  AND repository IS NOT DISTINCT FROM $5
  AND status IN ('completed', 'failed', 'timeout', 'lost')
ORDER BY created_at DESC, id DESC
LIMIT $6

-- name: bad
-- Each test once, with its worst task. $2 are the runs before, the newest first.
WITH here AS (
  SELECT DISTINCT ON (t.test_key)
    t.test_key, t.test_id, t.name, t.suite, t.class_name, t.file, t.task_id, t.attempt, t.verdict, t.message, t.type
  FROM latest_test_results t
  WHERE t.run_id = $1 AND t.verdict NOT IN ('passed', 'skipped')
  ORDER BY t.test_key, t.sequence
  LIMIT $4
)
SELECT
  h.*,
  (SELECT array_agg(EXISTS (
      SELECT 1
      FROM latest_test_results t
      WHERE t.test_key = h.test_key AND t.run_id = b.run_id AND t.verdict NOT IN ('passed', 'skipped')) ORDER BY b.nth)
   FROM unnest($2::uuid[]) WITH ORDINALITY AS b (run_id, nth)
   WHERE EXISTS (SELECT 1 FROM test_results t WHERE t.test_key = h.test_key AND t.run_id = b.run_id)) AS bad_before,
  (SELECT array_agg(b.run_id ORDER BY b.nth)
   FROM unnest($2::uuid[]) WITH ORDINALITY AS b (run_id, nth)
   WHERE EXISTS (SELECT 1 FROM test_results t WHERE t.test_key = h.test_key AND t.run_id = b.run_id)) AS runs_before,
  f.probability,
  q.id IS NOT NULL AS quarantined
FROM here h
LEFT JOIN flaky_tests f ON f.project = $3 AND f.test_key = h.test_key
LEFT JOIN quarantines q
  ON q.project = $3 AND q.test_key = h.test_key AND q.ended_at IS NULL AND q.expires_at > now()
ORDER BY h.test_id

-- name: passed_on_retry
SELECT DISTINCT ON (t.test_key)
  t.test_key, t.test_id, t.name, t.suite, t.class_name, t.file, t.task_id, t.attempt, t.verdict, t.message, t.type,
  NULL::boolean[] AS bad_before, NULL::uuid[] AS runs_before, f.probability, q.id IS NOT NULL AS quarantined
FROM (
  SELECT test_key FROM test_results WHERE run_id = $1 AND verdict NOT IN ('passed', 'skipped')
  UNION
  SELECT test_key FROM test_results WHERE run_id = $1 AND reruns > 0
) tried
JOIN latest_test_results t ON t.run_id = $1 AND t.test_key = tried.test_key AND t.verdict = 'passed'
LEFT JOIN flaky_tests f ON f.project = $2 AND f.test_key = t.test_key
LEFT JOIN quarantines q
  ON q.project = $2 AND q.test_key = t.test_key AND q.ended_at IS NULL AND q.expires_at > now()
WHERE t.reruns > 0
   OR EXISTS (
     SELECT 1
     FROM test_results older
     WHERE older.test_key = t.test_key
       AND older.run_id = t.run_id
       AND older.task_id = t.task_id
       AND older.attempt < t.attempt
       AND older.verdict NOT IN ('passed', 'skipped'))
ORDER BY t.test_key, t.sequence
LIMIT $3

-- name: fixed
-- Bad in the newest of the runs before that has it, and good in each of its tasks here.
WITH bad_once AS (
  SELECT DISTINCT test_key FROM test_results WHERE run_id = ANY ($2::uuid[]) AND verdict NOT IN ('passed', 'skipped')
), last_before AS (
  SELECT o.test_key, n.run_id
  FROM bad_once o
  CROSS JOIN LATERAL (
    SELECT b.run_id
    FROM unnest($2::uuid[]) WITH ORDINALITY AS b (run_id, nth)
    WHERE EXISTS (SELECT 1 FROM test_results t WHERE t.test_key = o.test_key AND t.run_id = b.run_id)
    ORDER BY b.nth
    LIMIT 1) n
)
SELECT DISTINCT ON (t.test_key)
  t.test_key, t.test_id, t.name, t.suite, t.class_name, t.file, t.task_id, t.attempt, t.verdict, t.message, t.type,
  ARRAY[true] AS bad_before, ARRAY[l.run_id] AS runs_before, f.probability, q.id IS NOT NULL AS quarantined
FROM last_before l
JOIN latest_test_results t ON t.run_id = $1 AND t.test_key = l.test_key AND t.verdict = 'passed'
LEFT JOIN flaky_tests f ON f.project = $3 AND f.test_key = t.test_key
LEFT JOIN quarantines q
  ON q.project = $3 AND q.test_key = t.test_key AND q.ended_at IS NULL AND q.expires_at > now()
WHERE EXISTS (
    SELECT 1
    FROM latest_test_results b
    WHERE b.run_id = l.run_id AND b.test_key = l.test_key AND b.verdict NOT IN ('passed', 'skipped'))
  AND NOT EXISTS (
    SELECT 1
    FROM latest_test_results o
    WHERE o.run_id = $1 AND o.test_key = l.test_key AND o.verdict NOT IN ('passed', 'skipped'))
ORDER BY t.test_key, t.sequence
LIMIT $4

-- name: only_in
SELECT DISTINCT ON (t.test_key) t.test_key, t.test_id, t.name, t.suite, t.class_name, t.file
FROM test_results t
WHERE t.run_id = $1
  AND NOT EXISTS (SELECT 1 FROM test_results o WHERE o.run_id = $2 AND o.test_key = t.test_key)
ORDER BY t.test_key
LIMIT $3

-- name: touched
-- What a run says itself: a webhook tells who pushed what, anybody may write the same into the metadata. A run that somebody
-- started by hand tells who started it, which is another thing.
SELECT r.id,
  coalesce(r.metadata ->> 'author', CASE WHEN r.metadata ->> 'event' IN ('push', 'pull_request') THEN r.user_name END)
    AS author,
  nullif(split_part(r.metadata ->> 'commit_message', E'\n', 1), '') AS title,
  f.files,
  coalesce(
    CASE WHEN r.metadata ->> 'changed_files_total' ~ '^[0-9]{1,7}$' THEN (r.metadata ->> 'changed_files_total')::integer END,
    f.listed, 0) AS all_files
FROM test_runs r
LEFT JOIN LATERAL (
  SELECT array_agg(file ORDER BY nth) FILTER (WHERE nth <= $2) AS files, count(*)::integer AS listed
  FROM jsonb_array_elements_text(
    CASE WHEN jsonb_typeof(r.metadata -> 'changed_files') = 'array' THEN r.metadata -> 'changed_files' ELSE '[]' END)
    WITH ORDINALITY AS c (file, nth)) f ON true
WHERE r.id = ANY ($1::uuid[])
