-- A delivery can be cancelled until it is picked up. SQLite changes a check only with its table.
pragma defer_foreign_keys = on;
create temporary table deliveries_before as select * from deliveries;
drop table deliveries;
create table deliveries (
    id blob not null primary key,
    vendor_order_id blob not null unique references vendor_orders (id),
    vendor_id blob not null references companies (id),
    retailer_id blob not null references companies (id),
    partner_id blob null references companies (id),
    rider_id blob null references users (id),
    state text not null check (state in ('unassigned', 'offered', 'assigned', 'picked_up', 'failed', 'delivered', 'cancelled')),
    code_round integer not null,
    wrong_codes integer not null check (wrong_codes >= 0),
    failure_code text null,
    failure text null,
    created_at integer not null,
    updated_at integer not null,
    version integer not null
) strict;
insert into deliveries (id, vendor_order_id, vendor_id, retailer_id, partner_id, rider_id, state, code_round, wrong_codes, failure_code, failure, created_at, updated_at, version)
    select id, vendor_order_id, vendor_id, retailer_id, partner_id, rider_id, state, code_round, wrong_codes, failure_code, failure, created_at, updated_at, version from deliveries_before;
drop table deliveries_before;
create index deliveries_partner on deliveries (partner_id, id);
create index deliveries_rider on deliveries (rider_id, id);
create index deliveries_state on deliveries (state, id);
create index deliveries_partner_state on deliveries (partner_id, state, id);
create index deliveries_rider_state on deliveries (rider_id, state, id);
