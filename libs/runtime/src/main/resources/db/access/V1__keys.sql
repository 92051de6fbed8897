-- Keys of people and programs. Only the hash is kept: a key is 256 random bits, so a plain hash is enough.
create table api_keys (
  id           uuid primary key,
  name         text        not null check (name <> ''),
  secret_hash  bytea       not null unique check (octet_length(secret_hash) = 32),
  scopes       text[]      not null check (cardinality(scopes) > 0),
  created_at   timestamptz not null default now(),
  created_by   text        not null,
  expires_at   timestamptz,
  revoked_at   timestamptz,
  last_used_at timestamptz
);

-- Keys that sign the tokens of workers. The youngest signs; all that have not retired verify.
create table signing_keys (
  kid        text primary key,
  secret     bytea       not null check (octet_length(secret) >= 32),
  created_at timestamptz not null default now(),
  retires_at timestamptz
);
