-- What is made of a run when it has ended, apart from the intake of its events.

-- One row for each run that has ended and is complete here: written with the event that completes it, worked off later.
-- A run that is opened again ends again, with a higher finish, and is looked at again.
CREATE TABLE run_digests (
  run_id     uuid PRIMARY KEY,
  -- The sequence of the event that told of the end; and of the end that was last looked at.
  finish     bigint      NOT NULL,
  digested   bigint      NOT NULL DEFAULT 0,
  tries      integer     NOT NULL DEFAULT 0,
  -- Until then it is somebody's, or waits after a failure.
  not_before timestamptz NOT NULL DEFAULT now(),
  problem    text
) WITH (fillfactor = 80);

CREATE INDEX run_digests_pending ON run_digests (not_before) WHERE digested < finish;

-- Runs that ended before there was this table.
INSERT INTO run_digests (run_id, finish)
SELECT id, status_sequence FROM test_runs WHERE status IN ('completed', 'failed', 'cancelled', 'timeout', 'lost');

-- Few results are bad, and nearly every question is about them.
CREATE INDEX test_results_bad ON test_results (run_id, test_key) WHERE verdict NOT IN ('passed', 'skipped');
CREATE INDEX test_results_rerun ON test_results (run_id, test_key) WHERE reruns > 0;

-- Failures of one kind in a project, wherever they happen. First and last are of all branches.
CREATE TABLE failure_clusters (
  project      text        NOT NULL,
  fingerprint  uuid        NOT NULL,
  class        text        NOT NULL,
  reason       text        NOT NULL,
  title        text        NOT NULL,
  type         text,
  text         text        NOT NULL,
  first_run    uuid        NOT NULL,
  first_branch text,
  first_commit text,
  first_at     timestamptz NOT NULL,
  last_run     uuid        NOT NULL,
  last_branch  text,
  last_commit  text,
  last_at      timestamptz NOT NULL,
  PRIMARY KEY (project, fingerprint)
) WITH (fillfactor = 80);

CREATE INDEX failure_clusters_by_time ON failure_clusters (last_at DESC, fingerprint DESC);

-- How such a kind stands on one branch: since when, and whether it has been solved, in which run.
CREATE TABLE failure_standings (
  project       text        NOT NULL,
  branch        text        NOT NULL,
  fingerprint   uuid        NOT NULL,
  first_run     uuid        NOT NULL,
  first_commit  text,
  first_at      timestamptz NOT NULL,
  -- The commit of the run before the first, which did not have it: the cause lies between the two.
  good_commit   text,
  last_run      uuid        NOT NULL,
  last_commit   text,
  last_at       timestamptz NOT NULL,
  solved_run    uuid,
  solved_commit text,
  solved_at     timestamptz,
  PRIMARY KEY (project, branch, fingerprint)
) WITH (fillfactor = 80);

CREATE INDEX failure_standings_by_time ON failure_standings (branch, last_at DESC, fingerprint DESC);
CREATE INDEX failure_standings_by_fingerprint ON failure_standings (project, fingerprint);
CREATE INDEX failure_standings_solved ON failure_standings (project, solved_at DESC) WHERE solved_at IS NOT NULL;

-- A kind in one run.
CREATE TABLE run_failures (
  run_id      uuid        NOT NULL,
  fingerprint uuid        NOT NULL,
  project     text        NOT NULL,
  branch      text,
  class       text        NOT NULL,
  tests       integer     NOT NULL,
  message     text,
  -- Some of its tests, and the workers that had it.
  examples    jsonb       NOT NULL,
  workers     jsonb       NOT NULL,
  at          timestamptz NOT NULL,
  PRIMARY KEY (run_id, fingerprint)
);

CREATE INDEX run_failures_by_time ON run_failures (at DESC);
CREATE INDEX run_failures_by_fingerprint ON run_failures (fingerprint, at DESC);

-- A kind in one test of a run.
CREATE TABLE failure_occurrences (
  run_id      uuid    NOT NULL,
  fingerprint uuid    NOT NULL,
  test_key    uuid    NOT NULL,
  task_id     uuid    NOT NULL,
  attempt     integer NOT NULL,
  sequence    bigint  NOT NULL,
  PRIMARY KEY (run_id, fingerprint, sequence)
);
