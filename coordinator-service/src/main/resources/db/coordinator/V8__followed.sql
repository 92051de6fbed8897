-- Runs of a CI system that are taken into a run of ours: which, what is known of them, and when to look again.
create table followed_runs (
  task_id     uuid primary key references tasks on delete cascade,
  run_id      uuid not null,
  trigger_id  uuid not null,
  provider    text not null,
  repository  text not null,
  ci_run      text not null,
  -- Patterns: of artifacts that may hold reports, and of report files in them.
  artifacts   text[] not null,
  reports     text[] not null,
  -- As its CI system was last heard of.
  state       text not null,
  word        text not null,
  -- Somebody has told that it ended, and when.
  ended       boolean not null default false,
  ended_at    timestamptz,
  -- Nobody waits for it longer than that.
  deadline    timestamptz not null,
  -- Whoever looks moves it on: a second one sees it only when the first did not come back.
  due_at      timestamptz not null default clock_timestamp(),
  -- That somebody ended our run has brought it forward: once, after that it waits like others.
  brought     boolean not null default false,
  -- How often it could not be asked or fetched since it was last told of.
  tries       integer not null default 0,
  created_at  timestamptz not null default clock_timestamp()
);
create unique index followed_runs_once on followed_runs (trigger_id, provider, repository, ci_run);
create index followed_runs_due on followed_runs (due_at) where due_at < 'infinity';
create index followed_runs_of_run on followed_runs (run_id);

-- Who holds the tasks of followed runs: the CI system does the work, no worker of ours. Nobody can enrol as it, and it is given
-- nothing, as it never listens and is never active.
insert into workers (id, name, status, slots, capabilities, types, last_seen)
values ('00000000-0000-7000-8000-00000000c150', 'ci', 'elsewhere', 1,
        '{"cpu": 0, "memory": 0, "gpu_memory": 0, "hardware": [], "labels": {}}', '{}', 'infinity');
