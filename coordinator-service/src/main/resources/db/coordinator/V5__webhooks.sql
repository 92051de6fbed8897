-- What came in from CI systems, what was made of it, and what decides that.

create table webhook_deliveries (
  id            uuid primary key,
  provider      text not null,
  -- Of the content. Genuine bytes have one effect, whatever id they come under; a replay and a refusal have none.
  digest        bytea,
  -- The sender's id; often not signed, so nothing is decided by it.
  delivery_id   text,
  event         text not null,
  repository    text not null default '',
  source        text not null,
  headers       jsonb not null default '{}',
  query         jsonb not null default '{}',
  body          bytea,
  -- The body is kept as gzip.
  gzip          boolean not null default false,
  body_bytes    integer not null default 0,
  received_at   timestamptz not null default clock_timestamp(),
  -- Null: it waits, or is being worked on.
  outcome       text check (outcome in ('started', 'followed', 'cancelled', 'rerun', 'ignored', 'no_trigger', 'failed', 'refused')),
  reason        text,
  effects       jsonb not null default '[]',
  attempts      integer not null default 0,
  due_at        timestamptz not null default clock_timestamp(),
  processed_at  timestamptz,
  replay_of     uuid,
  -- Refusals of one kind from one source in one second are one row.
  times         integer not null default 1
);
create unique index webhook_deliveries_once on webhook_deliveries (provider, digest);
create index webhook_deliveries_due on webhook_deliveries (due_at) where outcome is null;
create index webhook_deliveries_old on webhook_deliveries (received_at);
create index webhook_deliveries_sender on webhook_deliveries (delivery_id) where delivery_id is not null;

-- Which event started a run, so that a later one can end it and a comment can repeat it.
create table webhook_runs (
  run_id       uuid primary key references runs on delete cascade,
  delivery     uuid not null,
  trigger_id   uuid not null,
  provider     text not null,
  repository   text not null,
  branch       text not null,
  pull_request text not null,
  sha          text not null
);
create index webhook_runs_of_branch on webhook_runs (provider, repository, branch, delivery);
create index webhook_runs_of_pull_request on webhook_runs (provider, repository, pull_request, delivery) where pull_request <> '';

create table triggers (
  id          uuid primary key,
  name        text not null unique,
  spec        jsonb not null,
  -- Written in verdict.yaml, so only changed there.
  from_file   boolean not null default false,
  version     integer not null default 1,
  created_by  text not null,
  created_at  timestamptz not null default clock_timestamp(),
  updated_at  timestamptz not null default clock_timestamp()
);
