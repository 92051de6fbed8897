-- The same bytes are kept once. A row is locked while its file is published or removed, so that neither happens behind
-- the other's back.
create table blobs (
  sha256        text        primary key,
  size_bytes    bigint      not null,
  -- How the file stands on disk: 'identity' or 'gzip', and how long it is there.
  encoding      text        not null,
  stored_bytes  bigint      not null,
  refs          integer     not null default 0 check (refs >= 0),
  created_at    timestamptz not null default now()
);

create index blobs_unreferenced on blobs (sha256) where refs = 0;

create table artifacts (
  id             uuid        primary key,
  run_id         uuid        not null,
  task_id        uuid,
  attempt        integer,
  name           text        not null,
  path           text        not null,
  type           text        not null,
  category       text        not null,
  content_type   text        not null,
  size_bytes     bigint      not null,
  sha256         text        not null,
  created_at     timestamptz not null,
  expires_at     timestamptz not null,
  deleted_at     timestamptz,
  deleted_reason text
);

-- One file at one place, however often it is sent.
create unique index artifacts_place on artifacts (run_id, task_id, attempt, path) nulls not distinct
  where deleted_at is null;
create index artifacts_run on artifacts (run_id, id) where deleted_at is null;
create index artifacts_run_name on artifacts (run_id, name) where deleted_at is null;
create index artifacts_task on artifacts (task_id, id) where deleted_at is null;
create index artifacts_expiry on artifacts (expires_at) where deleted_at is null;
create index artifacts_tombstones on artifacts (deleted_at) where deleted_at is not null;

-- One row per attempt that wrote, or ended. The bytes stand in a file until the log is sealed, then in a blob.
create table logs (
  task_id     uuid        not null,
  attempt     integer     not null,
  run_id      uuid        not null,
  -- Who wrote the first piece; nobody else may add to it. Absent while only the end is known.
  worker_id   uuid,
  -- What is durably on disk: from, to, from, to, … sorted and apart.
  covered     bigint[]    not null default '{}',
  -- The end of the furthest piece that came, kept or not.
  seen        bigint      not null default 0,
  -- Where the log ends, once its last piece came.
  length      bigint,
  -- When it is to be sealed.
  due_at      timestamptz,
  sealed_at   timestamptz,
  raw_gone    boolean     not null default false,
  artifact_id uuid,
  revision    bigint      not null default 0,
  created_at  timestamptz not null default now(),
  primary key (task_id, attempt)
);

create index logs_due on logs (due_at) where sealed_at is null and due_at is not null;
create index logs_run on logs (run_id);
create index logs_sealed_raw on logs (sealed_at) where sealed_at is not null and not raw_gone;
create index logs_created on logs (created_at);

-- What people call a task, so that its log can be called the same.
create table task_names (
  task_id    uuid        primary key,
  name       text        not null,
  created_at timestamptz not null default now()
);

create index task_names_created on task_names (created_at);

-- Messages that can never be processed, kept for people to see.
create table parked_messages (
  id        bigint      generated always as identity primary key,
  at        timestamptz not null default now(),
  topic     text        not null,
  partition integer     not null,
  position  bigint      not null,
  key       text,
  headers   jsonb       not null,
  value     bytea       not null,
  why       text        not null,
  unique (topic, partition, position)
);
