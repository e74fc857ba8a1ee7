-- How many orders of a vendor are in each state that something can follow, and what it sold, by day and by ten days:
-- counted as orders move, instead of on every view. Existing orders are counted here, and what was sold by a job; once
-- more a day later for what nodes of the earlier release moved meanwhile.
create table vendor_order_counts (
    vendor_id blob not null references companies (id),
    state text not null check (state in ('placed', 'partially_accepted', 'accepted', 'cancel_requested', 'preparing', 'ready', 'shipped', 'delivered')),
    slot integer not null,
    orders integer not null,
    primary key (vendor_id, state, slot)
) strict;
insert into vendor_order_counts (vendor_id, state, slot, orders) select vendor_id, state, 0, count(*) from vendor_orders where state in ('placed', 'partially_accepted', 'accepted', 'cancel_requested', 'preparing', 'ready', 'shipped', 'delivered') group by vendor_id, state;
create table vendor_sales (
    vendor_id blob not null references companies (id),
    days integer not null,
    begins_at integer not null,
    ends_at integer not null,
    orders integer not null,
    total_minor integer not null,
    settled integer not null,
    primary key (vendor_id, days, begins_at)
) strict;
create table vendor_offer_sales (
    vendor_id blob not null references companies (id),
    days integer not null,
    begins_at integer not null,
    offer_id blob not null,
    ends_at integer not null,
    packs integer not null,
    total_minor integer not null,
    primary key (vendor_id, days, begins_at, offer_id)
) strict;
alter table vendor_orders add column declined_minor integer null;
create index vendor_orders_sales on vendor_orders (vendor_id, placed_at, state, total_minor, declined_minor, id);
drop index vendor_orders_vendor_placed;
insert into jobs (id, kind, data, dedupe, run_at, attempts, state) select x'01900000000070008000000000000038', 'roll_up_sales', '{"after":null}', 'migration 0038', 0, 0, 'ready' where exists (select 1 from vendor_orders);
insert into jobs (id, kind, data, dedupe, run_at, attempts, state) select x'01900000000070008000000000000039', 'recount_orders', '{}', 'migration 0038, a day later', cast(strftime('%s', 'now') as integer) * 1000000 + 86400000000, 0, 'ready' where exists (select 1 from vendor_orders);
