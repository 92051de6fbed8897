-- Who runs what, when. History for people is not here: the reporter keeps it in its own schema.

create table runs (
  id            uuid primary key,
  name          text not null,
  project       text,
  user_name     text,
  ci            jsonb,
  metadata      jsonb not null default '{}',
  status        text not null default 'pending',
  verdict       text,
  reason        text,
  -- Why everything that is not final ends now: 'cancelled' or 'timeout', with the sentence for people in reason.
  ending        text,
  sequence      bigint not null default 0,
  open_tasks    integer not null,
  deadline      timestamptz,
  created_at    timestamptz not null default clock_timestamp(),
  started_at    timestamptz,
  finished_at   timestamptz
);
create index runs_recent on runs (id desc);
create index runs_with_deadline on runs (deadline) where verdict is null and ending is null;

-- Tasks that need the same of a worker share a class, so that matching is done once a class and not once a task.
create table requirement_classes (
  id              integer generated always as identity primary key,
  digest          text not null unique,
  type            text not null,
  requirements    jsonb not null,
  -- Since when no worker can ever run it, as far as anybody has looked.
  unmatched_since timestamptz
);

create table workers (
  id            uuid primary key,
  name          text not null,
  status        text not null default 'active',
  slots         integer not null,
  capabilities  jsonb not null,
  types         text[] not null,
  version       text,
  enrolled_at   timestamptz not null default clock_timestamp(),
  last_seen     timestamptz not null default clock_timestamp(),
  -- No order is sent before the first heartbeat: until then the worker does not listen.
  listening     boolean not null default false
);
create index workers_alive on workers (name) where status in ('active', 'draining');

create table tasks (
  id              uuid primary key,
  run_id          uuid not null references runs on delete cascade,
  ordinal         integer not null,
  type            text not null,
  name            text not null,
  status          text not null default 'pending',
  verdict         text,
  reason          text,
  lost_reason     text,
  priority        integer not null default 0,
  user_name       text,
  class           integer not null references requirement_classes,
  source          jsonb,
  config          jsonb not null,
  parameters      jsonb not null default '{}',
  files           text[] not null default '{}',
  timeout_seconds integer not null,
  retry_failures  integer not null,
  retry_lost      integer not null,
  failures        integer not null default 0,
  losses          integer not null default 0,
  attempt         integer not null default 0,
  parts           integer not null default 0,
  worker_id       uuid references workers,
  lease_until     timestamptz,
  leased_at       timestamptz,
  queued_at       timestamptz not null default clock_timestamp(),
  started_at      timestamptz,
  finished_at     timestamptz,
  exit_code       integer,
  metrics         jsonb,
  created_at      timestamptz not null default clock_timestamp(),
  updated_at      timestamptz not null default clock_timestamp()
) with (fillfactor = 70);
-- Each state of a task has its own small index: what is final is in none of them.
create index tasks_queue on tasks (class, priority desc, ordinal, id) where status = 'pending';
create index tasks_leased on tasks (lease_until) where status in ('assigned', 'running');
create index tasks_of_worker on tasks (worker_id) where status in ('assigned', 'running');
create index tasks_of_run on tasks (run_id, ordinal);
create index tasks_recent on tasks (id desc);

-- Every attempt that has ended, also those that another one replaced.
create table attempts (
  task_id     uuid not null references tasks on delete cascade,
  attempt     integer not null,
  worker_id   uuid,
  leased_at   timestamptz,
  started_at  timestamptz,
  finished_at timestamptz not null default clock_timestamp(),
  verdict     text not null,
  reason      text not null,
  lost_reason text,
  exit_code   integer,
  report      jsonb,
  artifacts   jsonb not null default '[]',
  primary key (task_id, attempt)
);

-- What the run must account for, and what became of it.
--   kind 'test': the plan names it; 'file': the plan names a file whose tests are not known yet; 'joined': a report brought it.
create table tests (
  task_id     uuid not null references tasks on delete cascade,
  test_id     text not null,
  run_id      uuid not null,
  kind        text not null,
  attempt     integer not null default 0,
  verdict     text,
  lost_reason text,
  suite       text,
  class_name  text,
  name        text not null,
  file        text,
  seconds     double precision not null default 0,
  message     text,
  type        text,
  detail      text,
  reruns      integer not null default 0,
  flaky       boolean not null default false,
  primary key (task_id, test_id)
) with (fillfactor = 80);
create index tests_of_run on tests (run_id, verdict);

create table outbox (
  id       bigint generated always as identity primary key,
  at       timestamptz not null default clock_timestamp(),
  topic    text not null,
  key      text not null,
  type     text not null,
  run_id   uuid,
  sequence bigint,
  subject  text,
  payload  text not null
);
create unique index outbox_of_run on outbox (run_id, sequence) where run_id is not null;

create table outbox_position (
  only_row boolean primary key default true check (only_row),
  through  bigint not null default 0
);
insert into outbox_position default values;

create table parked_messages (
  id        bigint generated always as identity primary key,
  at        timestamptz not null default clock_timestamp(),
  topic     text not null,
  partition integer not null,
  position  bigint not null,
  key       text,
  headers   jsonb not null,
  value     bytea not null,
  why       text not null,
  unique (topic, partition, position)
);
