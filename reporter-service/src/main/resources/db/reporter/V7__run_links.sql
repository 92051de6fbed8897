-- Where the files of a finished run are, as the artifact service found them: one row for each end of the run. The last counts.
CREATE TABLE run_links (
  run_id      uuid        NOT NULL,
  sequence    bigint      NOT NULL,
  -- The sequence of the event that told of that end.
  finish      bigint      NOT NULL,
  complete    boolean     NOT NULL,
  links       jsonb       NOT NULL,
  sources     jsonb       NOT NULL,
  resolved_at timestamptz NOT NULL,
  PRIMARY KEY (run_id, sequence)
);
