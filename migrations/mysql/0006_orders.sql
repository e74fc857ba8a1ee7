-- Orders, each vendor's part, its lines, and the history that is only ever added to.
create table orders (
    id binary(16) not null primary key,
    number varbinary(32) not null unique,
    retailer_id binary(16) not null,
    buyer_id binary(16) not null,
    currency varbinary(3) not null,
    total_minor bigint not null check (total_minor >= 0),
    payment_terms varbinary(32) not null check (payment_terms in ('prepaid', 'cash_on_delivery', 'net_30', 'bank_transfer')),
    reference varchar(64) null,
    ship_name varchar(120) not null,
    ship_line varchar(200) not null,
    ship_city varchar(120) not null,
    ship_postcode varchar(16) not null,
    ship_country varbinary(2) not null,
    placed_at bigint not null,
    foreign key (retailer_id) references companies (id),
    foreign key (buyer_id) references users (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index orders_retailer on orders (retailer_id, id);
create table vendor_orders (
    id binary(16) not null primary key,
    order_id binary(16) not null,
    seq bigint not null,
    number varbinary(32) not null unique,
    vendor_id binary(16) not null,
    retailer_id binary(16) not null,
    currency varbinary(3) not null,
    total_minor bigint not null check (total_minor >= 0),
    state varbinary(32) not null check (state in ('placed', 'partially_accepted', 'accepted', 'cancel_requested', 'preparing', 'ready', 'shipped', 'delivered', 'completed', 'rejected', 'cancelled')),
    accept_by bigint not null,
    placed_at bigint not null,
    updated_at bigint not null,
    version bigint not null,
    unique (order_id, seq),
    foreign key (order_id) references orders (id),
    foreign key (vendor_id) references companies (id),
    foreign key (retailer_id) references companies (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index vendor_orders_vendor on vendor_orders (vendor_id, id);
create index vendor_orders_vendor_state on vendor_orders (vendor_id, state, id);
create table order_lines (
    id binary(16) not null primary key,
    vendor_order_id binary(16) not null,
    position bigint not null,
    offer_id binary(16) not null,
    product_id binary(16) not null,
    sku varbinary(64) not null,
    title varchar(200) not null,
    pack_size bigint not null,
    unit_price_minor bigint not null check (unit_price_minor > 0),
    price_change_id binary(16) not null,
    tax_class varbinary(32) not null,
    qty_ordered bigint not null check (qty_ordered between 1 and 1000000),
    qty_accepted bigint not null check (qty_accepted >= 0),
    qty_declined bigint not null check (qty_declined >= 0),
    unique (vendor_order_id, position),
    check (qty_accepted + qty_declined <= qty_ordered),
    foreign key (vendor_order_id) references vendor_orders (id),
    foreign key (offer_id) references offers (id),
    foreign key (product_id) references products (id),
    foreign key (price_change_id) references price_changes (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create table allocations (
    id binary(16) not null primary key,
    line_id binary(16) not null,
    level_id binary(16) not null,
    quantity bigint not null check (quantity between 1 and 1000000),
    state varbinary(16) not null check (state in ('allocated', 'released', 'shipped')),
    foreign key (line_id) references order_lines (id),
    foreign key (level_id) references stock_levels (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index allocations_line on allocations (line_id);
create table order_events (
    id binary(16) not null primary key,
    vendor_order_id binary(16) not null,
    at bigint not null,
    user_id binary(16) null,
    company_id binary(16) null,
    from_state varbinary(32) null,
    to_state varbinary(32) not null,
    reason_code varbinary(32) null,
    reason varchar(500) null,
    foreign key (vendor_order_id) references vendor_orders (id),
    foreign key (user_id) references users (id),
    foreign key (company_id) references companies (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index order_events_order on order_events (vendor_order_id, id);
