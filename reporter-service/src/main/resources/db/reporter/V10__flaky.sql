-- Tests that fail by chance, and those that somebody has put aside for a while.

CREATE TABLE flaky_tests (
  project      text             NOT NULL,
  test_key     uuid             NOT NULL,
  test_id      text             NOT NULL,
  name         text             NOT NULL,
  suite        text,
  class_name   text,
  file         text,
  -- That it fails by chance more often than once in a hundred; how often it does, and between what with 90 percent.
  probability  double precision NOT NULL,
  rate         double precision NOT NULL,
  rate_low     double precision NOT NULL,
  rate_high    double precision NOT NULL,
  failures     integer          NOT NULL,
  executions   integer          NOT NULL,
  reasons      jsonb            NOT NULL,
  passes_since integer          NOT NULL,
  last_flip_at timestamptz      NOT NULL,
  last_run     uuid             NOT NULL,
  updated_at   timestamptz      NOT NULL,
  PRIMARY KEY (project, test_key)
) WITH (fillfactor = 80);

CREATE INDEX flaky_tests_by_probability ON flaky_tests (probability DESC, test_key DESC);

-- Ended ones stay, as a record of who decided what.
CREATE TABLE quarantines (
  id           uuid PRIMARY KEY,
  project      text        NOT NULL,
  test_key     uuid        NOT NULL,
  test_id      text        NOT NULL,
  owner        text        NOT NULL,
  ticket       text,
  reason       text,
  expires_at   timestamptz NOT NULL,
  created_at   timestamptz NOT NULL,
  created_by   text        NOT NULL,
  updated_at   timestamptz NOT NULL,
  updated_by   text        NOT NULL,
  ended_at     timestamptz,
  ended_by     text,
  ended_why    text,
  -- How it stands since: runs on end in which it was good, or bad.
  passes       integer     NOT NULL DEFAULT 0,
  failures     integer     NOT NULL DEFAULT 0,
  broken_since timestamptz,
  last_run     uuid
);

-- Whoever has run out is ended by the next who comes; until then it counts for nothing.
CREATE UNIQUE INDEX quarantines_open ON quarantines (project, test_key) WHERE ended_at IS NULL;
CREATE INDEX quarantines_by_time ON quarantines (created_at DESC, id DESC);
