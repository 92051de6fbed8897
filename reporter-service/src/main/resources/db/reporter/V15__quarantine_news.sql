-- What became of quarantined tests, until people were told: noted in the statement that changes the quarantine.
CREATE TABLE quarantine_news (
  quarantine_id uuid        NOT NULL REFERENCES quarantines (id) ON DELETE CASCADE,
  -- broken: it fails so often on end that it is no chance; released: it passed so often that it counts again.
  kind          text        NOT NULL,
  -- The run in which that was seen, and how many runs on end it has been so.
  run_id        uuid        NOT NULL,
  runs          integer     NOT NULL,
  noted_at      timestamptz NOT NULL DEFAULT now(),
  -- Absent until it was decided who is told.
  planned_at    timestamptz,
  PRIMARY KEY (quarantine_id, kind, run_id)
);

CREATE INDEX quarantine_news_unplanned ON quarantine_news (noted_at) WHERE planned_at IS NULL;

-- One end of a run can be news of itself and of tests in it.
ALTER TABLE notifications ADD COLUMN subject text NOT NULL DEFAULT '';
ALTER TABLE notifications DROP CONSTRAINT notifications_rule_channel_run_id_sequence_key;
ALTER TABLE notifications ADD UNIQUE (rule, channel, run_id, sequence, subject);
