-- What badges say. Both read a bounded number of rows, however long history is: anybody may ask for a badge.

-- name: ended
SELECT r.name, r.metadata ->> 'test_type' AS test_type, r.verdict, r.summary::text AS summary, r.created_at
FROM test_runs r
WHERE r.created_at IS NOT NULL
  AND r.verdict IS NOT NULL
  AND ($1::text IS NULL OR r.project = $1)
  AND (r.branch = ANY ($2::text[]) OR (r.branch IS NULL AND '' = ANY ($2::text[])))
ORDER BY r.created_at DESC, r.id DESC
LIMIT 300

-- name: coverage
SELECT m.metric_value
FROM performance_metrics m
JOIN test_runs r ON r.id = m.run_id
WHERE m.metric_name = 'coverage'
  AND ($1::text IS NULL OR r.project = $1)
  AND (r.branch = ANY ($2::text[]) OR (r.branch IS NULL AND '' = ANY ($2::text[])))
ORDER BY m.recorded_at DESC, m.id DESC
LIMIT 1
