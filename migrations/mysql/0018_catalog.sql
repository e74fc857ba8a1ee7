-- Changes of shared products and claims to GTINs go through staff; a GTIN is held only while its product is in the catalogue.
alter table products add column retired_gtin varbinary(14) null;
update products set retired_gtin = gtin, gtin = null where state = 'retired' and gtin is not null;
create table product_requests (
    id binary(16) not null primary key,
    kind varbinary(16) not null check (kind in ('change', 'gtin_claim')),
    product_id binary(16) not null,
    company_id binary(16) not null,
    requested_by binary(16) not null,
    requested_at bigint not null,
    changes longtext not null,
    gtin varbinary(14) null,
    note longtext null,
    state varbinary(16) not null check (state in ('pending', 'accepted', 'transferred', 'released', 'refused', 'withdrawn', 'superseded')),
    open_key varbinary(80) null unique,
    decided_by binary(16) null,
    decided_at bigint null,
    reason longtext null,
    foreign key (product_id) references products (id),
    foreign key (company_id) references companies (id),
    foreign key (requested_by) references users (id),
    foreign key (decided_by) references users (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index product_requests_company on product_requests (company_id, id);
create index product_requests_state on product_requests (state, id);
create index product_requests_product on product_requests (product_id, state);
-- Whether a product was ever ordered, and what was delivered of it lately, is asked along these.
create index order_lines_of_product on order_lines (product_id);
create index vendor_orders_lately on vendor_orders (placed_at, state, retailer_id, id);
drop index vendor_orders_placed on vendor_orders;
create index order_lines_worth on order_lines (vendor_order_id, product_id, qty_accepted, unit_price_minor);
drop index order_lines_product on order_lines;
-- What products are found by, and their lowest prices, follow new rules: a job goes through them once.
insert into jobs (id, kind, data, dedupe, run_at, attempts, state) select x'01900000000070008000000000000018', 'reindex_catalog', '{"after":null}', 'migration 0018', 0, 0, 'ready' from dual where exists (select 1 from products);
