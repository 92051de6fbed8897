-- name: anybody
-- Asked first, so that a coordinator that has nobody to tell writes nothing.
select exists (select 1 from subscriptions where state = 'active') as anybody

-- name: lease
update subscription_health h set lease_owner = $1, lease_until = clock_timestamp() + $2::float8 * interval '1 second'
from (
  select h.subscription_id from subscription_health h join subscriptions s on s.id = h.subscription_id
  where s.state = 'active'
    and (h.lease_until is null or h.lease_until < clock_timestamp())
    and (h.held_until is null or h.held_until <= clock_timestamp())
    and exists (select 1 from subscription_streams t where t.subscription_id = h.subscription_id and t.due_at <= clock_timestamp())
  order by h.last_attempt_at nulls first limit $3
  for no key update of h skip locked) as free
where h.subscription_id = free.subscription_id
returning h.subscription_id, h.failures

-- name: renew
update subscription_health set lease_until = clock_timestamp() + $2::float8 * interval '1 second'
where lease_owner = $1 and lease_until > clock_timestamp() and subscription_id = any ($3::uuid[])
returning subscription_id

-- name: release
update subscription_health set lease_owner = null, lease_until = null where subscription_id = $2 and lease_owner = $1

-- name: hold_lease
select coalesce(extract(epoch from clock_timestamp() - failing_since), 0)::float8 as failing_seconds
from subscription_health where subscription_id = $2 and lease_owner = $1 and lease_until > clock_timestamp() for no key update

-- name: due
-- A few of each stream, no more than fits into the memory that a lane may take.
select p.* from (
  select d.id as delivery_id, d.stream as delivery_stream, d.event_id, d.attempts, d.position, o.*,
    sum(octet_length(o.payload)) over (partition by d.stream order by d.position) as bytes,
    row_number() over (partition by d.stream order by d.position) as nth
  from (
    select stream from subscription_streams
    where subscription_id = $1 and due_at <= clock_timestamp() and not (stream = any ($2::uuid[]))
    order by due_at, stream limit $3) as s
  cross join lateral (
    select id, stream, event_id, attempts, position from subscription_deliveries
    where subscription_id = $1 and stream = s.stream and state = 'waiting' order by position limit $4) as d
  left join outbox o on o.id = d.position) as p
where p.nth = 1 or p.bytes <= $5
order by p.delivery_stream, p.position

-- name: record
-- One that has failed as often as it may is given up only if the receiver took others meanwhile.
update subscription_deliveries d set
  attempts = d.attempts + 1,
  tries = case when jsonb_array_length(d.tries) >= 20 then jsonb_path_query_array(d.tries, '$[1 to last]') else d.tries end
    || n.try::jsonb,
  first_tried_at = coalesce(d.first_tried_at, clock_timestamp()),
  state = n.state,
  finished_at = case when n.state <> 'waiting' then clock_timestamp() end
from (
  select w.id, w.try, case
      when w.outcome <> 'last' then w.outcome
      when h.last_success_at > x.first_tried_at then 'failed'
      else 'waiting' end as state
  from unnest($2::uuid[], $3::text[], $4::text[]) as w (id, outcome, try)
  join subscription_deliveries x on x.id = w.id
  join subscription_health h on h.subscription_id = $1) as n
where d.id = n.id and d.state = 'waiting'
returning d.id, d.state

-- name: advance_streams
update subscription_streams s set
  waiting = s.waiting - n.done,
  due_at = case when n.wait > 0 then clock_timestamp() + n.wait * interval '1 second' else s.due_at end,
  since = coalesce(
    (select d.queued_at from subscription_deliveries d
     where d.subscription_id = $1 and d.stream = s.stream and d.state = 'waiting' order by d.position limit 1),
    clock_timestamp())
from (
  select t.stream, u.done, u.wait
  from unnest($2::uuid[], $3::int[], $4::float8[]) as u (stream, done, wait)
  join subscription_streams t on t.subscription_id = $1 and t.stream = u.stream
  order by t.stream for no key update of t) as n
where s.subscription_id = $1 and s.stream = n.stream

-- name: remove_streams
delete from subscription_streams where subscription_id = $1 and stream = any ($2::uuid[]) and waiting <= 0

-- name: wake_streams
update subscription_streams set due_at = clock_timestamp() where subscription_id = $1 and due_at > clock_timestamp()

-- name: health
update subscription_health set
  failures = $2,
  failing_since = case when $2 = 0 then null when $3 then clock_timestamp() else coalesce(failing_since, clock_timestamp()) end,
  held_until = case when $2 = 0 then null
                    when $4::float8 > 0 then clock_timestamp() + $4::float8 * interval '1 second'
                    else held_until end,
  last_success_at = case when $3 then clock_timestamp() else last_success_at end,
  last_attempt_at = clock_timestamp()
where subscription_id = $1
returning coalesce(extract(epoch from clock_timestamp() - failing_since), 0)::float8 as failing_seconds

-- name: ledger
select d.*, t.due_at from subscription_deliveries d
left join subscription_streams t on t.subscription_id = d.subscription_id and t.stream = d.stream
where d.subscription_id = $1 and ($2::uuid is null or d.id < $2) and ($3::text is null or d.state = $3)
  and ($4::uuid is null or d.run_id = $4)
order by d.id desc limit $5

-- name: entry
select d.*, t.due_at from subscription_deliveries d
left join subscription_streams t on t.subscription_id = d.subscription_id and t.stream = d.stream
where d.subscription_id = $1 and d.id = $2

-- name: sweep
-- Oldest first, also what still waits: what could not be sent for so long is given up.
with old as (
  delete from subscription_deliveries where id in (
    select id from subscription_deliveries
    where queued_at < clock_timestamp() - $1::float8 * interval '1 second' limit $2)
  returning subscription_id, stream, state),
fewer as (
  select subscription_id, stream, count(*)::int as n from old where state = 'waiting' group by subscription_id, stream),
counted as (
  update subscription_streams s set waiting = s.waiting - f.n
  from fewer f where s.subscription_id = f.subscription_id and s.stream = f.stream)
select (select count(*) from old)::int as swept, (select coalesce(sum(n), 0) from fewer)::int as given_up

-- name: sweep_streams
delete from subscription_streams where waiting <= 0
