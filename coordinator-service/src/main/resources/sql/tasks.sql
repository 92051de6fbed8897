-- name: insert_classes
-- Outside of the transaction that submits, and in one order, so that nobody waits for anybody.
insert into requirement_classes (digest, type, requirements)
select c.digest, c.type, c.requirements::jsonb
from unnest($1::text[], $2::text[], $3::text[]) as c (digest, type, requirements)
where not exists (select 1 from requirement_classes known where known.digest = c.digest)
order by c.digest
on conflict (digest) do nothing

-- name: classes
select id, digest from requirement_classes where digest = any ($1::text[])

-- name: insert
insert into tasks (id, run_id, ordinal, type, name, priority, user_name, class, source, config, parameters, files,
                   timeout_seconds, retry_failures, retry_lost)
select t.id, $1, t.ordinal, t.type, t.name, t.priority, t.user_name, t.class, t.source::jsonb, t.config::jsonb,
       t.parameters::jsonb, array(select jsonb_array_elements_text(t.files::jsonb)), t.timeout_seconds, t.retry_failures,
       t.retry_lost
from unnest($2::uuid[], $3::int[], $4::text[], $5::text[], $6::int[], $7::text[], $8::int[], $9::text[], $10::text[],
            $11::text[], $12::text[], $13::int[], $14::int[], $15::int[])
     as t (id, ordinal, type, name, priority, user_name, class, source, config, parameters, files, timeout_seconds,
           retry_failures, retry_lost)

-- name: insert_planned
insert into tests (task_id, test_id, run_id, kind, name, file)
select p.task_id, p.test_id, $1, p.kind, p.name, p.file
from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[]) as p (task_id, test_id, kind, name, file)
on conflict (task_id, test_id) do nothing

-- name: last_ordinal
select coalesce(max(ordinal), -1)::int as last from tasks where run_id = $1

-- name: get
select t.*, w.name as worker_name, w.status as worker_status, w.capabilities as worker_capabilities,
       c.requirements, (select count(*)::int from tests p where p.task_id = t.id) as planned
from tasks t join requirement_classes c on c.id = t.class left join workers w on w.id = t.worker_id
where t.id = $1

-- name: list
select t.*, w.name as worker_name, w.status as worker_status, w.capabilities as worker_capabilities,
       c.requirements, (select count(*)::int from tests p where p.task_id = t.id) as planned
from tasks t join requirement_classes c on c.id = t.class left join workers w on w.id = t.worker_id
where ($1::uuid is null or t.id < $1) and ($2::text is null or t.status = $2) and ($3::text is null or t.type = $3)
order by t.id desc limit $4

-- name: list_of_run
select t.*, w.name as worker_name, w.status as worker_status, w.capabilities as worker_capabilities,
       c.requirements, (select count(*)::int from tests p where p.task_id = t.id) as planned
from tasks t join requirement_classes c on c.id = t.class left join workers w on w.id = t.worker_id
where t.run_id = $1 and t.ordinal > $2 and ($3::text is null or t.status = $3)
order by t.ordinal limit $4

-- name: by_ids
select t.*, w.name as worker_name, w.status as worker_status, w.capabilities as worker_capabilities,
       c.requirements, (select count(*)::int from tests p where p.task_id = t.id) as planned
from tasks t join requirement_classes c on c.id = t.class left join workers w on w.id = t.worker_id
where t.id = any ($1::uuid[]) order by t.id

-- name: counts
select task_id, verdict, count(*)::int as n from tests where task_id = any ($1::uuid[]) group by task_id, verdict

-- name: tests_of_run
select * from tests
where run_id = $1 and (task_id, test_id) > ($2, $3) and ($4::text is null or coalesce(verdict, 'pending') = $4)
  and ($5::text is null or strpos(lower(test_id), lower($5)) > 0)
order by task_id, test_id limit $6

-- name: tests_of_task
select * from tests where task_id = $1 and test_id > $2 order by test_id limit $3

-- name: lock
-- In the order of their ids, so that two who lock several never wait for each other in a circle.
-- Only what is needed: a task carries much that costs time to read.
select t.id, t.run_id, t.name, t.status, t.attempt, t.parts, t.worker_id, t.retry_failures, t.retry_lost, t.failures, t.losses,
       t.given_back, t.leased_at, t.started_at, t.lease_until > clock_timestamp() as lease_holds,
       w.name as worker_name, w.capabilities::text as worker_capabilities
from tasks t left join workers w on w.id = t.worker_id
where t.id = any ($1::uuid[]) order by t.id for update of t

-- name: run_of
select run_id from tasks where id = $1

-- name: start
update tasks set status = 'running', started_at = clock_timestamp(), updated_at = clock_timestamp()
where id = any ($1::uuid[]) returning id, started_at

-- name: part
update tasks t set parts = greatest(t.parts, p.parts), updated_at = clock_timestamp()
from unnest($1::uuid[], $2::int[]) as p (task_id, parts)
where t.id = p.task_id

-- name: record
insert into tests as t (task_id, test_id, run_id, kind, attempt, verdict, lost_reason, suite, class_name, name, file, seconds,
                        message, type, detail, reruns)
select r.task_id, r.test_id, $1, 'joined', r.attempt, r.verdict, r.lost_reason, r.suite, r.class_name, r.name, r.file, r.seconds,
       r.message, r.type, r.detail, r.reruns
