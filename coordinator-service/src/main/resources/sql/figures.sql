-- name: queues
select c.type || case when c.requirements ->> 'hardware' is null or c.requirements -> 'hardware' = '[]' then ''
                      else ' ' || (c.requirements ->> 'hardware') end as requirement,
       count(*) as waiting,
       extract(epoch from clock_timestamp() - min(t.queued_at))::float8 as oldest_seconds
from tasks t join requirement_classes c on c.id = t.class
where t.status = 'pending'
group by 1
