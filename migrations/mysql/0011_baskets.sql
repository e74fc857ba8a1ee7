-- What a person means to buy for a retailer, before it is an order; and the ways to find offers for it.
create table basket_lines (
    company_id binary(16) not null,
    user_id binary(16) not null,
    offer_id binary(16) not null,
    quantity bigint not null check (quantity between 1 and 1000000),
    seen_minor bigint not null check (seen_minor > 0),
    added_at bigint not null,
    primary key (company_id, user_id, offer_id),
    foreign key (company_id) references companies (id),
    foreign key (user_id) references users (id),
    foreign key (offer_id) references offers (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index offers_sku on offers (sku, state);
create index vendor_orders_vendor_placed on vendor_orders (vendor_id, placed_at, state, id);
