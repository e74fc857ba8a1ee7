-- What an offer costs now, and every step it took there.
create table price_changes (
    id uuid not null primary key,
    offer_id uuid not null references offers (id),
    vendor_id uuid not null references companies (id),
    old_minor bigint null,
    new_minor bigint not null check (new_minor between 1 and 1000000000000),
    currency varchar(3) collate "C" not null,
    delta_ppm bigint not null,
    state varchar(16) collate "C" not null check (state in ('applied', 'held', 'rejected', 'superseded')),
    held_key uuid null unique,
    why_held varchar(200) null,
    changed_by uuid null references users (id),
    changed_at bigint not null,
    decided_by uuid null references users (id),
    decided_at bigint null
);
create index price_changes_offer on price_changes (offer_id, id);
create index price_changes_vendor on price_changes (vendor_id, state, id);
create index price_changes_recent on price_changes (vendor_id, changed_at);
create table prices (
    offer_id uuid not null primary key references offers (id),
    amount_minor bigint not null check (amount_minor between 1 and 1000000000000),
    currency varchar(3) collate "C" not null,
    change_id uuid not null references price_changes (id),
    version bigint not null
);