from unnest($2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
            $11::float8[], $12::text[], $13::text[], $14::text[], $15::int[])
     as r (task_id, attempt, test_id, verdict, lost_reason, suite, class_name, name, file, seconds, message, type, detail, reruns)
on conflict (task_id, test_id) do update set
  attempt = excluded.attempt, verdict = excluded.verdict, lost_reason = excluded.lost_reason,
  suite = excluded.suite, class_name = excluded.class_name, name = excluded.name,
  file = coalesce(excluded.file, t.file), seconds = excluded.seconds, message = excluded.message, type = excluded.type,
  detail = excluded.detail, reruns = excluded.reruns,
  flaky = excluded.verdict = 'passed' and (excluded.reruns > 0 or t.flaky or coalesce(t.verdict in ('failed', 'error', 'timeout'), false))
where t.attempt < excluded.attempt
returning t.task_id, t.test_id, t.kind

-- name: results
select t.task_id, t.verdict, count(*)::int as n
from unnest($1::uuid[], $2::int[]) as a (task_id, attempt)
join tests t on t.task_id = a.task_id and t.attempt = a.attempt
where t.kind <> 'file' and t.verdict is not null
group by t.task_id, t.verdict

-- name: planned_tests
-- By name; what is planned as a file is not known by its tests.
select task_id, test_id, name, file from tests where task_id = any ($1::uuid[]) and kind = 'test' order by task_id, test_id

-- name: expand_files
-- A planned file is replaced by its tests. A task of one file needs no name to match.
delete from tests f using unnest($1::uuid[], $2::int[]) as a (task_id, attempt)
where f.task_id = a.task_id and f.kind = 'file'
  and exists (select 1 from tests r where r.task_id = a.task_id and r.attempt = a.attempt and r.kind <> 'file'
              and (r.file = f.test_id or (select cardinality(t.files) from tasks t where t.id = a.task_id) = 1))

-- name: unaccounted
select t.task_id, count(*)::int as n
from unnest($1::uuid[], $2::int[]) as a (task_id, attempt)
join tests t on t.task_id = a.task_id and (t.attempt < a.attempt or t.verdict is null)
group by t.task_id

-- name: fill
update tests t set attempt = f.attempt, verdict = f.verdict, lost_reason = f.lost_reason, message = f.message, detail = null,
  type = null, seconds = 0, flaky = false
from (
  select a.*, o.test_id
  from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[]) as a (task_id, attempt, verdict, lost_reason, message)
  join tests o on o.task_id = a.task_id and (o.attempt < a.attempt or o.verdict is null)
  order by o.task_id, o.test_id limit $6) as f
where t.task_id = f.task_id and t.test_id = f.test_id
returning t.*

-- name: settle
update tasks t set status = s.status, verdict = s.verdict, reason = s.reason, lost_reason = s.lost_reason,
  exit_code = s.exit_code, metrics = s.metrics::jsonb, lease_until = null, finished_at = clock_timestamp(),
  updated_at = clock_timestamp()
from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[])
     as s (task_id, status, verdict, reason, lost_reason, exit_code, metrics)
where t.id = s.task_id returning t.id, t.started_at, t.finished_at

-- name: requeue
update tasks t set status = 'pending', worker_id = null, lease_until = null, leased_at = null, started_at = null, parts = 0,
  failures = t.failures + q.failures, losses = t.losses + q.losses, given_back = t.given_back + q.given_back, reason = q.reason, queued_at = clock_timestamp(),
  updated_at = clock_timestamp()
from unnest($1::uuid[], $2::int[], $3::int[], $4::int[], $5::text[]) as q (task_id, failures, losses, given_back, reason)
where t.id = q.task_id

-- name: reset
update tasks set status = 'pending', verdict = null, reason = null, lost_reason = null, worker_id = null, lease_until = null,
  leased_at = null, started_at = null, finished_at = null, exit_code = null, metrics = null, parts = 0, failures = 0, losses = 0, given_back = 0,
  queued_at = clock_timestamp(), updated_at = clock_timestamp()
where run_id = $1 and status = any ($2::text[])
returning id, name

-- name: reset_tests
-- Attempt 0 again, as before the first: whatever attempt comes next is a later one.
update tests set attempt = 0, verdict = null, lost_reason = null, message = null, detail = null, type = null
where task_id = any ($1::uuid[])

-- name: archive
insert into attempts (task_id, attempt, worker_id, leased_at, started_at, verdict, reason, lost_reason, exit_code, report, artifacts)
select a.task_id, a.attempt, a.worker_id, a.leased_at, a.started_at, a.verdict, a.reason, a.lost_reason, a.exit_code,
       a.report::jsonb, a.artifacts::jsonb
from unnest($1::uuid[], $2::int[], $3::uuid[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::text[], $8::text[],
            $9::int[], $10::text[], $11::text[])
     as a (task_id, attempt, worker_id, leased_at, started_at, verdict, reason, lost_reason, exit_code, report, artifacts)
on conflict (task_id, attempt) do nothing

-- name: open_of_run
select id, status, attempt, worker_id from tasks
where run_id = $1 and status in ('pending', 'assigned', 'running') order by ordinal

-- name: update_pending
update tasks set priority = coalesce($2, priority), timeout_seconds = coalesce($3, timeout_seconds), name = coalesce($4, name),
  updated_at = clock_timestamp()
where id = $1 and status = 'pending' returning id
