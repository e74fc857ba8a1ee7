-- Texts are folded in another way, and GTINs stand apart from words: a job goes through the catalogue at once, and once more a
-- day later for what nodes of the earlier release wrote meanwhile.
insert into jobs (id, kind, data, dedupe, run_at, attempts, state) select '01900000-0000-7000-8000-000000000029'::uuid, 'refold_catalog', '{"after":null}', 'migration 0029', 0, 0, 'ready' where exists (select 1 from products);
insert into jobs (id, kind, data, dedupe, run_at, attempts, state) select '01900000-0000-7000-8000-00000000002a'::uuid, 'refold_catalog', '{"after":null}', 'migration 0029, a day later', cast(extract(epoch from now()) as bigint) * 1000000 + 86400000000, 0, 'ready' where exists (select 1 from products);
