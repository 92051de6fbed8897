-- What is to be told in the CI systems. Times are those of the database.

-- name: want
-- In the transaction that takes events in. $1 runs, $2 which of them have ended and are complete, $3 the surfaces,
-- $4 whether runs are told of that go on, $5 how long to wait between two such tellings.
-- The end of a run is due at once, and so is the first word of a newer run. What fails keeps the time of its next try;
-- what was refused waits for an end.
WITH news AS (
  SELECT r.id, r.provider, r.repository, r.commit_sha, r.pr_number, n.ended,
    concat_ws('/', r.project, coalesce(r.metadata ->> 'suite', r.metadata ->> 'trigger', r.name)) AS suite
  FROM unnest($1::uuid[], $2::boolean[]) AS n (run_id, ended)
  JOIN test_runs r ON r.id = n.run_id
  WHERE r.provider IS NOT NULL AND r.repository IS NOT NULL AND r.commit_sha IS NOT NULL AND (n.ended OR $4)),
places AS (
  SELECT s.surface, n.provider, n.repository, n.id AS run_id, n.ended,
    CASE s.surface WHEN 'test_run' THEN n.id::text WHEN 'build_status' THEN n.commit_sha ELSE n.pr_number END AS subject,
    CASE s.surface WHEN 'test_run' THEN '' ELSE n.suite END AS suite
  FROM news n
  CROSS JOIN unnest($3::text[]) AS s (surface)
  WHERE s.surface <> 'pr_comment' OR (n.ended AND n.pr_number IS NOT NULL))
INSERT INTO tellings AS t (surface, provider, repository, subject, suite, run_id, ended, due_at)
SELECT DISTINCT ON (surface, provider, repository, subject, suite)
  surface, provider, repository, subject, suite, run_id, ended, now()
FROM places
ORDER BY surface, provider, repository, subject, suite, run_id DESC
ON CONFLICT (surface, provider, repository, subject, suite) DO UPDATE SET
  run_id = EXCLUDED.run_id,
  ended = EXCLUDED.ended,
  wanted = t.wanted + 1,
  wanted_at = CASE WHEN t.due_at IS NULL OR EXCLUDED.ended THEN now() ELSE t.wanted_at END,
  -- What is newer is tried as if nothing had been refused.
  tries = CASE WHEN t.refused THEN 0 ELSE t.tries END,
  failing_since = CASE WHEN t.refused THEN NULL ELSE t.failing_since END,
  due_at = CASE
    WHEN t.tries > 0 AND t.due_at IS NOT NULL THEN t.due_at
    WHEN EXCLUDED.ended OR EXCLUDED.run_id <> t.run_id THEN now()
    WHEN t.refused THEN NULL
    ELSE least(t.due_at, greatest(now(), t.said_at + make_interval(secs => $5))) END
WHERE EXCLUDED.run_id >= t.run_id
  AND (EXCLUDED.ended OR EXCLUDED.run_id <> t.run_id OR t.ended OR t.claimed_until IS NOT NULL
    OR (t.due_at IS NULL AND NOT t.refused))

-- name: hold_lanes
-- The providers that something is due for, as far as no other reporter talks to them.
INSERT INTO telling_lanes AS l (provider, holder, held_until)
SELECT DISTINCT t.provider, $1::uuid, now() + make_interval(secs => $2)
FROM tellings t
WHERE t.due_at <= now() AND (t.claimed_until IS NULL OR t.claimed_until <= now())
ORDER BY 1
ON CONFLICT (provider) DO UPDATE SET holder = EXCLUDED.holder, held_until = EXCLUDED.held_until
WHERE l.holder = EXCLUDED.holder OR l.held_until <= now()
RETURNING l.provider

-- name: keep_lanes
UPDATE telling_lanes SET held_until = now() + make_interval(secs => $2) WHERE holder = $1 AND provider = ANY ($3::text[])

-- name: give_lane
-- To whoever comes first, but not before the calls of the last second count no more.
UPDATE telling_lanes SET held_until = now() + make_interval(secs => $3) WHERE holder = $1 AND provider = $2

-- name: claim
-- The ends first, then what has waited longest.
UPDATE tellings t
SET claim = t.claim + 1, claimed_until = now() + make_interval(secs => $3)
FROM (
  SELECT d.id
  FROM tellings d
  WHERE d.provider = $1 AND d.due_at <= now() AND (d.claimed_until IS NULL OR d.claimed_until <= now())
  ORDER BY d.ended DESC, d.due_at
  LIMIT $2
  FOR UPDATE SKIP LOCKED) due
WHERE t.id = due.id
RETURNING t.id, t.claim, t.surface, t.provider, t.repository, t.subject, t.suite, t.run_id, t.wanted, t.wanted_at,
  t.remote_id, t.said::text AS said, t.said_run, t.noted, t.tries, t.failing_since,
  (SELECT r.traceparent FROM test_runs r WHERE r.id = t.run_id) AS traceparent

