-- name: insert
-- Many at a time: what costs is the commit.
insert into webhook_deliveries
  (id, provider, digest, delivery_id, event, repository, source, headers, query, body, gzip, body_bytes, reconciled,
   traceparent)
select d.id, d.provider, d.digest, d.delivery_id, d.event, d.repository, d.source, d.headers::jsonb, d.query::jsonb,
       d.body, d.gzip, d.body_bytes, d.reconciled, d.traceparent
from unnest($1::uuid[], $2::text[], $3::bytea[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
            $9::text[], $10::bytea[], $11::boolean[], $12::int[], $13::boolean[], $14::text[])
     as d (id, provider, digest, delivery_id, event, repository, source, headers, query, body, gzip, body_bytes, reconciled,
           traceparent)
order by d.provider, d.digest
on conflict (provider, digest) do nothing
returning id

-- name: known
select d.id, d.provider, d.digest, d.delivery_id
from unnest($1::text[], $2::bytea[]) as k (provider, digest)
join webhook_deliveries d on d.provider = k.provider and d.digest = k.digest

-- name: insert_refusals
insert into webhook_deliveries (id, provider, event, source, outcome, reason, times, processed_at)
select r.id, r.provider, '', r.source, 'refused', r.reason, r.times, clock_timestamp()
from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::int[]) as r (id, provider, source, reason, times)

-- name: sweep_refusals
-- The newest stay, so that a flood of them never fills the disk.
delete from webhook_deliveries where outcome = 'refused' and id < (
  select id from webhook_deliveries where outcome = 'refused' order by id desc offset $1 limit 1)

-- name: due
-- Held while they are looked at: nobody else takes them, and if we fall over they are due as before. Only small ones
-- are shown, and no second time: the others are claimed unseen.
select id, provider, shown, case when shown then headers end as headers, case when shown then query end as query,
       case when shown then body end as body, gzip
from (select id, provider, attempts = 0 and body_bytes <= $2 as shown, headers, query, body, gzip
      from webhook_deliveries where outcome is null and due_at <= clock_timestamp()
      order by due_at, id limit $1 for update skip locked) as due

-- name: settle_quiet
-- Of which nothing came.
update webhook_deliveries d
set outcome = s.outcome, reason = s.reason, attempts = d.attempts + 1, processed_at = clock_timestamp()
from unnest($1::uuid[], $2::text[], $3::text[]) as s (id, outcome, reason)
where d.id = s.id

-- name: claim
-- Due again after the back-off, whoever falls over meanwhile: the attempt is counted before it is made.
update webhook_deliveries d
set attempts = d.attempts + 1,
    due_at = clock_timestamp() + $2::float8 * power(3, least(d.attempts, 8)) * interval '1 second'
where d.id = any ($1::uuid[])
returning d.id, d.provider, d.attempts, d.traceparent

-- name: lock
-- Only who holds the row may have an effect, and only while there was none.
select id, provider, event, repository, headers, query, body, gzip, attempts, same_as, traceparent from webhook_deliveries
where id = $1 and outcome is null for update

-- name: order
-- Events of one repository take effect one after another.
select pg_advisory_xact_lock(hashtext('verdict.webhooks'), hashtext($1))

-- name: same_meaning
-- One that was asked for and one that came in after all are one event.
with me as (update webhook_deliveries set meaning = $2 where id = $1 returning id, provider, reconciled, replay_of)
select o.id from me join webhook_deliveries o on o.provider = me.provider and o.meaning = $2 and o.id <> me.id
where me.replay_of is null and o.replay_of is null and o.outcome is not null and (o.reconciled or me.reconciled)
limit 1

-- name: reconcile
-- Whoever moves it on may ask now; what was sent before a day is given up at the first time.
insert into webhook_reconciling as w (provider, repository, due_at, through)
values ($1, $2, clock_timestamp() + $3::float8 * interval '1 second', clock_timestamp() - interval '1 day')
on conflict (provider, repository) do update set due_at = excluded.due_at where w.due_at <= clock_timestamp()
returning through, page, page_until

-- name: reconciled
update webhook_reconciling
set through = greatest(through, $3), page = '', page_until = null
where provider = $1 and repository = $2

-- name: reconcile_on
update webhook_reconciling set page = $3, page_until = $4 where provider = $1 and repository = $2

-- name: known_ids
select distinct delivery_id from webhook_deliveries where delivery_id = any ($2::text[]) and provider = $1

-- name: settle
update webhook_deliveries set outcome = $2, reason = $3, effects = $4, processed_at = clock_timestamp() where id = $1

-- name: fail
-- Of an attempt that came to nothing: what it says, and whether it was the last.
update webhook_deliveries
set reason = $2, outcome = case when $3 then 'failed' end, processed_at = case when $3 then clock_timestamp() end
where id = $1 and outcome is null

-- name: list
select id, provider, delivery_id, event, repository, source, body_bytes, received_at, outcome, reason, effects, attempts,
       due_at, processed_at, replay_of, times, reconciled
from webhook_deliveries
where ($1::uuid is null or id < $1) and ($2::text is null or provider = $2)
  and ($3::text is null or outcome = $3 or ($3 = 'pending' and outcome is null))
  and ($4::text is null or event = $4) and ($5::text is null or repository = $5)
  and ($6::timestamptz is null or received_at >= $6) and ($7::timestamptz is null or received_at < $7)
  and ($8::text is null or delivery_id = $8)
order by id desc limit $9

-- name: get
select id, provider, delivery_id, event, repository, source, headers, query, body, gzip, body_bytes, received_at, outcome,
       reason, effects, attempts, due_at, processed_at, replay_of, times, reconciled
from webhook_deliveries where id = $1

-- name: replay
insert into webhook_deliveries
  (id, provider, delivery_id, event, repository, source, headers, query, body, gzip, body_bytes, replay_of, traceparent)
select $2, provider, delivery_id, event, repository, $3, headers, query, body, gzip, body_bytes, id, traceparent
from webhook_deliveries where id = $1 and body is not null

-- name: sweep
delete from webhook_deliveries where id in (
  select id from webhook_deliveries
  where received_at < clock_timestamp() - $1::float8 * interval '1 second' and outcome is not null
  order by received_at limit $2)

-- name: link_run
insert into webhook_runs (run_id, delivery, trigger_id, provider, repository, branch, pull_request, sha)
values ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: newer_run
-- Of the same trigger, from an event that came in later.
select run_id from webhook_runs
where provider = $1 and repository = $2 and trigger_id = $5 and delivery > $6
  and case when $4 = '' then branch = $3 and pull_request = '' else pull_request = $4 end
limit 1

-- name: older_runs
-- That still go on, from events that came in earlier.
select w.run_id from webhook_runs w join runs r on r.id = w.run_id
where w.provider = $1 and w.repository = $2 and w.delivery < $5
  and case when $4 = '' then w.branch = $3 and w.pull_request = '' else w.pull_request = $4 end
  and ($6::uuid is null or w.trigger_id = $6)
  and r.verdict is null and r.ending is null
order by w.run_id limit 100

-- name: latest_runs
-- Of a pull request: the latest of each trigger.
select distinct on (trigger_id) run_id from webhook_runs
where provider = $1 and repository = $2 and pull_request = $3
order by trigger_id, delivery desc, run_id limit 20
