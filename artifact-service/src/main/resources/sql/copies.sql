-- Only those that belong to a run of a CI system. A run that was opened again and failed again is looked at again.
-- name: failed
insert into failed_runs (run_id, heard_at, look_at)
select run_id, $2, $3 from unnest($1::uuid[]) as heard (run_id)
where exists (select 1 from ci_runs c where c.run_id = heard.run_id)
order by run_id
on conflict (run_id) do update set look_at = excluded.look_at, looks = 0

-- name: take_runs
update failed_runs f set look_at = $2, looks = looks + 1
where f.run_id in (
  select run_id from failed_runs where look_at <= $1
  order by look_at limit $3 for update skip locked)
returning f.run_id, f.looks

-- name: looked
update failed_runs set look_at = $2 where run_id = $1

-- Of this run, those that are not refused; and which of the given files anybody has planned before.
-- name: planned
select file_id, size_bytes, run_id = $1 and outcome is distinct from 'refused' as counts
from copies
where run_id = $1 or file_id = any($2)

-- What is under way or done stays as it is; of what waits the CI system may have changed its mind.
-- name: plan
insert into copies (file_id, run_id, size_bytes, retained_until, due_at, ended_at, outcome, why)
select file_id, $1, size_bytes, retained_until, due_at,
       case when why is null then null else $2::timestamptz end,
       case when why is null then null else 'refused' end,
       why
from unnest($3::uuid[], $4::bigint[], $5::timestamptz[], $6::timestamptz[], $7::text[])
  as p (file_id, size_bytes, retained_until, due_at, why)
order by file_id
on conflict (file_id) do update
set retained_until = excluded.retained_until, due_at = excluded.due_at
where copies.ended_at is null and copies.tries = 0 and copies.retained_until <> excluded.retained_until

-- name: take
update copies c set due_at = $2, tries = tries + 1
where c.file_id in (
  select file_id from copies where ended_at is null and due_at <= $1
  order by due_at limit $3 for update skip locked)
returning c.file_id, c.run_id, c.retained_until, c.tries

-- name: later
update copies set due_at = $2, why = $3 where file_id = $1 and ended_at is null

-- name: ended
update copies set ended_at = $2, outcome = $3, why = $4, artifact_id = $5 where file_id = $1 and ended_at is null

-- name: drop_run
update failed_runs set look_at = null where run_id = $1

-- name: drop
update copies set ended_at = $2, outcome = 'refused', why = $3 where run_id = $1 and ended_at is null

-- name: kept
select c.file_id, c.artifact_id
from copies c join artifacts a on a.id = c.artifact_id
where c.file_id = any($1) and a.deleted_at is null and a.expires_at > $2

-- name: waiting
select count(*) as n from copies where ended_at is null

-- name: forget_runs
delete from failed_runs
where run_id in (select run_id from failed_runs where heard_at < $1 order by heard_at limit $2)

-- name: forget
delete from copies
where file_id in (select file_id from copies where ended_at < $1 order by ended_at limit $2)
