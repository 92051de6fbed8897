-- name: workers_with_room
-- One that was silent for longer than it may be gets nothing new: its leases are about to run out as well.
select w.id, w.name, w.slots, w.capabilities, w.types, count(t.id)::int as busy
from workers w left join tasks t on t.worker_id = w.id and t.status in ('assigned', 'running')
where w.status = 'active' and w.listening and w.last_seen > clock_timestamp() - $1::float8 * interval '1 second'
group by w.id
having count(t.id) < w.slots
order by count(t.id)::float8 / w.slots, w.id

-- name: waiting_classes
select c.id, c.type, c.requirements, c.unmatched_since
from requirement_classes c
-- What a CI system does is not given to anybody.
where c.type <> 'follow' and exists (select 1 from tasks t where t.class = c.id and t.status = 'pending')

-- name: lock_worker
select w.id, w.slots, w.capabilities, w.types from workers w
where w.id = $1 and w.status = 'active' and w.last_seen > clock_timestamp() - $2::float8 * interval '1 second'
for update skip locked

-- name: held
select t.id, c.requirements from tasks t join requirement_classes c on c.id = t.class
where t.worker_id = $1 and t.status in ('assigned', 'running')

-- name: candidates
select t.id, t.class, t.priority, t.ordinal
from unnest($1::int[]) as k (class)
cross join lateral (
  select id, class, priority, ordinal from tasks
  where class = k.class and status = 'pending'
  order by priority desc, ordinal, id limit $2
  for update skip locked) as t
order by t.priority desc, t.id
limit $2

-- name: first_waits_too_long
-- Of each kind the one whose turn it is: one step in the index of the queue.
select coalesce(bool_or(first.queued_at < clock_timestamp() - $2::float8 * interval '1 second'), false) as so
from unnest($1::int[]) as k (class)
cross join lateral (
  select queued_at from tasks where class = k.class and status = 'pending' order by priority desc, ordinal, id limit 1) as first

-- name: lease
update tasks set status = 'assigned', worker_id = $2, attempt = attempt + 1, parts = 0, leased_at = clock_timestamp(),
  lease_until = clock_timestamp() + $3::float8 * interval '1 second', updated_at = clock_timestamp()
where id = any ($1::uuid[])
returning id, run_id, attempt, type, name, source::text, config::text, parameters::text, files, timeout_seconds,
  (select r.traceparent from runs r where r.id = tasks.run_id) as traceparent

-- name: renew
-- Not for ever: a worker that should have ended an attempt long ago does not keep it by its heart beating.
update tasks set lease_until = clock_timestamp() + $4::float8 * interval '1 second'
from unnest($2::uuid[], $3::int[]) as h (task_id, attempt), runs r
where tasks.id = h.task_id and tasks.attempt = h.attempt and tasks.worker_id = $1 and tasks.status in ('assigned', 'running')
  and tasks.lease_until > clock_timestamp() and r.id = tasks.run_id
  and clock_timestamp() < coalesce(tasks.started_at, tasks.leased_at) + (tasks.timeout_seconds + $5::float8) * interval '1 second'
  and (r.ending_at is null or clock_timestamp() < r.ending_at + $5::float8 * interval '1 second')
returning tasks.id, tasks.attempt

-- name: held_orders
select t.id, t.run_id, t.attempt, t.type, t.name, t.source, t.config, t.parameters, t.files, t.timeout_seconds,
       r.traceparent, r.ending, t.leased_at < clock_timestamp() - $2::float8 * interval '1 second' as overdue
from tasks t join runs r on r.id = t.run_id
where t.worker_id = $1 and t.status in ('assigned', 'running') and t.lease_until > clock_timestamp()

-- name: expired
select t.id, t.attempt,
       clock_timestamp() > coalesce(t.started_at, t.leased_at) + (t.timeout_seconds + $1::float8) * interval '1 second' as overtime
from tasks t
where t.status in ('assigned', 'running') and t.lease_until < clock_timestamp()
order by t.lease_until limit $2

-- name: unmatched
update requirement_classes set unmatched_since = coalesce(unmatched_since, clock_timestamp()) where id = any ($1::int[])

-- name: matched
update requirement_classes set unmatched_since = null where id = any ($1::int[]) and unmatched_since is not null

-- name: hopeless
select t.id from tasks t join requirement_classes c on c.id = t.class
where t.status = 'pending' and c.type <> 'follow' and c.unmatched_since < clock_timestamp() - $1::float8 * interval '1 second'
  and t.queued_at < clock_timestamp() - $1::float8 * interval '1 second'
limit $2
