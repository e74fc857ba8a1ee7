-- Files of changes that vendors hand in: what each row would do, and what became of it.
create table imports (
    id blob not null primary key,
    vendor_id blob not null references companies (id),
    user_id blob not null references users (id),
    kind text not null check (kind in ('prices', 'stock', 'products')),
    state text not null check (state in ('previewed', 'applying', 'applied', 'partly', 'undoing', 'undone')),
    row_count integer not null check (row_count >= 0),
    change_count integer not null check (change_count >= 0),
    error_count integer not null check (error_count >= 0),
    held_count integer not null check (held_count >= 0),
    todo_count integer not null check (todo_count >= 0),
    done_count integer not null check (done_count >= 0),
    failed_count integer not null check (failed_count >= 0),
    size_confirmed integer not null check (size_confirmed in (0, 1)),
    at integer not null,
    applied_by blob null references users (id),
    applied_at integer null,
    undone_by blob null references users (id),
    undone_at integer null
) strict;
create index imports_vendor on imports (vendor_id, id);
create table import_rows (
    import_id blob not null references imports (id),
    line integer not null check (line > 0),
    cells text not null,
    verdict text not null,
    plan text null,
    outcome_state text null check (outcome_state in ('applied', 'held', 'conflict', 'refused', 'undone')),
    outcome text null,
    reversal_state text null check (reversal_state in ('applied', 'held', 'conflict', 'refused', 'undone')),
    reversal text null,
    primary key (import_id, line)
) strict;
