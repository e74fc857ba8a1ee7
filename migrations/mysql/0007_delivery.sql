-- Bringing a vendor order from the vendor to the retailer.
create table deliveries (
    id binary(16) not null primary key,
    vendor_order_id binary(16) not null unique,
    vendor_id binary(16) not null,
    retailer_id binary(16) not null,
    partner_id binary(16) null,
    rider_id binary(16) null,
    state varbinary(16) not null check (state in ('unassigned', 'offered', 'assigned', 'picked_up', 'failed', 'delivered')),
    code_round bigint not null,
    wrong_codes bigint not null check (wrong_codes >= 0),
    failure_code varbinary(32) null,
    failure varchar(500) null,
    created_at bigint not null,
    updated_at bigint not null,
    version bigint not null,
    foreign key (vendor_order_id) references vendor_orders (id),
    foreign key (vendor_id) references companies (id),
    foreign key (retailer_id) references companies (id),
    foreign key (partner_id) references companies (id),
    foreign key (rider_id) references users (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index deliveries_partner on deliveries (partner_id, id);
create index deliveries_rider on deliveries (rider_id, id);
create index deliveries_state on deliveries (state, id);
create table delivery_events (
    id binary(16) not null primary key,
    delivery_id binary(16) not null,
    at bigint not null,
    user_id binary(16) null,
    company_id binary(16) null,
    from_state varbinary(16) null,
    to_state varbinary(16) not null,
    failure_code varbinary(32) null,
    failure varchar(500) null,
    foreign key (delivery_id) references deliveries (id),
    foreign key (user_id) references users (id),
    foreign key (company_id) references companies (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index delivery_events_delivery on delivery_events (delivery_id, id);
