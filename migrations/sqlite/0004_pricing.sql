-- What an offer costs now, and every step it took there.
create table price_changes (
    id blob not null primary key,
    offer_id blob not null references offers (id),
    vendor_id blob not null references companies (id),
    old_minor integer null,
    new_minor integer not null check (new_minor between 1 and 1000000000000),
    currency text not null,
    delta_ppm integer not null,
    state text not null check (state in ('applied', 'held', 'rejected', 'superseded')),
    held_key blob null unique,
    why_held text null,
    changed_by blob null references users (id),
    changed_at integer not null,
    decided_by blob null references users (id),
    decided_at integer null
) strict;
create index price_changes_offer on price_changes (offer_id, id);
create index price_changes_vendor on price_changes (vendor_id, state, id);
create index price_changes_recent on price_changes (vendor_id, changed_at);
create table prices (
    offer_id blob not null primary key references offers (id),
    amount_minor integer not null check (amount_minor between 1 and 1000000000000),
    currency text not null,
    change_id blob not null references price_changes (id),
    version integer not null
) strict;
