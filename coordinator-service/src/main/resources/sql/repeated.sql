-- name: insert_again
-- Equal to one that came in before, and under another id: known again by both.
with kept as (
  insert into webhook_deliveries
    (id, provider, digest, delivery_id, event, repository, source, headers, query, body, gzip, body_bytes, reconciled, same_as,
     traceparent)
  values ($1, $2, $3, $4, $5, $6, $7, $8::text::jsonb, $9::text::jsonb, $10, $11, $12, $13, $14, $15)
  on conflict (provider, digest) do nothing
  returning id)
select id from kept union all select id from webhook_deliveries where provider = $2 and digest = $3
limit 1

-- name: since_equal
-- What came in of the same kind after the latest equal one, the newest first.
select d.id, d.headers, d.query, d.body, d.gzip from webhook_deliveries d
where d.provider = $1 and d.repository = $2 and d.id < $3 and d.replay_of is null and d.body is not null
  and d.event = (select event from webhook_deliveries where id = $3)
  and d.id > coalesce((select e.id from webhook_deliveries e
                       where (e.id = $4 or e.same_as = $4) and e.id < $3 order by e.id desc limit 1), $4)
order by d.id desc limit 200
