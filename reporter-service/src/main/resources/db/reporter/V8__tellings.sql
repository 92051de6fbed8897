-- What shall be said in the CI systems, and what has been said there: one row for each place where a run can be told.
--
-- A row says that something is to be told, not what: the words are made of history at the moment in which they are sent. So
-- however long a provider is down, the newest state is told, once, and everything between is left out.

CREATE TABLE tellings (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- test_run, build_status or pr_comment.
  surface       text        NOT NULL,
  provider      text        NOT NULL,
  repository    text        NOT NULL,
  -- Of what it is told: the run, the commit or the pull request.
  subject       text        NOT NULL,
  -- Several suites speak of one commit and of one pull request; empty for a test run.
  suite         text        NOT NULL,
  -- The newest run that speaks there. Run ids sort by time: an older one says nothing any more.
  run_id        uuid        NOT NULL REFERENCES test_runs (id) ON DELETE CASCADE,
  -- Whether that run has ended, as far as it has been taken in.
  ended         boolean     NOT NULL,
  -- Grows with everything that is to be told; what was told at which of them is not asked again.
  wanted        bigint      NOT NULL DEFAULT 1,
  wanted_at     timestamptz NOT NULL DEFAULT now(),
  -- Absent: nothing is to be told.
  due_at        timestamptz,
  -- Who tells it just now: the number of the claim, which only grows, and until when it holds.
  claim         bigint      NOT NULL DEFAULT 0,
  claimed_until timestamptz,
  -- How the place is called by the provider, once it is there.
  remote_id     text,
  url           text,
  -- The last that was said, and of which run.
  said          jsonb,
  said_run      uuid,
  said_at       timestamptz,
  -- How many results have been noted beside the test run; a number goes up before they are sent.
  noted         integer     NOT NULL DEFAULT 0,
  tries         integer     NOT NULL DEFAULT 0,
  failing_since timestamptz,
  error         text,
  -- Nobody tries again by himself: it takes another setting, or something newer to tell.
  refused       boolean     NOT NULL DEFAULT false,
  UNIQUE (surface, provider, repository, subject, suite)
) WITH (fillfactor = 70);

CREATE INDEX tellings_due ON tellings (provider, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX tellings_by_run ON tellings (run_id);

-- Who talks to a provider: one reporter at a time, so that its limits hold for all of them together.
CREATE TABLE telling_lanes (
  provider   text PRIMARY KEY,
  holder     uuid        NOT NULL,
  held_until timestamptz NOT NULL
);
