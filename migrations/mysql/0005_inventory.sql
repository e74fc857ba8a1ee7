-- Places, levels, and the movements that are the only way a level changes.
create table locations (
    id binary(16) not null primary key,
    vendor_id binary(16) not null,
    name varchar(120) not null,
    name_key varbinary(480) not null,
    city varchar(120) not null,
    created_at bigint not null,
    unique (vendor_id, name_key),
    foreign key (vendor_id) references companies (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create table stock_levels (
    id binary(16) not null primary key,
    offer_id binary(16) not null,
    vendor_id binary(16) not null,
    location_id binary(16) not null,
    on_hand bigint not null check (on_hand >= 0),
    allocated bigint not null check (allocated >= 0),
    low_threshold bigint not null check (low_threshold >= 0),
    version bigint not null,
    unique (offer_id, location_id),
    check (allocated <= on_hand),
    foreign key (offer_id) references offers (id),
    foreign key (vendor_id) references companies (id),
    foreign key (location_id) references locations (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index stock_levels_vendor on stock_levels (vendor_id, id);
create table stock_movements (
    id binary(16) not null primary key,
    level_id binary(16) not null,
    vendor_id binary(16) not null,
    kind varbinary(16) not null check (kind in ('received', 'adjusted', 'damaged', 'allocated', 'released', 'shipped')),
    on_hand_delta bigint not null,
    allocated_delta bigint not null,
    cause varbinary(64) not null,
    reason varchar(500) null,
    import_id binary(16) null,
    user_id binary(16) null,
    at bigint not null,
    unique (cause, level_id, kind),
    foreign key (level_id) references stock_levels (id),
    foreign key (vendor_id) references companies (id),
    foreign key (user_id) references users (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index stock_movements_vendor on stock_movements (vendor_id, id);
create index stock_movements_level on stock_movements (level_id, id);
