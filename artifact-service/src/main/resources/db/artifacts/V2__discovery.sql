alter table artifacts
  add column labels   text[] not null default '{}',
  add column metadata jsonb  not null default '{}';

create index artifacts_run_type on artifacts (run_id, type, id) where deleted_at is null;
create index artifacts_type on artifacts (type, id) where deleted_at is null;
create index artifacts_labels on artifacts using gin (labels) where deleted_at is null;
-- From what stands in a file to the artifacts that are it.
create index artifacts_sha256 on artifacts (sha256) where deleted_at is null;
create index artifacts_metadata on artifacts using gin (metadata jsonb_path_ops) where deleted_at is null;

-- What stands in JSON artifacts that are not too large, so that they can be found by it. Shared like the bytes.
create table json_contents (
  sha256  text  primary key references blobs on delete cascade,
  content jsonb not null
);

create index json_contents_content on json_contents using gin (content jsonb_path_ops);
