-- Orders, each vendor's part, its lines, and the history that is only ever added to.
create table orders (
    id uuid not null primary key,
    number varchar(32) collate "C" not null unique,
    retailer_id uuid not null references companies (id),
    buyer_id uuid not null references users (id),
    currency varchar(3) collate "C" not null,
    total_minor bigint not null check (total_minor >= 0),
    payment_terms varchar(32) collate "C" not null check (payment_terms in ('prepaid', 'cash_on_delivery', 'net_30', 'bank_transfer')),
    reference varchar(64) null,
    ship_name varchar(120) not null,
    ship_line varchar(200) not null,
    ship_city varchar(120) not null,
    ship_postcode varchar(16) not null,
    ship_country varchar(2) collate "C" not null,
    placed_at bigint not null
);
create index orders_retailer on orders (retailer_id, id);
create table vendor_orders (
    id uuid not null primary key,
    order_id uuid not null references orders (id),
    seq bigint not null,
    number varchar(32) collate "C" not null unique,
    vendor_id uuid not null references companies (id),
    retailer_id uuid not null references companies (id),
    currency varchar(3) collate "C" not null,
    total_minor bigint not null check (total_minor >= 0),
    state varchar(32) collate "C" not null check (state in ('placed', 'partially_accepted', 'accepted', 'cancel_requested', 'preparing', 'ready', 'shipped', 'delivered', 'completed', 'rejected', 'cancelled')),
    accept_by bigint not null,
    placed_at bigint not null,
    updated_at bigint not null,
    version bigint not null,
    unique (order_id, seq)
);
create index vendor_orders_vendor on vendor_orders (vendor_id, id);
create index vendor_orders_vendor_state on vendor_orders (vendor_id, state, id);
create table order_lines (
    id uuid not null primary key,
    vendor_order_id uuid not null references vendor_orders (id),
    position bigint not null,
    offer_id uuid not null references offers (id),
    product_id uuid not null references products (id),
    sku varchar(64) collate "C" not null,
    title varchar(200) not null,
    pack_size bigint not null,
    unit_price_minor bigint not null check (unit_price_minor > 0),
    price_change_id uuid not null references price_changes (id),
    tax_class varchar(32) collate "C" not null,
    qty_ordered bigint not null check (qty_ordered between 1 and 1000000),
    qty_accepted bigint not null check (qty_accepted >= 0),
    qty_declined bigint not null check (qty_declined >= 0),
    unique (vendor_order_id, position),
    check (qty_accepted + qty_declined <= qty_ordered)
);
create table allocations (
    id uuid not null primary key,
    line_id uuid not null references order_lines (id),
    level_id uuid not null references stock_levels (id),
    quantity bigint not null check (quantity between 1 and 1000000),
    state varchar(16) collate "C" not null check (state in ('allocated', 'released', 'shipped'))
);
create index allocations_line on allocations (line_id);
create table order_events (
    id uuid not null primary key,
    vendor_order_id uuid not null references vendor_orders (id),
    at bigint not null,
    user_id uuid null references users (id),
    company_id uuid null references companies (id),
    from_state varchar(32) collate "C" null,
    to_state varchar(32) collate "C" not null,
    reason_code varchar(32) collate "C" null,
    reason varchar(500) null
);
create index order_events_order on order_events (vendor_order_id, id);
