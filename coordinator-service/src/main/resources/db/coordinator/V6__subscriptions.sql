-- Who is told, and where. What changes with each delivery is not here but in subscription_health.
create table subscriptions (
  id              uuid primary key,
  name            text not null,
  -- 'api', or 'file': declared in verdict.yaml.
  origin          text not null,
  url             text not null,
  types           text[] not null,
  project         text,
  branch          text,
  filter          text,
  owner           text not null,
  description     text,
  -- Sealed, if there is a key to seal with: the values of headers, and the secrets.
  headers         text not null,
  secret          text not null,
  previous_secret text,
  -- Without it the previous secret stays valid.
  previous_until  timestamptz,
  state           text not null default 'active',
  state_reason    text,
  state_since     timestamptz not null default clock_timestamp(),
  -- What was published before is not for it.
  collects_from   timestamptz not null default clock_timestamp(),
  created_at      timestamptz not null default clock_timestamp(),
  created_by      text not null,
  updated_at      timestamptz not null default clock_timestamp()
);
create unique index subscriptions_of_file on subscriptions (name) where origin = 'file';

-- Who serves a subscription, until when, and how its receiver does.
create table subscription_health (
  subscription_id uuid primary key references subscriptions on delete cascade,
  lease_owner     uuid,
  lease_until     timestamptz,
  failures        integer not null default 0,
  failing_since   timestamptz,
  held_until      timestamptz,
  last_success_at timestamptz,
  last_attempt_at timestamptz
) with (fillfactor = 50);

-- A row for each subscription and run that has something waiting: when its next delivery is due.
create table subscription_streams (
  subscription_id uuid not null references subscriptions on delete cascade,
  stream          uuid not null,
  waiting         integer not null,
  since           timestamptz not null default clock_timestamp(),
  due_at          timestamptz not null default clock_timestamp(),
  primary key (subscription_id, stream)
) with (fillfactor = 50);
create index subscription_streams_due on subscription_streams (subscription_id, due_at);

-- The ledger. The event itself stays in the outbox.
create table subscription_deliveries (
  id              uuid primary key,
  subscription_id uuid not null references subscriptions on delete cascade,
  -- Its id in the outbox: grows within a stream.
  position        bigint not null,
  stream          uuid not null,
  run_id          uuid,
  event_id        text not null,
  type            text not null,
  event_at        timestamptz not null,
  state           text not null default 'waiting',
  attempts        integer not null default 0,
  tries           jsonb not null default '[]',
  replays         integer not null default 0,
  queued_at       timestamptz not null default clock_timestamp(),
  first_tried_at  timestamptz,
  finished_at     timestamptz,
  unique (subscription_id, position)
) with (fillfactor = 80);
create index subscription_deliveries_waiting on subscription_deliveries (subscription_id, stream, position)
  where state = 'waiting';
create index subscription_deliveries_failed on subscription_deliveries (subscription_id, id) where state = 'failed';
create index subscription_deliveries_page on subscription_deliveries (subscription_id, id);
create index subscription_deliveries_of_run on subscription_deliveries (run_id);
create index subscription_deliveries_age on subscription_deliveries using brin (queued_at);

-- How far the outbox was read into the ledger, with the ids below that may still appear.
create table subscription_feed (
  only_row boolean primary key default true check (only_row),
  highest  bigint not null default 0,
  gaps     jsonb not null default '[]',
  -- Grows with each change of a subscription, so that the reader need not look at them each time.
  version  bigint not null default 0
);
insert into subscription_feed (highest) select coalesce(max(id), 0) from outbox;

-- For a replay of a span of time. The outbox grows with time, so this costs next to nothing.
create index outbox_age on outbox using brin (at);
