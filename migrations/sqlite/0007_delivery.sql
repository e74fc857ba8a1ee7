-- Bringing a vendor order from the vendor to the retailer.
create table deliveries (
    id blob not null primary key,
    vendor_order_id blob not null unique references vendor_orders (id),
    vendor_id blob not null references companies (id),
    retailer_id blob not null references companies (id),
    partner_id blob null references companies (id),
    rider_id blob null references users (id),
    state text not null check (state in ('unassigned', 'offered', 'assigned', 'picked_up', 'failed', 'delivered')),
    code_round integer not null,
    wrong_codes integer not null check (wrong_codes >= 0),
    failure_code text null,
    failure text null,
    created_at integer not null,
    updated_at integer not null,
    version integer not null
) strict;
create index deliveries_partner on deliveries (partner_id, id);
create index deliveries_rider on deliveries (rider_id, id);
create index deliveries_state on deliveries (state, id);
create table delivery_events (
    id blob not null primary key,
    delivery_id blob not null references deliveries (id),
    at integer not null,
    user_id blob null references users (id),
    company_id blob null references companies (id),
    from_state text null,
    to_state text not null,
    failure_code text null,
    failure text null
) strict;
create index delivery_events_delivery on delivery_events (delivery_id, id);
