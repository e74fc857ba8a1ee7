-- How many orders of a vendor are in each state that something can follow, and what it sold, by day and by ten days:
-- counted as orders move, instead of on every view. Existing orders are counted here, and what was sold by a job; once
-- more a day later for what nodes of the earlier release moved meanwhile.
create table vendor_order_counts (
    vendor_id binary(16) not null,
    state varbinary(32) not null check (state in ('placed', 'partially_accepted', 'accepted', 'cancel_requested', 'preparing', 'ready', 'shipped', 'delivered')),
    slot bigint not null,
    orders bigint not null,
    primary key (vendor_id, state, slot),
    foreign key (vendor_id) references companies (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
insert into vendor_order_counts (vendor_id, state, slot, orders) select vendor_id, state, 0, count(*) from vendor_orders where state in ('placed', 'partially_accepted', 'accepted', 'cancel_requested', 'preparing', 'ready', 'shipped', 'delivered') group by vendor_id, state;
create table vendor_sales (
    vendor_id binary(16) not null,
    days bigint not null,
    begins_at bigint not null,
    ends_at bigint not null,
    orders bigint not null,
    total_minor bigint not null,
    settled bigint not null,
    primary key (vendor_id, days, begins_at),
    foreign key (vendor_id) references companies (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create table vendor_offer_sales (
    vendor_id binary(16) not null,
    days bigint not null,
    begins_at bigint not null,
    offer_id binary(16) not null,
    ends_at bigint not null,
    packs bigint not null,
    total_minor bigint not null,
    primary key (vendor_id, days, begins_at, offer_id),
    foreign key (vendor_id) references companies (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
alter table vendor_orders add column declined_minor bigint null;
create index vendor_orders_sales on vendor_orders (vendor_id, placed_at, state, total_minor, declined_minor, id);
drop index vendor_orders_vendor_placed on vendor_orders;
insert into jobs (id, kind, data, dedupe, run_at, attempts, state) select x'01900000000070008000000000000038', 'roll_up_sales', '{"after":null}', 'migration 0038', 0, 0, 'ready' from dual where exists (select 1 from vendor_orders);
insert into jobs (id, kind, data, dedupe, run_at, attempts, state) select x'01900000000070008000000000000039', 'recount_orders', '{}', 'migration 0038, a day later', unix_timestamp() * 1000000 + 86400000000, 0, 'ready' from dual where exists (select 1 from vendor_orders);
