-- name: append
-- The transaction gets its id before any row gets one: RelayPosition relies on that.
with me as materialized (select pg_current_xact_id() as xid)
insert into outbox (topic, key, type, run_id, sequence, subject, payload, traceparent)
select e.topic, e.key, e.type, e.run_id, e.sequence, e.subject, e.payload, e.traceparent
from me, unnest($1::text[], $2::text[], $3::text[], $4::uuid[], $5::bigint[], $6::text[], $7::text[], $8::text[])
     with ordinality as e (topic, key, type, run_id, sequence, subject, payload, traceparent, n)
order by e.n

-- name: read
select id, at, topic, key, type, run_id, sequence, subject, payload, traceparent
from outbox where id > $1 order by id limit $2

-- name: read_open
select id, at, topic, key, type, run_id, sequence, subject, payload, traceparent
from outbox where id = any ($1::bigint[]) order by id

-- name: read_run
select id, at, topic, key, type, run_id, sequence, subject, payload, traceparent
from outbox where run_id = $1 and sequence > $2 order by sequence limit $3

-- name: park
-- Its topic and id take the place of a position: it has none in Kafka.
insert into parked_messages (topic, partition, position, key, headers, value, why)
select topic, -1, id, key, jsonb_build_object('type', type, 'subject', subject), convert_to(payload, 'UTF8'), $2
from outbox where id = $1
on conflict (topic, partition, position) do nothing

-- name: transactions
select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as oldest_running,
       pg_snapshot_xmax(pg_current_snapshot())::text::bigint as next_transaction

-- name: position
select through from outbox_position

-- name: move
update outbox_position set through = greatest(through, $1)

-- name: lead
select pg_try_advisory_lock(hashtext('verdict.outbox'), hashtext(current_schema())) as leads

-- name: lag
select count(*) as waiting, coalesce(extract(epoch from now() - min(at)), 0)::float8 as oldest_seconds
from (select at from outbox where id > (select through from outbox_position) order by id limit 10000) as ahead

-- name: sweep
-- Ids grow with time: at the first row that is young enough there is nothing more to do.
delete from outbox where id in (
  select id from (
    select id, at from outbox where id <= (select through from outbox_position) order by id limit $2) as oldest
  where at < now() - $1::float8 * interval '1 second')
