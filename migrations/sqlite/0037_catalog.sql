-- Beside each term stands a filter of what else the product is found by, and common terms are counted: a job fills the
-- filters in at once, and once more a day later for what nodes of the earlier release wrote meanwhile; another one counts.
alter table search_terms add column bloom integer null;
create table search_counts (
    term text not null primary key,
    products integer not null check (products >= 0)
) strict, without rowid;
insert into jobs (id, kind, data, dedupe, run_at, attempts, state) select x'01900000000070008000000000000037', 'filter_terms', '{"after":null}', 'migration 0037', 0, 0, 'ready' where exists (select 1 from products);
insert into jobs (id, kind, data, dedupe, run_at, attempts, state) select x'01900000000070008000000000000038', 'count_terms', '{}', 'migration 0037', 0, 0, 'ready' where exists (select 1 from products);
insert into jobs (id, kind, data, dedupe, run_at, attempts, state) select x'01900000000070008000000000000039', 'filter_terms', '{"after":null}', 'migration 0037, a day later', cast(strftime('%s', 'now') as integer) * 1000000 + 86400000000, 0, 'ready' where exists (select 1 from products);
