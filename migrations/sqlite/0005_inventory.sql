-- Places, levels, and the movements that are the only way a level changes.
create table locations (
    id blob not null primary key,
    vendor_id blob not null references companies (id),
    name text not null,
    name_key text not null,
    city text not null,
    created_at integer not null,
    unique (vendor_id, name_key)
) strict;
create table stock_levels (
    id blob not null primary key,
    offer_id blob not null references offers (id),
    vendor_id blob not null references companies (id),
    location_id blob not null references locations (id),
    on_hand integer not null check (on_hand >= 0),
    allocated integer not null check (allocated >= 0),
    low_threshold integer not null check (low_threshold >= 0),
    version integer not null,
    unique (offer_id, location_id),
    check (allocated <= on_hand)
) strict;
create index stock_levels_vendor on stock_levels (vendor_id, id);
create table stock_movements (
    id blob not null primary key,
    level_id blob not null references stock_levels (id),
    vendor_id blob not null references companies (id),
    kind text not null check (kind in ('received', 'adjusted', 'damaged', 'allocated', 'released', 'shipped')),
    on_hand_delta integer not null,
    allocated_delta integer not null,
    cause text not null,
    reason text null,
    import_id blob null,
    user_id blob null references users (id),
    at integer not null,
    unique (cause, level_id, kind)
) strict;
create index stock_movements_vendor on stock_movements (vendor_id, id);
create index stock_movements_level on stock_movements (level_id, id);
