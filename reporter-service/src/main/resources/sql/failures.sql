-- Failures by kind: what is read of a run, what is kept of it, and what is told.

-- name: bad
SELECT
  t.task_id, t.sequence, t.attempt, t.test_key, t.test_id, t.verdict, t.type, left(t.message, 2000) AS message,
  CASE WHEN length(t.detail) > 6000 THEN left(t.detail, 3000) || E'\n' || right(t.detail, 3000) ELSE t.detail END AS detail,
  t.lost_reason, coalesce(t.file, t.class_name, t.suite) AS place, a.worker_name
FROM latest_test_results t
LEFT JOIN test_attempts a ON a.run_id = t.run_id AND a.task_id = t.task_id AND a.attempt = t.attempt
WHERE t.run_id = $1 AND t.verdict NOT IN ('passed', 'skipped', 'cancelled') AND (t.task_id, t.sequence) > ($2, $3)
ORDER BY t.task_id, t.sequence
LIMIT $4

-- name: solve
-- Each test that had it when it was seen last and that ran here passed, and one did. Before what is known of this run goes.
UPDATE failure_standings s
SET solved_run = $1::uuid, solved_commit = $5::text, solved_at = $6::timestamptz
WHERE s.project = $2 AND s.branch = $3 AND s.solved_at IS NULL AND s.last_at <= $6 AND NOT s.fingerprint = ANY ($4::uuid[])
  AND EXISTS (
    SELECT 1
    FROM failure_occurrences o
    JOIN latest_test_results t ON t.run_id = $1 AND t.test_key = o.test_key AND t.verdict = 'passed'
    WHERE o.run_id = s.last_run AND o.fingerprint = s.fingerprint)
  AND NOT EXISTS (
    SELECT 1
    FROM failure_occurrences o
    JOIN latest_test_results t ON t.run_id = $1 AND t.test_key = o.test_key AND t.verdict NOT IN ('passed', 'skipped')
    WHERE o.run_id = s.last_run AND o.fingerprint = s.fingerprint)

-- name: forget_occurrences
DELETE FROM failure_occurrences WHERE run_id = $1

-- name: forget_run_failures
DELETE FROM run_failures WHERE run_id = $1

-- name: add_occurrences
INSERT INTO failure_occurrences (run_id, fingerprint, test_key, task_id, attempt, sequence)
SELECT $1::uuid, * FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::integer[], $6::bigint[])
ON CONFLICT DO NOTHING

-- name: add_run_failures
INSERT INTO run_failures (run_id, fingerprint, project, branch, class, tests, message, examples, workers, at)
SELECT $1::uuid, n.fingerprint, $2::text, $3::text, n.class, n.tests, n.message, n.examples, n.workers, $4::timestamptz
FROM jsonb_to_recordset($5::text::jsonb) AS n
  (fingerprint uuid, class text, tests integer, message text, examples jsonb, workers jsonb)
ON CONFLICT DO NOTHING

-- name: write_clusters
INSERT INTO failure_clusters AS c (
  project, fingerprint, class, reason, title, type, text, first_run, first_branch, first_commit, first_at, last_run,
  last_branch, last_commit, last_at)
SELECT
  $2::text, n.fingerprint, n.class, n.reason, n.title, n.type, n.text, $1::uuid, $3::text, $4::text, $5::timestamptz, $1::uuid,
  $3::text, $4::text, $5::timestamptz
FROM jsonb_to_recordset($6::text::jsonb) AS n
  (fingerprint uuid, class text, reason text, title text, type text, text text)
ORDER BY n.fingerprint
ON CONFLICT (project, fingerprint) DO UPDATE SET
  (class, reason) = (EXCLUDED.class, EXCLUDED.reason),
  (first_run, first_branch, first_commit, first_at) = (
    SELECT f.* FROM (VALUES
      (EXCLUDED.first_run, EXCLUDED.first_branch, EXCLUDED.first_commit, EXCLUDED.first_at),
      (c.first_run, c.first_branch, c.first_commit, c.first_at)) AS f (run, branch, sha, at)
    ORDER BY f.at, f.run LIMIT 1),
  (last_run, last_branch, last_commit, last_at) = (
    SELECT l.* FROM (VALUES
      (EXCLUDED.last_run, EXCLUDED.last_branch, EXCLUDED.last_commit, EXCLUDED.last_at),
      (c.last_run, c.last_branch, c.last_commit, c.last_at)) AS l (run, branch, sha, at)
    ORDER BY l.at DESC, l.run DESC LIMIT 1)

-- name: write_standings
INSERT INTO failure_standings AS s (
  project, branch, fingerprint, first_run, first_commit, first_at, good_commit, last_run, last_commit, last_at)
SELECT $2::text, $3::text, n.fingerprint, $1::uuid, $4::text, $5::timestamptz, (
    SELECT r.commit_sha
    FROM test_runs r
    WHERE r.branch = $3::text AND (r.created_at, r.id) < ($5::timestamptz, $1::uuid) AND coalesce(r.project, '') = $2::text AND r.commit_sha IS NOT NULL
      AND r.status IN ('completed', 'failed', 'timeout')
    ORDER BY r.created_at DESC, r.id DESC
    LIMIT 1),
  $1::uuid, $4::text, $5::timestamptz