-- name: keep_claims
UPDATE tellings t
SET claimed_until = now() + make_interval(secs => $3)
FROM unnest($1::bigint[], $2::bigint[]) AS mine (id, claim)
WHERE t.id = mine.id AND t.claim = mine.claim AND t.claimed_until IS NOT NULL

-- name: made
UPDATE tellings SET remote_id = $3, url = coalesce($4, url) WHERE id = $1 AND claim = $2 RETURNING id

-- name: noting
UPDATE tellings SET noted = $3 WHERE id = $1 AND claim = $2 RETURNING id

-- name: told
UPDATE tellings
SET said = $4::text::jsonb, said_run = $5, said_at = CASE WHEN $6 THEN now() ELSE said_at END,
  remote_id = coalesce($7, remote_id), url = coalesce($8, url), tries = 0, failing_since = NULL, error = NULL,
  refused = false, claimed_until = NULL,
  due_at = CASE WHEN wanted = $3 THEN NULL WHEN ended THEN now() ELSE now() + make_interval(secs => $9) END
WHERE id = $1 AND claim = $2
RETURNING id

-- name: failed
UPDATE tellings
SET tries = tries + 1, failing_since = coalesce(failing_since, now()), error = $3, refused = false, claimed_until = NULL,
  due_at = now() + make_interval(secs => $4)
WHERE id = $1 AND claim = $2
RETURNING id

-- name: refused
-- Not for ever: something newer may have come meanwhile.
UPDATE tellings
SET tries = tries + 1, failing_since = coalesce(failing_since, now()), error = $3, claimed_until = NULL,
  refused = wanted = $4 OR NOT ended, due_at = CASE WHEN wanted = $4 OR NOT ended THEN NULL ELSE now() END
WHERE id = $1 AND claim = $2
RETURNING id

-- name: tell_again
-- Somebody else had the claim meanwhile, and may have been overtaken: what is newest is said once more.
UPDATE tellings SET said = NULL, wanted = wanted + 1, due_at = now() WHERE id = $1

-- name: provider_is_back
UPDATE tellings
SET due_at = now()
WHERE provider = $1 AND tries > 0 AND due_at > now() AND claimed_until IS NULL

-- name: try_refused_again
-- When a reporter starts, settings may be others.
UPDATE tellings
SET due_at = now(), refused = false, tries = 0, failing_since = NULL
WHERE refused AND wanted_at > now() - interval '1 day' AND claimed_until IS NULL

-- name: of_run
SELECT t.surface, t.provider, t.repository, t.subject, t.suite, t.ended, t.due_at, t.claimed_until, t.remote_id, t.url,
  t.said::text AS said, t.said_run, t.said_at, t.tries, t.failing_since, t.error, t.refused, t.run_id
FROM tellings t
WHERE t.run_id = $1
ORDER BY t.surface DESC

-- name: origin
SELECT (r.provider IS NOT NULL) AS provider, (r.repository IS NOT NULL) AS repository, (r.commit_sha IS NOT NULL) AS commit
FROM test_runs r
WHERE r.id = $1

-- name: waiting
SELECT count(*)::integer AS waiting, count(*) FILTER (WHERE tries > 0)::integer AS failing,
  coalesce(extract(epoch FROM now() - min(wanted_at)), 0)::double precision AS oldest
FROM tellings
WHERE due_at IS NOT NULL

-- name: base_runs
-- The last finished runs of the same suite on the branch that a change goes to, before this run.
SELECT b.id
FROM test_runs b
JOIN test_runs r ON r.id = $1
WHERE b.branch = $2 AND b.id < r.id AND b.verdict IS NOT NULL AND b.verdict <> 'cancelled' AND b.created_at IS NOT NULL
  AND b.repository IS NOT DISTINCT FROM r.repository AND b.project IS NOT DISTINCT FROM r.project
  AND b.pr_number IS NULL
  AND coalesce(b.metadata ->> 'suite', b.metadata ->> 'trigger', b.name)
    = coalesce(r.metadata ->> 'suite', r.metadata ->> 'trigger', r.name)
ORDER BY b.created_at DESC, b.id DESC
LIMIT $3

-- name: bad_there
-- Which of the bad tests of a run were bad there too: the last of these runs that has an answer counts.
SELECT bad.test_id
FROM (
  SELECT DISTINCT l.test_key, l.test_id
  FROM latest_test_results l
  WHERE l.run_id = $1 AND l.verdict NOT IN ('passed', 'skipped')
  LIMIT $3) bad
CROSS JOIN LATERAL (
  SELECT t.verdict
  FROM test_results t
  WHERE t.test_key = bad.test_key AND t.run_id = ANY ($2::uuid[]) AND t.verdict NOT IN ('lost', 'cancelled')
  ORDER BY t.run_id DESC, t.attempt DESC, t.sequence DESC
  LIMIT 1) there
WHERE there.verdict NOT IN ('passed', 'skipped')
