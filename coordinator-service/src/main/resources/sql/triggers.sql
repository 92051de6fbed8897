-- name: all
select * from triggers order by name

-- name: list
select * from triggers where ($1::uuid is null or id > $1) order by id limit $2

-- name: get
select * from triggers where id = $1

-- name: insert
insert into triggers (id, name, spec, from_file, created_by) values ($1, $2, $3, $4, $5)
on conflict (name) do nothing returning *

-- name: replace
update triggers set name = $2, spec = $3, version = version + 1, updated_at = clock_timestamp()
where id = $1 and not from_file returning *

-- name: delete
delete from triggers where id = $1 and not from_file

-- name: reconcile_lock
select pg_advisory_xact_lock(hashtext('verdict.triggers'), 0)

-- name: from_file
insert into triggers (id, name, spec, from_file, created_by) values ($1, $2, $3, true, 'verdict.yaml')
on conflict (name) do update set spec = excluded.spec, from_file = true, version = triggers.version + 1, updated_at = clock_timestamp()
where triggers.spec <> excluded.spec or not triggers.from_file

-- name: drop_others
delete from triggers where from_file and not (name = any ($1::text[]))