FROM unnest($6::uuid[]) AS n (fingerprint)
ORDER BY n.fingerprint
ON CONFLICT (project, branch, fingerprint) DO UPDATE SET
  (first_run, first_commit, first_at, good_commit) = (
    SELECT f.* FROM (VALUES
      (EXCLUDED.first_run, EXCLUDED.first_commit, EXCLUDED.first_at, EXCLUDED.good_commit),
      (s.first_run, s.first_commit, s.first_at, s.good_commit)) AS f (run, sha, at, good)
    ORDER BY f.at, f.run LIMIT 1),
  (last_run, last_commit, last_at) = (
    SELECT l.* FROM (VALUES
      (EXCLUDED.last_run, EXCLUDED.last_commit, EXCLUDED.last_at),
      (s.last_run, s.last_commit, s.last_at)) AS l (run, sha, at)
    ORDER BY l.at DESC, l.run DESC LIMIT 1),
  (solved_run, solved_commit, solved_at) = (
    SELECT v.run, v.sha, v.at
    FROM (VALUES (s.solved_run, s.solved_commit, s.solved_at)) AS v (run, sha, at)
    WHERE v.at > EXCLUDED.last_at)

-- name: clusters_of_run
SELECT
  c.fingerprint, c.class, c.reason, c.title, c.type, c.text, c.project, f.branch, f.tests, f.message, f.examples::text,
  f.workers::text, coalesce(s.first_run, c.first_run) AS first_run, f.branch AS first_branch,
  coalesce(s.first_commit, c.first_commit) AS first_commit, coalesce(s.first_at, c.first_at) AS first_at,
  coalesce(s.last_run, c.last_run) AS last_run, f.branch AS last_branch, coalesce(s.last_commit, c.last_commit) AS last_commit,
  coalesce(s.last_at, c.last_at) AS last_at, s.good_commit, s.solved_run, s.solved_commit, s.solved_at,
  (SELECT count(*)::integer FROM (
    SELECT 1 FROM run_failures x WHERE x.fingerprint = c.fingerprint AND x.project = c.project LIMIT 1000) seen) AS runs,
  f.tests::bigint AS place
FROM run_failures f
JOIN failure_clusters c ON c.project = f.project AND c.fingerprint = f.fingerprint
LEFT JOIN failure_standings s ON s.project = f.project AND s.branch = coalesce(f.branch, '') AND s.fingerprint = f.fingerprint
WHERE true

-- name: clusters_of_run_order
ORDER BY f.tests DESC, f.fingerprint DESC

-- name: clusters_of_branch
SELECT
  c.fingerprint, c.class, c.reason, c.title, c.type, c.text, c.project, s.branch, coalesce(f.tests, 0) AS tests, f.message,
  coalesce(f.examples, '[]')::text AS examples, coalesce(f.workers, '[]')::text AS workers, s.first_run,
  s.branch AS first_branch, s.first_commit, s.first_at, s.last_run, s.branch AS last_branch, s.last_commit, s.last_at,
  s.good_commit, s.solved_run, s.solved_commit, s.solved_at,
  (SELECT count(*)::integer FROM (
    SELECT 1 FROM run_failures x WHERE x.fingerprint = c.fingerprint AND x.project = c.project LIMIT 1000) seen) AS runs,
  (extract(epoch FROM s.last_at) * 1000000)::bigint AS place
FROM failure_standings s
JOIN failure_clusters c ON c.project = s.project AND c.fingerprint = s.fingerprint
LEFT JOIN run_failures f ON f.run_id = s.last_run AND f.fingerprint = s.fingerprint
WHERE true

-- name: clusters_of_branch_order
ORDER BY s.last_at DESC, s.fingerprint DESC

-- name: clusters
SELECT
  c.fingerprint, c.class, c.reason, c.title, c.type, c.text, c.project, c.last_branch AS branch, coalesce(f.tests, 0) AS tests,
  f.message, coalesce(f.examples, '[]')::text AS examples, coalesce(f.workers, '[]')::text AS workers, c.first_run,
  c.first_branch, c.first_commit, c.first_at, c.last_run, c.last_branch, c.last_commit, c.last_at, s.good_commit,
  s.solved_run, s.solved_commit, s.solved_at,
  (SELECT count(*)::integer FROM (
    SELECT 1 FROM run_failures x WHERE x.fingerprint = c.fingerprint AND x.project = c.project LIMIT 1000) seen) AS runs,
  (extract(epoch FROM c.last_at) * 1000000)::bigint AS place
FROM failure_clusters c
LEFT JOIN failure_standings s
  ON s.project = c.project AND s.branch = coalesce(c.last_branch, '') AND s.fingerprint = c.fingerprint
LEFT JOIN run_failures f ON f.run_id = c.last_run AND f.fingerprint = c.fingerprint
WHERE true

-- name: clusters_order
ORDER BY c.last_at DESC, c.fingerprint DESC

-- name: classes
SELECT f.class, count(DISTINCT f.fingerprint) AS kinds, sum(f.tests)::bigint AS failures
FROM run_failures f
WHERE true

-- name: classes_order
GROUP BY f.class
ORDER BY failures DESC

-- name: solved
SELECT c.fingerprint, c.class, c.text, c.title, s.branch, s.last_commit, s.solved_commit, s.solved_run, s.solved_at
FROM failure_standings s
JOIN failure_clusters c ON c.project = s.project AND c.fingerprint = s.fingerprint
WHERE s.project = $1 AND s.solved_at IS NOT NULL
ORDER BY s.solved_at DESC
LIMIT $2

-- name: tests
SELECT o.run_id, o.task_id, o.attempt, t.test_id, t.name
FROM failure_occurrences o
JOIN test_results t ON t.run_id = o.run_id AND t.task_id = o.task_id AND t.sequence = o.sequence
WHERE o.run_id = $1 AND o.fingerprint = $2
ORDER BY o.sequence
LIMIT $3
