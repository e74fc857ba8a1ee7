-- What an offer costs now, and every step it took there.
create table price_changes (
    id binary(16) not null primary key,
    offer_id binary(16) not null,
    vendor_id binary(16) not null,
    old_minor bigint null,
    new_minor bigint not null check (new_minor between 1 and 1000000000000),
    currency varbinary(3) not null,
    delta_ppm bigint not null,
    state varbinary(16) not null check (state in ('applied', 'held', 'rejected', 'superseded')),
    held_key binary(16) null unique,
    why_held varchar(200) null,
    changed_by binary(16) null,
    changed_at bigint not null,
    decided_by binary(16) null,
    decided_at bigint null,
    foreign key (offer_id) references offers (id),
    foreign key (vendor_id) references companies (id),
    foreign key (changed_by) references users (id),
    foreign key (decided_by) references users (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index price_changes_offer on price_changes (offer_id, id);
create index price_changes_vendor on price_changes (vendor_id, state, id);
create index price_changes_recent on price_changes (vendor_id, changed_at);
create table prices (
    offer_id binary(16) not null primary key,
    amount_minor bigint not null check (amount_minor between 1 and 1000000000000),
    currency varbinary(3) not null,
    change_id binary(16) not null,
    version bigint not null,
    foreign key (offer_id) references offers (id),
    foreign key (change_id) references price_changes (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
