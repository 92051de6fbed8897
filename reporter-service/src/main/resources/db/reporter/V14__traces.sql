-- The trace that a run belongs to: whom it is told to belongs to it too.
ALTER TABLE test_runs ADD COLUMN traceparent text;
