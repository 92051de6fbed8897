-- What became of every run, built from the events on verdict.events and from nothing else.
--
-- Run ids sort by the time of their making (UUID version 7). So rows of one run, and runs of one day, lie together in every
-- index that starts with run_id, and old history is deleted from one end. Partitioning by range of run_id would need no new
-- key; it does not pay yet: below some tens of millions of results, deleting in small batches costs less than partitions cost
-- every query that has no run id, such as the history of one test.

CREATE TABLE test_runs (
  id              uuid PRIMARY KEY,
  -- From the event that queued the run. Absent while that event has not come.
  queued_sequence bigint,
  name            text,
  project         text,
  user_name       text,
  provider        text,
  repository      text,
  build_id        text,
  commit_sha      text,
  branch          text,
  pr_number       text,
  url             text,
  tasks           integer,
  planned         integer,
  metadata        jsonb,
  created_at      timestamptz,
  -- From the event with the highest sequence among those that change the status.
  status_sequence bigint NOT NULL DEFAULT 0,
  status          text   NOT NULL DEFAULT 'pending',
  verdict         text,
  reason          text,
  summary         jsonb,
  completeness    jsonb,
  end_time        timestamptz,
  duration        double precision,
  -- The earliest start that any event names: a run that is opened again did not start later.
  start_time      timestamptz
) WITH (fillfactor = 80);

CREATE INDEX test_runs_by_time ON test_runs (created_at DESC, id DESC);
CREATE INDEX test_runs_by_project ON test_runs (project, created_at DESC, id DESC);
CREATE INDEX test_runs_by_branch ON test_runs (branch, created_at DESC, id DESC);
CREATE INDEX test_runs_by_commit ON test_runs (commit_sha, created_at DESC, id DESC);

-- Which events of a run have been taken in. Written with every batch, hence apart from the run, narrow, and with room on
-- the page, so that no index changes.
CREATE TABLE run_progress (
  run_id     uuid PRIMARY KEY REFERENCES test_runs (id) ON DELETE CASCADE,
  received   int8multirange NOT NULL DEFAULT '{}',
  updated_at timestamptz    NOT NULL DEFAULT now()
) WITH (fillfactor = 50);

CREATE TABLE test_tasks (
  id              uuid PRIMARY KEY,
  run_id          uuid NOT NULL REFERENCES test_runs (id),
  queued_sequence bigint,
  name            text,
  type            text,
  priority        integer,
  files           jsonb,
  planned         integer,
  parameters      jsonb,
  created_at      timestamptz,
  status_sequence bigint NOT NULL DEFAULT 0,
  status          text   NOT NULL DEFAULT 'pending',
  attempt         integer,
  verdict         text,
  reason          text,
  lost_reason     text,
  exit_code       integer,
  worker_id       uuid,
  worker_name     text,
  hardware        jsonb,
  start_time      timestamptz,
  end_time        timestamptz,
  duration        double precision,
  result          jsonb,
  error           text GENERATED ALWAYS AS (CASE WHEN verdict NOT IN ('passed', 'skipped') THEN reason END) STORED
) WITH (fillfactor = 70);

CREATE INDEX test_tasks_by_run ON test_tasks (run_id, id);

CREATE TABLE test_attempts (
  run_id            uuid    NOT NULL,
  task_id           uuid    NOT NULL,
  attempt           integer NOT NULL,
  started_sequence  bigint,
  worker_id         uuid,
  worker_name       text,
  hardware          jsonb,
  start_time        timestamptz,
  finished_sequence bigint,
  settled           boolean,
  status            text,
  verdict           text,
  reason            text,
  lost_reason       text,
  exit_code         integer,
  end_time          timestamptz,
  duration          double precision,
  result            jsonb,
  PRIMARY KEY (run_id, task_id, attempt)
) WITH (fillfactor = 80);

CREATE INDEX test_attempts_by_worker ON test_attempts (worker_id, start_time DESC);

-- One test in one attempt, exactly as its event told it. Rows are only added, so every attempt is kept, the order of
-- arrival cannot matter, and the key of the event is the key of the row. No foreign keys: a check for each of 100,000 rows
-- would cost more than the row.
CREATE TABLE test_results (
  run_id      uuid             NOT NULL,
  sequence    bigint           NOT NULL,
  task_id     uuid             NOT NULL,
  -- 128 bits of the SHA-256 of test_id: every index on the identity has the same short key, however long a name is.
  test_key    uuid             NOT NULL,
  attempt     integer          NOT NULL,
  reruns      integer          NOT NULL,
  planned     boolean          NOT NULL,
  seconds     double precision NOT NULL,
  recorded_at timestamptz      NOT NULL,
  verdict     text             NOT NULL,
  test_id     text             NOT NULL,
  name        text             NOT NULL,
  suite       text,
  class_name  text,
  file        text,
  message     text,
  type        text,
  detail      text,
  lost_reason text,
  -- run_id and sequence alone are unique; with the task between them, a report reads the tests of a task together.
  PRIMARY KEY (run_id, task_id, sequence)
);

-- One test over time (run ids sort by time), and the attempts of one test within a run.
CREATE INDEX test_results_by_test ON test_results (test_key, run_id);

-- What counts: of all attempts of a test in a task, the last.
CREATE VIEW latest_test_results AS
SELECT r.*
FROM test_results r
WHERE NOT EXISTS (
  SELECT 1
  FROM test_results newer
  WHERE newer.test_key = r.test_key
    AND newer.run_id = r.run_id
    AND newer.task_id = r.task_id
    AND (newer.attempt, newer.sequence) > (r.attempt, r.sequence));

CREATE TABLE artifacts (
  run_id      uuid        NOT NULL,
  sequence    bigint      NOT NULL,
  task_id     uuid        NOT NULL,
  attempt     integer     NOT NULL,
  artifact_id text,
  name        text        NOT NULL,
  path        text        NOT NULL,
  size_bytes  bigint      NOT NULL,
  type        text        NOT NULL,
  sha256      text,
  problem     text,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (run_id, sequence)
);

CREATE TABLE performance_metrics (
  id           uuid PRIMARY KEY,
  run_id       uuid             NOT NULL REFERENCES test_runs (id),
  task_id      uuid REFERENCES test_tasks (id),
  attempt      integer,
  metric_name  text             NOT NULL,
  metric_value double precision NOT NULL,
  unit         text,
  recorded_at  timestamptz      NOT NULL
);

CREATE INDEX performance_metrics_by_run ON performance_metrics (run_id, id);
CREATE INDEX performance_metrics_by_task ON performance_metrics (task_id);
CREATE INDEX performance_metrics_by_name ON performance_metrics (metric_name, recorded_at DESC);

-- Records that can never be taken in: kept, counted in /metrics, and passed over.
CREATE TABLE parked_messages (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at        timestamptz NOT NULL DEFAULT now(),
  topic     text        NOT NULL,
  partition integer     NOT NULL,
  position  bigint      NOT NULL,
  key       text,
  headers   jsonb       NOT NULL,
  value     bytea       NOT NULL,
  why       text        NOT NULL,
  UNIQUE (topic, partition, position)
);
