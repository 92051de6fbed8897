-- name: park
insert into parked_messages (topic, partition, position, key, headers, value, why)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (topic, partition, position) do nothing

-- name: count
select count(*) as n from parked_messages
