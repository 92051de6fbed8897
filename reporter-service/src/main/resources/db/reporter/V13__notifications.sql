-- What people are told when runs end.
--
-- A trigger notes the end of a run in the transaction that takes it in: however the process ends, an end that is in history is
-- noted, and one that is not is not. A loop makes messages of what is noted, another sends them.

CREATE TABLE run_endings (
  run_id     uuid        NOT NULL REFERENCES test_runs (id) ON DELETE CASCADE,
  -- A run that is opened again ends again, with a higher one.
  sequence   bigint      NOT NULL,
  verdict    text        NOT NULL,
  noted_at   timestamptz NOT NULL DEFAULT now(),
  -- Absent until it was decided who is told.
  planned_at timestamptz,
  PRIMARY KEY (run_id, sequence)
);

CREATE INDEX run_endings_unplanned ON run_endings (noted_at) WHERE planned_at IS NULL;
CREATE INDEX run_endings_by_time ON run_endings (noted_at);

CREATE FUNCTION note_run_ending() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO run_endings (run_id, sequence, verdict)
  VALUES (NEW.id, NEW.status_sequence, NEW.verdict)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER note_run_ending_of_new AFTER INSERT ON test_runs
  FOR EACH ROW WHEN (NEW.verdict IS NOT NULL) EXECUTE FUNCTION note_run_ending();
CREATE TRIGGER note_run_ending AFTER UPDATE ON test_runs
  FOR EACH ROW WHEN (NEW.verdict IS NOT NULL AND NEW.status_sequence IS DISTINCT FROM OLD.status_sequence)
  EXECUTE FUNCTION note_run_ending();

-- The run of the same suite on the same branch before another.
CREATE INDEX test_runs_by_suite ON test_runs (name, (coalesce(branch, '')), created_at DESC, id DESC);

CREATE TABLE notifications (
  id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  rule           text        NOT NULL,
  channel        text        NOT NULL,
  run_id         uuid        NOT NULL,
  sequence       bigint      NOT NULL,
  change         text        NOT NULL,
  news           jsonb       NOT NULL,
  created_at     timestamptz NOT NULL DEFAULT now(),
  -- waiting, sent, or parked: nobody tries again.
  state          text        NOT NULL DEFAULT 'waiting',
  due_at         timestamptz NOT NULL,
  tries          integer     NOT NULL DEFAULT 0,
  last_tried_at  timestamptz,
  last_error     text,
  sent_at        timestamptz,
  -- Those that went out together have the same.
  message_id     uuid,
  lease          uuid,
  leased_until   timestamptz,
  UNIQUE (rule, channel, run_id, sequence)
) WITH (fillfactor = 70);

CREATE INDEX notifications_due ON notifications (channel, due_at) WHERE state = 'waiting';
CREATE INDEX notifications_sent ON notifications (channel, sent_at) WHERE state = 'sent';
