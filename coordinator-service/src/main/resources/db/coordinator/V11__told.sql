-- What deliveries told, where their CI system is asked for those that never came and tells them in other words.
create table webhook_told (
  provider    text not null,
  -- A digest of what happened to what: a push of a branch to a commit, the end of a run.
  key         text not null,
  -- When a run ended, to the second: one that is repeated ends again. Null: not told, or nothing that has an end.
  at          timestamptz,
  delivery    uuid not null references webhook_deliveries on delete cascade,
  -- The sender's: where two have one and they differ, something happened twice.
  delivery_id text,
  -- It did not come in, but was made from what the CI system told.
  reconciled  boolean not null,
  told_at     timestamptz not null default clock_timestamp(),
  primary key (provider, key, delivery)
);
create index webhook_told_of on webhook_told (delivery);

-- How often each of those that cannot be fetched was tried: one of them must not keep the others for ever.
alter table webhook_reconciling add column tries jsonb not null default '{}';

-- It says the same as that one and came under another id: maybe a branch was moved away and back in between.
alter table webhook_deliveries add column same_as uuid;
create index webhook_deliveries_same on webhook_deliveries (same_as) where same_as is not null;
