-- name: remember
insert into finished_runs (run_id, finish, heard_at, due_at)
select run_id, finish, $3, $3 from unnest($1::uuid[], $2::bigint[]) as heard (run_id, finish)
order by run_id, finish
on conflict do nothing

-- name: take
update finished_runs f set due_at = $2
where (f.run_id, f.finish) in (
  select run_id, finish from finished_runs
  where told_at is null and due_at <= $1
  order by due_at limit $3 for update skip locked)
returning f.run_id, f.finish, f.heard_at,
  -- Of the logs that are not sealed: whether there are any, how far they have come, and whether all of one is there.
  exists (select 1 from logs l where l.run_id = f.run_id and l.sealed_at is null) as logs_open,
  (select coalesce(sum(l.revision), 0)::bigint from logs l where l.run_id = f.run_id and l.sealed_at is null) as logs_revision,
  exists (select 1 from logs l where l.run_id = f.run_id and l.sealed_at is null and l.length is not null) as logs_sealing

-- name: later
update finished_runs set due_at = $3 where run_id = $1 and finish = $2 and told_at is null

-- name: told
update finished_runs set told_at = $3 where run_id = $1 and finish = $2

-- name: forget
delete from finished_runs
where (run_id, finish) in (select run_id, finish from finished_runs where told_at < $1 limit $2)
