-- name: insert
insert into runs (id, name, project, user_name, ci, metadata, open_tasks, timeout_seconds, deadline, traceparent, tests_announced)
values ($1, $2, $3, $4, $5, $6, $7, $8::float8, clock_timestamp() + $8::float8 * interval '1 second', $9, $10)
returning created_at

-- name: lock
select id, status, verdict, ending, reason, sequence, open_tasks, started_at, created_at, traceparent, tests_announced
from runs where id = $1 for update

-- name: advance
update runs set sequence = sequence + $2 where id = $1

-- name: add_tasks
update runs set open_tasks = open_tasks + $2 where id = $1

-- name: start
update runs set status = 'running', started_at = coalesce(started_at, clock_timestamp()) where id = $1 returning started_at

-- name: close_tasks
update runs set open_tasks = open_tasks - $2 where id = $1 returning open_tasks

-- name: end
update runs set ending = $2, reason = $3, ending_at = clock_timestamp() where id = $1

-- name: finish
update runs set status = $2, verdict = $3, reason = $4, finished_at = clock_timestamp()
where id = $1
returning started_at, finished_at, created_at

-- name: reopen
update runs set status = 'running', verdict = null, reason = null, ending = null, ending_at = null, finished_at = null,
  open_tasks = $2, deadline = clock_timestamp() + timeout_seconds * interval '1 second'
where id = $1

-- name: note_artifacts
insert into told_artifacts (run_id, finish)
select id, $2 from runs where id = $1 and sequence >= $2
on conflict do nothing

-- name: verdicts
select verdict, count(*)::int as n from tests where run_id = $1 group by verdict

-- name: task_verdicts
select verdict, lost_reason, count(*)::int as n from tasks where run_id = $1 group by verdict, lost_reason

-- name: statuses
select status, count(*)::int as n from tasks where run_id = $1 group by status

-- name: verdicts_of_many
select run_id, verdict, count(*)::int as n from tests where run_id = any ($1::uuid[]) group by run_id, verdict

-- name: statuses_of_many
select run_id, status, count(*)::int as n from tasks where run_id = any ($1::uuid[]) group by run_id, status

-- name: missing
select test_id from tests where run_id = $1 and (verdict is null or verdict = 'lost') order by task_id, test_id limit $2

-- name: get
select * from runs where id = $1

-- name: list
select * from runs
where ($1::uuid is null or id < $1) and ($2::text is null or status = $2) and ($3::text is null or project = $3)
  and ($4::text is null or ci ->> 'branch' = $4) and ($5::text is null or ci ->> 'commit_sha' = $5)
order by id desc limit $6

-- name: overdue
select id from runs where verdict is null and ending is null and deadline < clock_timestamp() order by deadline limit $1

-- name: waiting_tasks
select id, class from tasks where run_id = $1 and status = 'pending' order by ordinal limit $2

-- name: sweep
-- With its tasks, tests and attempts.
delete from runs where id in (
  select id from runs where finished_at < clock_timestamp() - $1::float8 * interval '1 second' order by finished_at limit $2)
