-- How long a run may take, so that a run that is opened again gets the same time again.
alter table runs add column timeout_seconds double precision;
update runs set timeout_seconds = extract(epoch from deadline - created_at) where deadline is not null;
-- Since when everything that is not final ends: workers get a while to say so, no more.
alter table runs add column ending_at timestamptz;

-- How often a worker gave it back untouched.
alter table tasks add column given_back integer not null default 0;

-- A page of a run's tests.
create index tests_of_run_page on tests (run_id, task_id, test_id);

-- What the broom looks for.
create index runs_finished on runs (finished_at) where finished_at is not null;
-- A worker that is long gone may be forgotten before the last task that it had: no index has to be kept for that check.
alter table tasks drop constraint tasks_worker_id_fkey;
