-- What a page shows of a run first: what did not pass, and what passed only when it was tried again. Few of many, so the index is
-- small and costs only those rows something.
CREATE INDEX test_results_telling ON test_results (run_id, task_id, sequence)
WHERE verdict NOT IN ('passed', 'skipped') OR reruns > 0 OR attempt > 1;

-- The page of artifacts by type, and by task.
CREATE INDEX artifacts_by_type ON artifacts (type, run_id DESC, sequence DESC);
CREATE INDEX artifacts_by_task ON artifacts (task_id);
