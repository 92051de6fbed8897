-- Locks the row, new or old, until the transaction ends.
-- name: lock
insert into blobs (sha256, size_bytes, encoding, stored_bytes)
values ($1, $2, $3, $4)
on conflict (sha256) do update set sha256 = excluded.sha256
returning encoding

-- name: stored
update blobs set encoding = $2, stored_bytes = $3 where sha256 = $1

-- name: refer
update blobs set refs = refs + 1 where sha256 = $1

-- name: release
update blobs set refs = refs - 1 where sha256 = $1

-- name: lock_unreferenced
select sha256 from blobs where refs = 0 order by sha256 limit $1 for update skip locked

-- Takes the place of rows that are not there, and waits for those that somebody is just making.
-- name: lock_orphans
insert into blobs (sha256, size_bytes, encoding, stored_bytes)
select hex, 0, 'identity', 0 from unnest($1::text[]) as hex order by hex
on conflict (sha256) do nothing
returning sha256

-- name: remove
delete from blobs where sha256 = any($1)
