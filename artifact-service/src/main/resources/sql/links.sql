-- name: remember_runs
insert into ci_runs (run_id, provider, repository, ci_run_id)
select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[])
on conflict (run_id) do nothing

-- name: ci_run
select provider, repository, ci_run_id from ci_runs where run_id = $1

-- Several systems count the runs of each repository from 1. Who does not say which repository he means gets an answer only
-- where all that is known of that number is of one.
-- name: our_run
select run_id from ci_runs
where provider = $1 and ci_run_id = $3
  and (repository is not distinct from $2::text
    or ($2::text is null and not exists (
      select 1 from ci_runs other
      where other.provider = $1 and other.ci_run_id = $3
        and other.repository is distinct from ci_runs.repository)))
order by created_at desc, run_id desc limit 1

-- In the order of ids, so that two who keep the same do not wait for each other in a circle.
-- name: keep_files
insert into remote_files (id, provider, repository, ci_run_id, name, key, size_bytes, content_type, digest, created_at,
                          retained_until, link_url, link_reach, link_expires)
select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::text[],
                     $9::text[], $10::timestamptz[], $11::timestamptz[], $12::text[], $13::text[], $14::timestamptz[])
  as f (id, provider, repository, ci_run_id, name, key, size_bytes, content_type, digest, created_at, retained_until,
        link_url, link_reach, link_expires)
order by f.id
on conflict (id) do update
set key = excluded.key,
    size_bytes = coalesce(excluded.size_bytes, remote_files.size_bytes),
    content_type = coalesce(excluded.content_type, remote_files.content_type),
    digest = coalesce(excluded.digest, remote_files.digest),
    created_at = coalesce(excluded.created_at, remote_files.created_at),
    retained_until = excluded.retained_until,
    link_url = excluded.link_url,
    link_reach = excluded.link_reach,
    link_expires = excluded.link_expires,
    seen_at = now()

-- name: find_file
select * from remote_files where id = $1

-- name: files_of_run
select * from remote_files
where provider = $1 and ci_run_id = $2 and repository is not distinct from $3::text
order by name limit $4

-- name: forget_runs
delete from ci_runs where run_id in (select run_id from ci_runs where created_at < $1 order by created_at limit $2)

-- name: forget_files
delete from remote_files where id in (select id from remote_files where seen_at < $1 order by seen_at limit $2)
