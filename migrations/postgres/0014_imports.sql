-- Files of changes that vendors hand in: what each row would do, and what became of it.
create table imports (
    id uuid not null primary key,
    vendor_id uuid not null references companies (id),
    user_id uuid not null references users (id),
    kind varchar(16) collate "C" not null check (kind in ('prices', 'stock', 'products')),
    state varchar(16) collate "C" not null check (state in ('previewed', 'applying', 'applied', 'partly', 'undoing', 'undone')),
    row_count bigint not null check (row_count >= 0),
    change_count bigint not null check (change_count >= 0),
    error_count bigint not null check (error_count >= 0),
    held_count bigint not null check (held_count >= 0),
    todo_count bigint not null check (todo_count >= 0),
    done_count bigint not null check (done_count >= 0),
    failed_count bigint not null check (failed_count >= 0),
    size_confirmed bigint not null check (size_confirmed in (0, 1)),
    at bigint not null,
    applied_by uuid null references users (id),
    applied_at bigint null,
    undone_by uuid null references users (id),
    undone_at bigint null
);
create index imports_vendor on imports (vendor_id, id);
create table import_rows (
    import_id uuid not null references imports (id),
    line bigint not null check (line > 0),
    cells text not null,
    verdict text not null,
    plan text null,
    outcome_state varchar(16) collate "C" null check (outcome_state in ('applied', 'held', 'conflict', 'refused', 'undone')),
    outcome text null,
    reversal_state varchar(16) collate "C" null check (reversal_state in ('applied', 'held', 'conflict', 'refused', 'undone')),
    reversal text null,
    primary key (import_id, line)
);
