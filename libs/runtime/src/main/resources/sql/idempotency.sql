-- name: claim
-- Waits for a transaction that holds the same key. No row comes back if the key is taken; one that is
-- too old is taken over.
insert into idempotency as kept (caller, key, request_hash)
values ($1, $2, $3)
on conflict (caller, key) do update
set request_hash = excluded.request_hash, created_at = now(), status = null, headers = null, body = null
where kept.created_at < now() - interval '24 hours'
returning key

-- name: find
select request_hash, status, headers, body
from idempotency
where caller = $1 and key = $2

-- name: keep
update idempotency
set status = $3, headers = $4, body = $5
where caller = $1 and key = $2

-- name: forget_old
delete from idempotency
where created_at < now() - interval '24 hours'
