-- Whether a run met the rules that it was held against when it ended, and in words why.
CREATE TABLE run_gates (
  run_id       uuid PRIMARY KEY,
  finish       bigint      NOT NULL,
  passed       boolean     NOT NULL,
  rules        jsonb       NOT NULL,
  evaluated_at timestamptz NOT NULL
);

-- One metric over the runs of a branch, without reading the rows.
CREATE INDEX performance_metrics_of_run ON performance_metrics (metric_name, run_id) INCLUDE (task_id, metric_value);
