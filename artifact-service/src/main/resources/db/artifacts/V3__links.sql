-- Which run of a CI system a run of ours belongs to.
create table ci_runs (
  run_id      uuid        primary key,
  provider    text        not null,
  -- As the CI system calls it; absent where the settings of the provider say it.
  repository  text,
  ci_run_id   text        not null,
  created_at  timestamptz not null default now()
);

create index ci_runs_by_ci on ci_runs (provider, ci_run_id, created_at);

-- Files that were once seen at CI systems: what a permalink leads to, and what is told of it when it is gone.
create table remote_files (
  id             uuid        primary key,
  provider       text        not null,
  repository     text,
  ci_run_id      text        not null,
  name           text        not null,
  -- By which the provider finds it.
  key            text        not null,
  size_bytes     bigint,
  content_type   text,
  digest         text,
  created_at     timestamptz,
  retained_until timestamptz,
  -- None when the CI system has it no more.
  link_url       text,
  link_reach     text,
  link_expires   timestamptz,
  seen_at        timestamptz not null default now()
);

create index remote_files_run on remote_files (provider, ci_run_id);
