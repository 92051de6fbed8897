-- From the end of a run to a message that was sent.

-- name: endings
-- Those whose events are all in; after a minute also the others, so that one that never gets whole is told too.
SELECT e.run_id, e.sequence, e.verdict, e.noted_at, to_jsonb(r)::text AS run, before.id AS before_id,
  coalesce(earlier.verdict, before.verdict) AS before_verdict
FROM run_endings e
JOIN test_runs r ON r.id = e.run_id
JOIN run_progress p ON p.run_id = e.run_id
LEFT JOIN LATERAL (
  SELECT o.verdict FROM run_endings o
  WHERE o.run_id = e.run_id AND o.sequence < e.sequence
  ORDER BY o.sequence DESC LIMIT 1) AS earlier ON true
LEFT JOIN LATERAL (
  SELECT b.id, b.verdict FROM test_runs b
  WHERE b.name = r.name AND coalesce(b.branch, '') = coalesce(r.branch, '')
    AND b.project IS NOT DISTINCT FROM r.project
    AND b.verdict IS NOT NULL AND b.verdict <> 'cancelled'
    AND (b.created_at, b.id) < (r.created_at, r.id)
  ORDER BY b.created_at DESC, b.id DESC LIMIT 1) AS before ON true
WHERE e.planned_at IS NULL
  AND (p.received @> int8range(r.queued_sequence, e.sequence, '[]') OR e.noted_at < now() - interval '1 minute')
ORDER BY e.noted_at
LIMIT $1
FOR UPDATE OF e SKIP LOCKED

-- name: bad_tests
-- New ones first: those that were not bad in the run before. A bounded number, however many there are.
SELECT t.name, coalesce(t.file, t.class_name, t.suite) AS place, t.verdict, left(t.message, 500) AS message,
  $2::uuid IS NOT NULL AND coalesce(was.verdict, 'passed') IN ('passed', 'skipped') AS is_new
FROM (
  SELECT * FROM latest_test_results l
  WHERE l.run_id = $1 AND l.verdict NOT IN ('passed', 'skipped')
  ORDER BY l.task_id, l.sequence
  LIMIT 1000) AS t
LEFT JOIN LATERAL (
  SELECT o.verdict FROM test_results o
  WHERE o.test_key = t.test_key AND o.run_id = $2
  ORDER BY o.attempt DESC, o.sequence DESC LIMIT 1) AS was ON true
ORDER BY is_new DESC, t.task_id, t.sequence

-- name: add
INSERT INTO notifications (rule, channel, run_id, sequence, change, news, due_at, subject)
VALUES ($1, $2, $3, $4, $5, $6::text::jsonb, now() + $7::float8 * interval '1 second', $8)
ON CONFLICT DO NOTHING

-- name: planned
UPDATE run_endings SET planned_at = now() WHERE run_id = $1 AND sequence = $2

-- name: quarantine_news
SELECT n.quarantine_id, n.kind, n.run_id, n.runs, n.noted_at, q.test_id, q.test_key, q.owner, q.ticket,
  to_jsonb(r)::text AS run
FROM quarantine_news n
JOIN quarantines q ON q.id = n.quarantine_id
LEFT JOIN test_runs r ON r.id = n.run_id
WHERE n.planned_at IS NULL
ORDER BY n.noted_at
LIMIT $1
FOR UPDATE OF n SKIP LOCKED

-- name: quarantine_planned
UPDATE quarantine_news SET planned_at = now() WHERE quarantine_id = $1 AND kind = $2 AND run_id = $3

-- name: one_claims
-- Two claims at the same moment could take halves of what belongs together.
SELECT pg_try_advisory_xact_lock(7701, hashtext('notifications ' || current_schema() || $1)) AS ours

