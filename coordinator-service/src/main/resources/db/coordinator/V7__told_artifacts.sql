-- For which ends of a run (the sequence of the event that told of it) the files were told of: each once.
create table told_artifacts (
  run_id uuid   not null references runs on delete cascade,
  finish bigint not null,
  primary key (run_id, finish)
);
