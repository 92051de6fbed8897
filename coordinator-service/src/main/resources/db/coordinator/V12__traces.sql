-- The trace that a delivery came in with: what comes of it minutes later belongs to it.
alter table webhook_deliveries add column traceparent text;
