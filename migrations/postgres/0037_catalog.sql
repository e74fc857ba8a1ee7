-- Beside each term stands a filter of what else the product is found by, and common terms are counted: a job fills the
-- filters in at once, and once more a day later for what nodes of the earlier release wrote meanwhile; another one counts.
alter table search_terms add column bloom bigint null;
create table search_counts (
    term varchar(160) collate "C" not null primary key,
    products bigint not null check (products >= 0)
);
insert into jobs (id, kind, data, dedupe, run_at, attempts, state) select '01900000-0000-7000-8000-000000000037'::uuid, 'filter_terms', '{"after":null}', 'migration 0037', 0, 0, 'ready' where exists (select 1 from products);
insert into jobs (id, kind, data, dedupe, run_at, attempts, state) select '01900000-0000-7000-8000-000000000038'::uuid, 'count_terms', '{}', 'migration 0037', 0, 0, 'ready' where exists (select 1 from products);
insert into jobs (id, kind, data, dedupe, run_at, attempts, state) select '01900000-0000-7000-8000-000000000039'::uuid, 'filter_terms', '{"after":null}', 'migration 0037, a day later', cast(extract(epoch from now()) as bigint) * 1000000 + 86400000000, 0, 'ready' where exists (select 1 from products);
