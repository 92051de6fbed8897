-- Files are asked for by their path too.
create index artifacts_run_path on artifacts (run_id, path) where deleted_at is null;

-- Runs that failed and belong to a run of a CI system. Their files there are looked for a few times: a job may still be bringing them
-- when our run has ended.
create table failed_runs (
  run_id   uuid        primary key,
  heard_at timestamptz not null,
  -- Whoever looks puts it off first, so that another looks should he die. Absent when nobody looks any more.
  look_at  timestamptz,
  looks    integer     not null default 0
);

create index failed_runs_due on failed_runs (look_at) where look_at is not null;
create index failed_runs_heard on failed_runs (heard_at);

-- Files of failed runs that their CI system throws away one day, and of which our store takes a copy before that.
create table copies (
  -- As in remote_files.
  file_id        uuid        primary key,
  run_id         uuid        not null,
  -- As the CI system tells it; the most that is taken where it does not.
  size_bytes     bigint      not null,
  retained_until timestamptz not null,
  -- Whoever takes one puts it off, so that another takes it should he die.
  due_at         timestamptz not null,
  tries          integer     not null default 0,
  ended_at       timestamptz,
  outcome        text,
  why            text,
  artifact_id    uuid
);

create index copies_due on copies (due_at) where ended_at is null;
create index copies_run on copies (run_id);
create index copies_ended on copies (ended_at) where ended_at is not null;
