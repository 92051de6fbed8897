-- Ends of runs of which the coordinator is to be told where the files are. An end is named by the sequence of its event.
create table finished_runs (
  run_id   uuid        not null,
  finish   bigint      not null,
  heard_at timestamptz not null,
  -- Whoever takes one puts it off, so that another takes it should he die.
  due_at   timestamptz not null,
  told_at  timestamptz,
  primary key (run_id, finish)
);

create index finished_runs_due on finished_runs (due_at) where told_at is null;
create index finished_runs_told on finished_runs (told_at) where told_at is not null;

-- What the sweeper looks for.
create index ci_runs_created on ci_runs (created_at);
create index remote_files_seen on remote_files (seen_at);
