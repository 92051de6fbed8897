-- name: insert
insert into artifacts (id, run_id, task_id, attempt, name, path, type, category, content_type, size_bytes, sha256, created_at, expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
on conflict (run_id, task_id, attempt, path) where deleted_at is null do nothing

-- name: at_place
select a.*, b.encoding
from artifacts a left join blobs b using (sha256)
where a.run_id = $1
  and a.task_id is not distinct from $2
  and a.attempt is not distinct from $3
  and a.path = $4
  and a.deleted_at is null

-- name: find
select a.*, b.encoding
from artifacts a left join blobs b using (sha256)
where a.id = $1

-- name: page_all
select a.*, null as encoding from artifacts a
where a.deleted_at is null and a.expires_at > $1 and a.id < $2
order by a.id desc limit $3

-- name: page_run
select a.*, null as encoding from artifacts a
where a.run_id = $4 and a.deleted_at is null and a.expires_at > $1 and a.id < $2
order by a.id desc limit $3

-- name: page_task
select a.*, null as encoding from artifacts a
where a.task_id = $4 and a.deleted_at is null and a.expires_at > $1 and a.id < $2
order by a.id desc limit $3

-- name: page_run_task
select a.*, null as encoding from artifacts a
where a.run_id = $4 and a.task_id = $5 and a.deleted_at is null and a.expires_at > $1 and a.id < $2
order by a.id desc limit $3

-- The newest of each name: a later attempt says more than an earlier one.
-- name: newest
select distinct on (name) name, id
from artifacts
where run_id = $1 and name = any($2) and deleted_at is null and expires_at > $3
order by name, attempt desc nulls last, id desc

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

-- name: forget
delete from artifacts
where id in (select id from artifacts where deleted_at is not null and deleted_at < $1 limit $2)

-- name: totals
select (select count(*) from artifacts where deleted_at is null) as artifacts,
       count(*) as blobs,
       coalesce(sum(size_bytes), 0)::bigint as bytes,
       coalesce(sum(stored_bytes), 0)::bigint as stored_bytes
from blobs where refs > 0
