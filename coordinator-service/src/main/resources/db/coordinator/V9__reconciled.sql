-- Deliveries that never came, and that we asked for.
alter table webhook_deliveries
  -- It did not come in: the CI system remembers that it was sent.
  add column reconciled boolean not null default false,
  -- Of the JSON and not of its bytes: what is asked for is not byte for byte what was sent. Kept where anybody asks.
  add column meaning bytea;
create index webhook_deliveries_meaning on webhook_deliveries (provider, meaning) where meaning is not null;

-- Who asks moves it on, so that several coordinators do not ask the same.
create table webhook_reconciling (
  provider   text not null,
  repository text not null,
  due_at     timestamptz not null,
  -- Whatever was sent before that is here.
  through    timestamptz not null,
  -- Where there is more than one look takes in: the page with which the next one goes on, and until when it looks.
  page       text not null default '',
  page_until timestamptz,
  primary key (provider, repository)
);

-- What the broom looks for among millions of others.
create index webhook_deliveries_refused on webhook_deliveries (id) where outcome = 'refused';
