-- name: lock_told
-- Two that tell the same wait for each other: the second sees what the first has told.
select pg_advisory_xact_lock(hashtext('verdict.told'), hashtext(k)) from unnest($1::text[]) with ordinality as t (k, n) order by n

-- name: tell
-- What others have told already, where one of the two was made up: it is one event. Who sends again does so within days.
with me as (
  update webhook_deliveries set meaning = ''::bytea where id = $1 returning id, provider, reconciled, replay_of, delivery_id),
said as (select t.key, t.at from unnest($2::text[], $3::timestamptz[]) as t (key, at)),
kept as (
  insert into webhook_told (provider, key, at, delivery, delivery_id, reconciled)
  select me.provider, said.key, said.at, me.id, me.delivery_id, me.reconciled from me, said where me.replay_of is null
  on conflict do nothing)
select distinct on (said.key) said.key, t.delivery
from me, said join webhook_told t on t.key = said.key
where t.provider = me.provider and me.replay_of is null and t.delivery <> me.id and (t.reconciled or me.reconciled)
  and coalesce(t.at = said.at, true) and coalesce(t.delivery_id = me.delivery_id, true)
  and t.told_at > clock_timestamp() - interval '3 days'
order by said.key, t.delivery

-- name: told
select key, at, delivery_id from webhook_told where provider = $1 and key = any ($2::text[]) and told_at >= $3

-- name: untold_until
-- The latest of which nobody has kept what it told, since nobody was asked then: what it told may look as if it never came.
select max(received_at) as latest from webhook_deliveries
where provider = $1 and received_at >= $2 and meaning is null and replay_of is null and outcome is not null
  and outcome not in ('refused', 'failed')

-- name: failed
-- Whoever is not listed any more is forgotten when the look is through.
update webhook_reconciling set tries = tries || jsonb_build_object($3::text, coalesce((tries ->> $3)::int, 0) + 1)
where provider = $1 and repository = $2
returning (tries ->> $3)::int as tries

-- name: give_up
-- In the ledger, where people look, and where the next look finds that it is known.
insert into webhook_deliveries (id, provider, delivery_id, event, repository, source, outcome, reason, processed_at, reconciled)
values ($1, $2, $3, '', $4, 'reconciled', 'failed', $5, clock_timestamp(), true)

-- name: forget_tries
update webhook_reconciling set tries = '{}' where provider = $1 and repository = $2
