-- name: park
insert into parked_messages (topic, partition, position, key, headers, value, why)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (topic, partition, position) do nothing

-- name: count
select count(*) as n from parked_messages

-- name: sweep
-- Ids grow with time, as in the outbox.
delete from parked_messages where id in (
  select id from (select id, at from parked_messages order by id limit $2) as oldest
  where at < now() - $1::float8 * interval '1 second')
