-- Bringing a vendor order from the vendor to the retailer.
create table deliveries (
    id uuid not null primary key,
    vendor_order_id uuid not null unique references vendor_orders (id),
    vendor_id uuid not null references companies (id),
    retailer_id uuid not null references companies (id),
    partner_id uuid null references companies (id),
    rider_id uuid null references users (id),
    state varchar(16) collate "C" not null check (state in ('unassigned', 'offered', 'assigned', 'picked_up', 'failed', 'delivered')),
    code_round bigint not null,
    wrong_codes bigint not null check (wrong_codes >= 0),
    failure_code varchar(32) collate "C" null,
    failure varchar(500) null,
    created_at bigint not null,
    updated_at bigint not null,
    version bigint not null
);
create index deliveries_partner on deliveries (partner_id, id);
create index deliveries_rider on deliveries (rider_id, id);
create index deliveries_state on deliveries (state, id);
create table delivery_events (
    id uuid not null primary key,
    delivery_id uuid not null references deliveries (id),
    at bigint not null,
    user_id uuid null references users (id),
    company_id uuid null references companies (id),
    from_state varchar(16) collate "C" null,
    to_state varchar(16) collate "C" not null,
    failure_code varchar(32) collate "C" null,
    failure varchar(500) null
);
create index delivery_events_delivery on delivery_events (delivery_id, id);
