-- Which artifacts: the first part of every statement here, one of the next two after it.
-- name: selected
select a.* from artifacts a
where a.deleted_at is null and a.expires_at > $1 and a.id < $2
  and ($3::uuid is null or a.run_id = $3)
  and ($4::uuid is null or a.task_id = $4)
  and ($5::text is null or a.type = $5)
  and ($6::text is null or a.category = $6)
  and ($7::text is null or a.name like $7)
  and ($8::text[] is null or a.labels @> $8)
  and ($9::jsonb is null or a.metadata @> $9)

-- name: without_content
and $10::text is null

-- name: with_content
and a.sha256 in (select c.sha256 from json_contents c where c.content @@ $10::text::jsonpath)

-- name: page
select * from selected order by id desc limit $11

-- The ids grow with time, also as text.
-- name: groups
select case $11
         when 'type' then type
         when 'category' then category
         when 'content_type' then content_type
         when 'name' then name
         else task_id::text
       end as value,
       count(*) as count,
       sum(size_bytes)::bigint as size_bytes,
       max(id::text)::uuid as latest
from selected
group by 1
order by 2 desc, 1
limit 1000

-- A metric is looked for where its name says, then below "metrics", then anywhere; a number in its name is a field or a position.
-- name: metrics
select page.id, page.run_id, page.name, page.created_at, asked.metric, (found.value #>> '{}')::double precision as value
from (select * from selected order by id desc limit $11) page
join json_contents content using (sha256)
cross join unnest($12::text[], $13::text[], $14::text[], $15::text[]) as asked(metric, here, below, anywhere)
cross join lateral (
  select coalesce(
    jsonb_path_query_first(content.content, asked.here::jsonpath),
    jsonb_path_query_first(content.content #> string_to_array(asked.metric, '.'), '$ ? (@.type() == "number")'),
    jsonb_path_query_first(content.content, asked.below::jsonpath),
    jsonb_path_query_first(content.content #> ('{metrics}' || string_to_array(asked.metric, '.')), '$ ? (@.type() == "number")'),
    jsonb_path_query_first(content.content, asked.anywhere::jsonpath)) as value) found
where found.value is not null
order by page.id desc
