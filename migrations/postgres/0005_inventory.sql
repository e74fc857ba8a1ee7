-- Places, levels, and the movements that are the only way a level changes.
create table locations (
    id uuid not null primary key,
    vendor_id uuid not null references companies (id),
    name varchar(120) not null,
    name_key varchar(480) collate "C" not null,
    city varchar(120) not null,
    created_at bigint not null,
    unique (vendor_id, name_key)
);
create table stock_levels (
    id uuid not null primary key,
    offer_id uuid not null references offers (id),
    vendor_id uuid not null references companies (id),
    location_id uuid not null references locations (id),
    on_hand bigint not null check (on_hand >= 0),
    allocated bigint not null check (allocated >= 0),
    low_threshold bigint not null check (low_threshold >= 0),
    version bigint not null,
    unique (offer_id, location_id),
    check (allocated <= on_hand)
);
create index stock_levels_vendor on stock_levels (vendor_id, id);
create table stock_movements (
    id uuid not null primary key,
    level_id uuid not null references stock_levels (id),
    vendor_id uuid not null references companies (id),
    kind varchar(16) collate "C" not null check (kind in ('received', 'adjusted', 'damaged', 'allocated', 'released', 'shipped')),
    on_hand_delta bigint not null,
    allocated_delta bigint not null,
    cause varchar(64) collate "C" not null,
    reason varchar(500) null,
    import_id uuid null,
    user_id uuid null references users (id),
    at bigint not null,
    unique (cause, level_id, kind)
);
create index stock_movements_vendor on stock_movements (vendor_id, id);
create index stock_movements_level on stock_movements (level_id, id);
