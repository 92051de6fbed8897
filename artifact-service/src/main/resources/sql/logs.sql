-- name: find
select * from logs where task_id = $1 and attempt = $2

-- name: load
select l.* from logs l
join unnest($1::uuid[], $2::int[]) as wanted (task_id, attempt) using (task_id, attempt)

-- name: save
insert into logs (task_id, attempt, run_id, worker_id, covered, seen, length, due_at, sealed_at, revision)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
on conflict (task_id, attempt) do update
set worker_id = excluded.worker_id,
    covered = excluded.covered,
    seen = excluded.seen,
    length = excluded.length,
    due_at = excluded.due_at,
    sealed_at = excluded.sealed_at,
    revision = excluded.revision
where logs.revision = excluded.revision - 1 and not logs.raw_gone

-- name: ended
insert into logs (task_id, attempt, run_id, due_at, revision)
select task_id, attempt, run_id, $4, 1
from unnest($1::uuid[], $2::int[], $3::uuid[]) as ended (task_id, attempt, run_id)
order by task_id, attempt
on conflict (task_id, attempt) do update
set due_at = excluded.due_at, revision = logs.revision + 1
where logs.sealed_at is null and logs.due_at is null

-- name: due
select l.*, n.name
from logs l left join task_names n using (task_id)
where l.sealed_at is null and l.due_at is not null and l.due_at <= $1
order by l.due_at limit $2

-- name: lock
select revision, sealed_at from logs where task_id = $1 and attempt = $2 for update

-- name: seal
update logs set sealed_at = $3, artifact_id = $4, raw_gone = $5, revision = revision + 1
where task_id = $1 and attempt = $2

-- name: postpone
update logs set due_at = $3 where task_id = $1 and attempt = $2 and sealed_at is null

-- name: artifact_digest
select sha256 from artifacts where id = $1 and deleted_at is null for update

-- name: replace_artifact
update artifacts set size_bytes = $2, sha256 = $3, content_type = $4, name = $5 where id = $1

-- name: release_raw
update logs set raw_gone = true, revision = revision + 1
where (task_id, attempt) in (
  select task_id, attempt from logs
  where sealed_at is not null and sealed_at < $1 and not raw_gone
  limit $2 for update skip locked)
returning task_id, attempt

-- name: purge_run
update logs set raw_gone = true, sealed_at = coalesce(sealed_at, $2), revision = revision + 1
where run_id = $1 and not (raw_gone and sealed_at is not null)
returning task_id, attempt

-- Those whose file nobody needs: it is sealed for good, or nothing is known of it.
-- name: without_raw
select wanted.task_id, wanted.attempt
from unnest($1::uuid[], $2::int[]) as wanted (task_id, attempt)
left join logs l using (task_id, attempt)
where l.task_id is null or l.raw_gone

-- An attempt whose end nobody told us of does not stay open for ever.
-- name: overdue
update logs set due_at = $2, revision = revision + 1
where (task_id, attempt) in (
  select task_id, attempt from logs
  where sealed_at is null and due_at is null and created_at < $1
  limit $3 for update skip locked)

-- name: forget
delete from logs
where (task_id, attempt) in (
  select task_id, attempt from logs where created_at < $1 and sealed_at is not null and raw_gone limit $2)

-- name: remember_names
insert into task_names (task_id, name)
select distinct on (task_id) task_id, name from unnest($1::uuid[], $2::text[]) as told (task_id, name)
on conflict (task_id) do nothing

-- name: forget_names
delete from task_names
where task_id in (select task_id from task_names where created_at < $1 limit $2)

-- name: forget_parked
delete from parked_messages
where id in (select id from parked_messages where at < $1 order by id limit $2)
