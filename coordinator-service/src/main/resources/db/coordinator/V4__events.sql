-- The W3C trace that a run belongs to: as whoever submitted it said, or one of its own.
alter table runs add column traceparent text;
-- Whether each planned test of the run is announced; in large runs none is.
alter table runs add column tests_announced boolean not null default false;

-- With the event, as everything else that it says: it is sent without a look at the run.
alter table outbox add column traceparent text;
