-- name: insert
insert into artifacts (id, run_id, task_id, attempt, name, path, type, category, content_type, size_bytes, sha256, created_at, expires_at, labels, metadata)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
on conflict (run_id, task_id, attempt, path) where deleted_at is null do nothing

-- name: at_place
select * from artifacts
where run_id = $1
  and task_id is not distinct from $2
  and attempt is not distinct from $3
  and path = $4
  and deleted_at is null

-- name: find
select a.*, b.encoding
from artifacts a left join blobs b using (sha256)
where a.id = $1

-- The newest of each name: a later attempt says more than an earlier one. Who asks may say the name or the whole path; what lies
-- exactly where he says comes before what is only called so.
-- name: newest
select distinct on (asked) asked, id
from (
  select name as asked, id, attempt, path
  from artifacts
  where run_id = $1 and name = any($2) and deleted_at is null and expires_at > $3
  union all
  select path as asked, id, attempt, path
  from artifacts
  where run_id = $1 and path = any($2) and deleted_at is null and expires_at > $3) found
order by asked, attempt desc nulls last, path = asked desc, id desc

-- name: purge_run
with gone as (
  update artifacts set deleted_at = $2, deleted_reason = $3
  where run_id = $1 and deleted_at is null
  returning sha256
), counted as (
  select sha256, count(*)::int as n from gone group by sha256
), released as (
  update blobs b set refs = b.refs - c.n from counted c where b.sha256 = c.sha256
)
select count(*) as n from gone

-- name: expire
with gone as (
  update artifacts set deleted_at = $1, deleted_reason = $3
  where id in (
    select id from artifacts
    where deleted_at is null and expires_at <= $1
    order by expires_at limit $2 for update skip locked)
  returning sha256
), counted as (
  select sha256, count(*)::int as n from gone group by sha256
), released as (
  update blobs b set refs = b.refs - c.n from counted c where b.sha256 = c.sha256
)
select count(*) as n from gone

-- The oldest, as far as the store is larger than it may be. Bytes that others share are freed when the last of them goes.
-- name: shrink
with used as (
  select coalesce(sum(stored_bytes), 0)::bigint as bytes from blobs where refs > 0
), oldest as (
  select a.id, sum(b.stored_bytes) over (order by a.id) - b.stored_bytes as before
  from (select id, sha256 from artifacts where deleted_at is null order by id limit $3) a
  join blobs b using (sha256)
), gone as (
  update artifacts set deleted_at = $1, deleted_reason = $4
  where id in (select oldest.id from oldest, used where oldest.before < used.bytes - $2)
    and deleted_at is null
  returning sha256
), counted as (
  select sha256, count(*)::int as n from gone group by sha256
), released as (
  update blobs b set refs = b.refs - c.n from counted c where b.sha256 = c.sha256
)
select count(*) as n from gone

-- name: remember_json
insert into json_contents (sha256, content) values ($1, $2::text::jsonb) on conflict (sha256) do nothing

-- name: forget
delete from artifacts
where id in (select id from artifacts where deleted_at is not null and deleted_at < $1 limit $2)

-- name: totals
select (select count(*) from artifacts where deleted_at is null) as artifacts,
       count(*) as blobs,
       coalesce(sum(size_bytes), 0)::bigint as bytes,
       coalesce(sum(stored_bytes), 0)::bigint as stored_bytes
from blobs where refs > 0
