-- What a person means to buy for a retailer, before it is an order; and the ways to find offers for it.
create table basket_lines (
    company_id blob not null references companies (id),
    user_id blob not null references users (id),
    offer_id blob not null references offers (id),
    quantity integer not null check (quantity between 1 and 1000000),
    seen_minor integer not null check (seen_minor > 0),
    added_at integer not null,
    primary key (company_id, user_id, offer_id)
) strict, without rowid;
create index offers_sku on offers (sku, state);
create index vendor_orders_vendor_placed on vendor_orders (vendor_id, placed_at, state, id);