-- name: claim
-- The rule that waits longest, with all that waits for it: what came while the receiver was away goes out together.
WITH due AS (
  SELECT n.rule FROM notifications n
  WHERE n.channel = $1 AND n.state = 'waiting' AND n.due_at <= now()
    AND (n.leased_until IS NULL OR n.leased_until <= now())
    -- Whom the receiver told to wait, and who has failed, waits; also for what has come since.
    AND NOT EXISTS (SELECT 1 FROM notifications w
      WHERE w.channel = n.channel AND w.rule = n.rule AND w.state = 'waiting' AND w.tries > 0 AND w.due_at > now())
    AND (SELECT count(DISTINCT s.message_id) FROM notifications s
         WHERE s.channel = $1 AND s.state = 'sent' AND s.sent_at > now() - interval '1 minute') < $4
  ORDER BY n.due_at
  LIMIT 1),
together AS (
  SELECT n.id, first_value(n.message_id) OVER (ORDER BY n.id) AS message_id
  FROM notifications n JOIN due ON n.rule = due.rule
  WHERE n.channel = $1 AND n.state = 'waiting' AND (n.leased_until IS NULL OR n.leased_until <= now())
  ORDER BY n.id
  LIMIT 100)
UPDATE notifications n SET
  lease = $2, leased_until = now() + $3::float8 * interval '1 second',
  message_id = coalesce(together.message_id, $2), tries = n.tries + 1, last_tried_at = now()
FROM together
WHERE n.id = together.id
RETURNING n.id, n.rule, n.message_id, n.tries, n.news::text AS news,
  -- Where the failure that goes on, or that is over, was told first.
  CASE WHEN n.change IN ('still_failing', 'fixed') THEN (
    SELECT f.message_id
    FROM notifications f
    WHERE f.channel = n.channel AND f.rule = n.rule AND f.change = 'first_failure' AND f.state = 'sent'
      AND (f.news ->> 'suite') = (n.news ->> 'suite') AND f.id < n.id
      AND (f.news ->> 'branch') IS NOT DISTINCT FROM (n.news ->> 'branch')
      AND (f.news ->> 'project') IS NOT DISTINCT FROM (n.news ->> 'project')
    ORDER BY f.id DESC
    LIMIT 1) END AS follows

-- name: sent
UPDATE notifications SET state = 'sent', sent_at = now(), lease = NULL, leased_until = NULL, last_error = NULL
WHERE lease = $1 AND state = 'waiting'

-- name: failed
-- Each is given up by its own age.
UPDATE notifications SET
  state = CASE WHEN $4 OR created_at < now() - $5::float8 * interval '1 second' THEN 'parked' ELSE 'waiting' END,
  due_at = now() + $3::float8 * interval '1 second', last_error = $2, lease = NULL, leased_until = NULL
WHERE lease = $1 AND state = 'waiting'
RETURNING state

-- name: list
SELECT id, rule, channel, run_id, sequence, change, news ->> 'suite' AS suite, news ->> 'branch' AS branch, created_at, state,
  due_at, tries, last_tried_at, last_error, sent_at, message_id
FROM notifications
WHERE ($1::text IS NULL OR state = $1) AND ($2::text IS NULL OR channel = $2) AND ($3::bigint IS NULL OR id < $3)
ORDER BY id DESC
LIMIT $4

-- name: retry
UPDATE notifications SET state = 'waiting', due_at = now(), created_at = now(), tries = 0, last_error = NULL
WHERE id = $1 AND state = 'parked'

-- name: sweep
WITH old AS (
  DELETE FROM notifications WHERE id IN (
    SELECT id FROM notifications WHERE created_at < now() - $1::float8 * interval '1 second' AND state <> 'waiting' LIMIT 5000)
  RETURNING 1),
old_news AS (
  DELETE FROM quarantine_news WHERE (quarantine_id, kind, run_id) IN (
    SELECT quarantine_id, kind, run_id FROM quarantine_news
    WHERE noted_at < now() - $1::float8 * interval '1 second' AND planned_at IS NOT NULL LIMIT 5000)
  RETURNING 1)
DELETE FROM run_endings WHERE (run_id, sequence) IN (
  SELECT run_id, sequence FROM run_endings
  WHERE noted_at < now() - $1::float8 * interval '1 second' AND planned_at IS NOT NULL LIMIT 5000)
