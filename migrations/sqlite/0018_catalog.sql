-- Changes of shared products and claims to GTINs go through staff; a GTIN is held only while its product is in the catalogue.
alter table products add column retired_gtin text null;
update products set retired_gtin = gtin, gtin = null where state = 'retired' and gtin is not null;
create table product_requests (
    id blob not null primary key,
    kind text not null check (kind in ('change', 'gtin_claim')),
    product_id blob not null references products (id),
    company_id blob not null references companies (id),
    requested_by blob not null references users (id),
    requested_at integer not null,
    changes text not null,
    gtin text null,
    note text null,
    state text not null check (state in ('pending', 'accepted', 'transferred', 'released', 'refused', 'withdrawn', 'superseded')),
    open_key text null unique,
    decided_by blob null references users (id),
    decided_at integer null,
    reason text null
) strict;
create index product_requests_company on product_requests (company_id, id);
create index product_requests_state on product_requests (state, id);
create index product_requests_product on product_requests (product_id, state);
-- Whether a product was ever ordered, and what was delivered of it lately, is asked along these.
create index order_lines_of_product on order_lines (product_id);
create index vendor_orders_lately on vendor_orders (placed_at, state, retailer_id, id);
drop index vendor_orders_placed;
create index order_lines_worth on order_lines (vendor_order_id, product_id, qty_accepted, unit_price_minor);
drop index order_lines_product;
-- What products are found by, and their lowest prices, follow new rules: a job goes through them once.
insert into jobs (id, kind, data, dedupe, run_at, attempts, state) select x'01900000000070008000000000000018', 'reindex_catalog', '{"after":null}', 'migration 0018', 0, 0, 'ready' where exists (select 1 from products);
