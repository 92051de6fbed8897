-- name: replace
-- The same name again: the process before is gone.
update workers set status = 'gone' where name = $1 and status in ('active', 'draining') returning id

-- name: is_replaced
select exists (
  select 1 from workers me join workers other on other.name = me.name and other.id <> me.id
  where me.id = $1 and me.status = 'gone' and other.status in ('active', 'draining')) as so

-- name: enrol
insert into workers (id, name, slots, capabilities, types, version) values ($1, $2, $3, $4, $5, $6)

-- name: seen
update workers set last_seen = clock_timestamp(), listening = true,
  status = case when $2 and status = 'active' then 'draining' else status end
where id = $1 and status in ('active', 'draining')
returning status

-- name: drain
update workers set status = 'draining' where id = $1 and status = 'active' returning id, name

-- name: leave
update workers set status = 'gone' where id = $1 and status in ('active', 'draining') returning id, name

-- name: free_leases
update tasks set lease_until = clock_timestamp() - interval '1 millisecond'
where worker_id = any ($1::uuid[]) and status in ('assigned', 'running')

-- name: silent
update workers set status = 'lost'
where status in ('active', 'draining') and last_seen < clock_timestamp() - $1::float8 * interval '1 second'
returning id, name

-- name: get
select w.*, (select count(*)::int from tasks t where t.worker_id = w.id and t.status in ('assigned', 'running')) as busy
from workers w where w.id = $1

-- name: list
select w.*, (select count(*)::int from tasks t where t.worker_id = w.id and t.status in ('assigned', 'running')) as busy
from workers w where w.status <> 'elsewhere' and ($1::text is null or w.status = $1) and ($2::uuid is null or w.id < $2) order by w.id desc limit $3

-- name: offers
select types, capabilities from workers where status in ('active', 'draining')

-- name: by_status
select status, count(*)::int as n from workers where status in ('active', 'draining') or (status <> 'elsewhere' and last_seen > clock_timestamp() - interval '1 hour')
group by status

-- name: sweep
delete from workers where status in ('gone', 'lost') and last_seen < clock_timestamp() - $1::float8 * interval '1 second'
