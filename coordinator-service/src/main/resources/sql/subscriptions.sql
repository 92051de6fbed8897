-- name: lock_feed
-- Whoever changes a subscription goes before or after a step of the feed, never beside it.
select version from subscription_feed for update

-- name: begin_now
-- Who comes first has nothing to do with what was published before; as long as nobody listens, nothing is read.
update subscription_feed set highest = (select coalesce(max(id), 0) from outbox), gaps = '[]'
where not exists (select 1 from subscriptions where state <> 'disabled')

-- name: changed
update subscription_feed set version = version + 1

-- name: insert
insert into subscriptions (id, name, origin, url, types, project, branch, filter, owner, description, headers, secret, created_by)
values ($1, $2, 'api', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)

-- name: insert_health
insert into subscription_health (subscription_id) values ($1) on conflict do nothing

-- name: declare
insert into subscriptions (id, name, origin, url, types, project, branch, filter, owner, description, headers, secret,
  previous_secret, created_by)
values ($1, $2, 'file', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'verdict.yaml')
on conflict (id) do update set url = excluded.url, types = excluded.types, project = excluded.project, branch = excluded.branch,
  filter = excluded.filter, owner = excluded.owner, description = excluded.description, headers = excluded.headers,
  secret = excluded.secret, previous_secret = excluded.previous_secret, previous_until = null, updated_at = clock_timestamp()

-- name: undeclared
delete from subscriptions where origin = 'file' and not (id = any ($1::uuid[]))

-- name: replace
update subscriptions set name = $2, url = $3, types = $4, project = $5, branch = $6, filter = $7, owner = $8, description = $9,
  headers = $10, updated_at = clock_timestamp()
where id = $1

-- name: delete
delete from subscriptions where id = $1

-- name: suspend
update subscriptions set state = $2, state_reason = $3, state_since = clock_timestamp()
where id = $1 and state <> $2 and (state = 'active' or $2 = 'paused')
returning id, name, owner, url

-- name: resume
update subscriptions set state = 'active', state_reason = null, state_since = clock_timestamp(),
  collects_from = case when state = 'disabled' then clock_timestamp() else collects_from end
where id = $1

-- name: resume_health
update subscription_health set failures = 0, failing_since = null, held_until = null where subscription_id = $1

-- name: resume_streams
update subscription_streams set due_at = clock_timestamp() where subscription_id = $1 and due_at > clock_timestamp()

-- name: rotate
update subscriptions set secret = $2, updated_at = clock_timestamp(),
  previous_secret = case when $3::float8 > 0 then secret end,
  previous_until = case when $3::float8 > 0 then clock_timestamp() + $3::float8 * interval '1 second' end
where id = $1

-- name: get
select s.*, h.failures, h.failing_since, h.held_until, h.last_success_at,
  (select coalesce(sum(t.waiting), 0) from subscription_streams t where t.subscription_id = s.id) as waiting
from subscriptions s join subscription_health h on h.subscription_id = s.id
where s.id = $1

-- name: list
select s.*, h.failures, h.failing_since, h.held_until, h.last_success_at,
  (select coalesce(sum(t.waiting), 0) from subscription_streams t where t.subscription_id = s.id) as waiting
from subscriptions s join subscription_health h on h.subscription_id = s.id
where ($1::uuid is null or s.id < $1) and ($2::text is null or s.state = $2)
order by s.id desc limit $3

-- name: target
select *, case when previous_until is null or previous_until > clock_timestamp() then previous_secret end as valid_previous
from subscriptions where id = $1

-- name: target_now
-- Only where something may be sent now.
select s.*, case when s.previous_until is null or s.previous_until > clock_timestamp() then s.previous_secret end as valid_previous
from subscriptions s join subscription_health h on h.subscription_id = s.id
where s.id = $1 and s.state = 'active' and (h.held_until is null or h.held_until <= clock_timestamp())

-- name: collecting
select id, name, url, types, project, branch, filter, owner, description, collects_from from subscriptions where state <> 'disabled'

-- name: any_of_file
select exists (select 1 from subscriptions where origin = 'file') as any_of_file

-- name: count
select count(*)::int as n from subscriptions

-- name: by_state
select state, count(*)::int as n from subscriptions group by state

-- name: waiting
select coalesce(sum(t.waiting), 0)::bigint as waiting,
  coalesce(extract(epoch from clock_timestamp() - min(t.since)), 0)::float8 as oldest_seconds
from subscription_streams t join subscriptions s on s.id = t.subscription_id
where s.state = 'active'
