-- Passes of attempts are signed with keys of their own: they verify for days, tokens of workers for minutes.
alter table signing_keys add column purpose text not null default 'worker' check (purpose in ('worker', 'attempt'));
alter table signing_keys alter column purpose drop default;
