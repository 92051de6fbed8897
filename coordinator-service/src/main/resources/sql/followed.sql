-- name: insert
insert into followed_runs
  (task_id, run_id, trigger_id, provider, repository, ci_run, artifacts, reports, state, word, ended, ended_at, deadline)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, clock_timestamp() + $13::float8 * interval '1 second')

-- name: find
select f.run_id, f.task_id, f.ended, f.ended_at, r.verdict is not null as final
from followed_runs f join runs r on r.id = f.run_id
where f.trigger_id = $1 and f.provider = $2 and f.repository = $3 and f.ci_run = $4

-- name: told
-- Whatever was waited for, it is looked at now. Not if another end became known since it was asked which one is.
update followed_runs
set state = $2, word = $3, ended = ended or $4, ended_at = coalesce($5, ended_at), tries = 0, due_at = clock_timestamp()
where task_id = $1 and ended_at is not distinct from $6::timestamptz

-- name: reopened
-- Its run was opened again: what it left is read once more, with the time of the first one.
update followed_runs f
set due_at = clock_timestamp(), tries = 0, brought = false, deadline = clock_timestamp() + t.timeout_seconds * interval '1 second'
from tasks t where t.id = f.task_id and f.task_id = any ($1::uuid[])

-- name: ended_runs
-- Somebody ended our run: it is settled now and not when its lease is over. Where that fails it is tried after a pause.
update followed_runs f set due_at = clock_timestamp(), brought = true
from runs r
where r.id = f.run_id and not f.brought and f.due_at < 'infinity' and f.due_at > clock_timestamp() and r.ending is not null and r.verdict is null

-- name: claim
update followed_runs f
set tries = f.tries + 1, due_at = clock_timestamp() + $2::float8 * interval '1 second'
from (select task_id from followed_runs where due_at <= clock_timestamp() order by due_at limit $1 for update skip locked) as due,
     runs r
where f.task_id = due.task_id and r.id = f.run_id
returning f.task_id, f.run_id, f.provider, f.repository, f.ci_run, f.artifacts, f.reports, f.state, f.word, f.ended, f.ended_at,
          f.tries, f.deadline < clock_timestamp() as late, r.ending is not null as ending

-- name: hold
-- The lease is taken, or kept; nothing when the task is settled.
update tasks t
set attempt = t.attempt + case when t.status = 'pending' then 1 else 0 end,
    parts = case when t.status = 'pending' then 0 else t.parts end,
    leased_at = case when t.status = 'pending' then clock_timestamp() else t.leased_at end,
    status = case when t.status = 'pending' then 'assigned' else t.status end,
    worker_id = $2, lease_until = clock_timestamp() + $3::float8 * interval '1 second', updated_at = clock_timestamp()
where t.id = $1 and t.status in ('pending', 'assigned', 'running')
returning t.attempt, t.status

-- name: later
-- Whoever was told meanwhile that it ended, or ended again, knows better, and has said that it is due.
update followed_runs
set state = $2, word = $3, ended = $4, ended_at = coalesce(ended_at, $7, case when $4 then clock_timestamp() end), tries = case when $5 then 0 else tries end,
    due_at = clock_timestamp() + $6::float8 * interval '1 second'
where task_id = $1 and ($4 or not ended) and (ended_at is null or ended_at = $7::timestamptz)

-- name: done
-- Unless it was told of anew meanwhile.
update followed_runs set due_at = 'infinity' where task_id = $1 and due_at > clock_timestamp()
