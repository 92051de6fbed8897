-- name: insert_key
insert into api_keys (id, name, secret_hash, scopes, created_by, expires_at)
values ($1, $2, $3, $4, $5, $6)
returning id, name, scopes, created_at, created_by, expires_at, revoked_at, last_used_at

-- name: insert_key_if_new
insert into api_keys (id, name, secret_hash, scopes, created_by, expires_at)
values ($1, $2, $3, $4, $5, $6)
on conflict (secret_hash) do nothing

-- name: find_key
-- Expiry is judged by the database's clock, as everything is.
select id, name, secret_hash, scopes
from api_keys
where secret_hash = $1
  and revoked_at is null
  and (expires_at is null or expires_at > now())

-- name: list_keys
select id, name, scopes, created_at, created_by, expires_at, revoked_at, last_used_at
from api_keys
order by id
limit $1

-- name: revoke_key
update api_keys
set revoked_at = coalesce(revoked_at, now())
where id = $1
returning id, name, scopes, created_at, created_by, expires_at, revoked_at, last_used_at

-- name: one_key
select id, name, scopes, created_at, created_by, expires_at, revoked_at, last_used_at
from api_keys
where id = $1

-- name: rotate_key
-- A second key with the name and the scopes of the first, which has so many seconds left. One statement: both, or neither.
with old as (
  update api_keys
  set expires_at = least(expires_at, now() + make_interval(secs => $5))
  where id = $1
    and revoked_at is null
    and (expires_at is null or expires_at > now())
  returning name, scopes
)
insert into api_keys (id, name, secret_hash, scopes, created_by, expires_at)
select $2, name, $3, scopes, $4, $6::timestamptz
from old
returning id, name, scopes, created_at, created_by, expires_at, revoked_at, last_used_at

-- name: touch_keys
update api_keys
set last_used_at = now()
where id = any ($1)

-- name: lock_signing
-- One at a time, so that two services that start together agree on one key.
select pg_advisory_xact_lock(hashtext('verdict.access.signing_keys'))

-- name: signing_keys
select kid, secret, created_at, now() - created_at > make_interval(secs => $1) as old
from signing_keys
where purpose = $2 and (retires_at is null or retires_at > now())
order by created_at desc, kid desc

-- name: retire_signing
update signing_keys
set retires_at = now() + make_interval(secs => $1)
where purpose = $2 and retires_at is null

-- name: insert_signing
insert into signing_keys (kid, secret, purpose) values ($1, $2, $3)

-- name: insert_session
insert into sessions (secret_hash, kind, key_id, expires_at)
values ($1, $2, $3, now() + make_interval(secs => $4))

-- name: find_session
-- Never more than reading, whatever the key may do besides.
select k.id, k.name, s.secret_hash
from sessions s
join api_keys k on k.id = s.key_id
where s.secret_hash = $1
  and s.kind = 'session'
  and s.expires_at > now()
  and k.revoked_at is null
  and (k.expires_at is null or k.expires_at > now())
  and k.scopes && array['read', 'admin']

-- name: take_link
delete from sessions
where secret_hash = $1 and kind = 'link' and expires_at > now()
returning key_id

-- name: end_session
delete from sessions where secret_hash = $1

-- name: forget_sessions
delete from sessions where expires_at < now()
