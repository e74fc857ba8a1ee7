-- Brands alike in their first 80 characters were one: a job tells them apart.
insert into jobs (id, kind, data, dedupe, run_at, attempts, state) select '01900000-0000-7000-8000-000000000028'::uuid, 'rekey_brands', '{}', 'migration 0028', 0, 0, 'ready' where exists (select 1 from products);
