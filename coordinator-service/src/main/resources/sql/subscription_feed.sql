-- name: lock
-- Asked before reading: what these transactions have not shown in the read, they never will.
select highest, gaps, version, pg_snapshot_xmin(pg_current_snapshot())::text::bigint as oldest_running
from subscription_feed for update skip locked

-- name: read
-- In one statement, so that an event that was late is never read after one of the same run that came later.
(select o.id, o.at, o.topic, o.key, o.type, o.run_id, o.sequence, o.subject, o.traceparent,
   case when o.topic = 'verdict.events' then o.payload else '' end as payload
 from unnest($2::bigint[], $3::bigint[]) as gap (low, high) join outbox o on o.id between gap.low and gap.high
 order by o.id limit $4)
union all
(select id, at, topic, key, type, run_id, sequence, subject, traceparent, case when topic = 'verdict.events' then payload else '' end as payload
 from outbox where id > $1 order by id limit $4)
order by id

-- name: next_transaction
select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as next_transaction

-- name: anybody
select exists (select 1 from subscriptions where state <> 'disabled') as anybody

-- name: save
update subscription_feed set highest = $1, gaps = $2

-- name: runs
select id, name, project, user_name, ci, metadata from runs where id = any ($1::uuid[])

-- name: queue
with fresh as (
  insert into subscription_deliveries (id, subscription_id, position, stream, run_id, event_id, type, event_at)
  select * from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::timestamptz[])
  on conflict (subscription_id, position) do nothing
  returning subscription_id, stream)
insert into subscription_streams (subscription_id, stream, waiting)
select subscription_id, stream, count(*)::int from fresh group by subscription_id, stream order by subscription_id, stream
on conflict (subscription_id, stream) do update set waiting = subscription_streams.waiting + excluded.waiting

-- name: again
-- What was queued before waits once more, what waits already goes on waiting.
with again as (
  insert into subscription_deliveries (id, subscription_id, position, stream, run_id, event_id, type, event_at, replays)
  select n.*, 1
  from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::timestamptz[]) as n
  on conflict (subscription_id, position) do update set state = 'waiting', attempts = 0, first_tried_at = null,
    finished_at = null, queued_at = clock_timestamp(), replays = subscription_deliveries.replays + 1
    where subscription_deliveries.state <> 'waiting'
  returning subscription_id, stream),
queued as (
  insert into subscription_streams (subscription_id, stream, waiting)
  select subscription_id, stream, count(*)::int from again group by subscription_id, stream order by subscription_id, stream
  on conflict (subscription_id, stream) do update set waiting = subscription_streams.waiting + excluded.waiting,
    due_at = least(subscription_streams.due_at, clock_timestamp()))
select count(*)::int as n from again

-- name: again_one
with again as (
  update subscription_deliveries set state = 'waiting', attempts = 0, first_tried_at = null, finished_at = null,
    queued_at = clock_timestamp(), replays = replays + 1
  where subscription_id = $1 and id = $2 and state <> 'waiting'
  returning subscription_id, stream),
queued as (
  insert into subscription_streams (subscription_id, stream, waiting) select subscription_id, stream, 1 from again
  on conflict (subscription_id, stream) do update set waiting = subscription_streams.waiting + 1,
    due_at = least(subscription_streams.due_at, clock_timestamp()))
select count(*)::int as n from again

-- name: span
select coalesce((select min(id) from outbox where at >= $1), 0) as first,
  coalesce((select max(id) from outbox where at < $2), -1) as last

-- name: read_span
select id, at, topic, key, type, run_id, sequence, subject, payload, traceparent
from outbox where id >= $1 and id <= $2 and topic = 'verdict.events' order by id limit $3
