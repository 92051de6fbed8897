-- Browsers of people who gave a key. Only hashes are kept; a key that ends, ends what was opened with it.
-- A link is given once, as by the one-process mode to whoever started it, and becomes a session when it is opened.
create table sessions (
  secret_hash bytea primary key check (octet_length(secret_hash) = 32),
  kind        text        not null check (kind in ('session', 'link')),
  key_id      uuid        not null references api_keys (id) on delete cascade,
  created_at  timestamptz not null default now(),
  expires_at  timestamptz not null
);

create index sessions_by_end on sessions (expires_at);
create index sessions_by_key on sessions (key_id);
