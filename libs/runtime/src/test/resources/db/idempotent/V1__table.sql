-- For the migrations of a service that honours Idempotency-Key.
create table idempotency (
  caller       text        not null,
  key          text        not null,
  request_hash bytea       not null,
  created_at   timestamptz not null default now(),
  status       int,
  headers      jsonb,
  body         bytea,
  primary key (caller, key)
);
create index idempotency_created_at on idempotency (created_at);
