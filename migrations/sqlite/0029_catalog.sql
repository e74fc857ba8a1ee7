-- Texts are folded in another way, and GTINs stand apart from words: a job goes through the catalogue at once, and once more a
-- day later for what nodes of the earlier release wrote meanwhile.
insert into jobs (id, kind, data, dedupe, run_at, attempts, state) select x'01900000000070008000000000000029', 'refold_catalog', '{"after":null}', 'migration 0029', 0, 0, 'ready' where exists (select 1 from products);
insert into jobs (id, kind, data, dedupe, run_at, attempts, state) select x'0190000000007000800000000000002a', 'refold_catalog', '{"after":null}', 'migration 0029, a day later', cast(strftime('%s', 'now') as integer) * 1000000 + 86400000000, 0, 'ready' where exists (select 1 from products);
