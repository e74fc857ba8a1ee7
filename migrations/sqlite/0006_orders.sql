-- Orders, each vendor's part, its lines, and the history that is only ever added to.
create table orders (
    id blob not null primary key,
    number text not null unique,
    retailer_id blob not null references companies (id),
    buyer_id blob not null references users (id),
    currency text not null,
    total_minor integer not null check (total_minor >= 0),
    payment_terms text not null check (payment_terms in ('prepaid', 'cash_on_delivery', 'net_30', 'bank_transfer')),
    reference text null,
    ship_name text not null,
    ship_line text not null,
    ship_city text not null,
    ship_postcode text not null,
    ship_country text not null,
    placed_at integer not null
) strict;
create index orders_retailer on orders (retailer_id, id);
create table vendor_orders (
    id blob not null primary key,
    order_id blob not null references orders (id),
    seq integer not null,
    number text not null unique,
    vendor_id blob not null references companies (id),
    retailer_id blob not null references companies (id),
    currency text not null,
    total_minor integer not null check (total_minor >= 0),
    state text not null check (state in ('placed', 'partially_accepted', 'accepted', 'cancel_requested', 'preparing', 'ready', 'shipped', 'delivered', 'completed', 'rejected', 'cancelled')),
    accept_by integer not null,
    placed_at integer not null,
    updated_at integer not null,
    version integer not null,
    unique (order_id, seq)
) strict;
create index vendor_orders_vendor on vendor_orders (vendor_id, id);
create index vendor_orders_vendor_state on vendor_orders (vendor_id, state, id);
create table order_lines (
    id blob not null primary key,
    vendor_order_id blob not null references vendor_orders (id),
    position integer not null,
    offer_id blob not null references offers (id),
    product_id blob not null references products (id),
    sku text not null,
    title text not null,
    pack_size integer not null,
    unit_price_minor integer not null check (unit_price_minor > 0),
    price_change_id blob not null references price_changes (id),
    tax_class text not null,
    qty_ordered integer not null check (qty_ordered between 1 and 1000000),
    qty_accepted integer not null check (qty_accepted >= 0),
    qty_declined integer not null check (qty_declined >= 0),
    unique (vendor_order_id, position),
    check (qty_accepted + qty_declined <= qty_ordered)
) strict;
create table allocations (
    id blob not null primary key,
    line_id blob not null references order_lines (id),
    level_id blob not null references stock_levels (id),
    quantity integer not null check (quantity between 1 and 1000000),
    state text not null check (state in ('allocated', 'released', 'shipped'))
) strict;
create index allocations_line on allocations (line_id);
create table order_events (
    id blob not null primary key,
    vendor_order_id blob not null references vendor_orders (id),
    at integer not null,
    user_id blob null references users (id),
    company_id blob null references companies (id),
    from_state text null,
    to_state text not null,
    reason_code text null,
    reason text null
) strict;
create index order_events_order on order_events (vendor_order_id, id);
