-- Files of changes that vendors hand in: what each row would do, and what became of it.
create table imports (
    id binary(16) not null primary key,
    vendor_id binary(16) not null,
    user_id binary(16) not null,
    kind varbinary(16) not null check (kind in ('prices', 'stock', 'products')),
    state varbinary(16) not null check (state in ('previewed', 'applying', 'applied', 'partly', 'undoing', 'undone')),
    row_count bigint not null check (row_count >= 0),
    change_count bigint not null check (change_count >= 0),
    error_count bigint not null check (error_count >= 0),
    held_count bigint not null check (held_count >= 0),
    todo_count bigint not null check (todo_count >= 0),
    done_count bigint not null check (done_count >= 0),
    failed_count bigint not null check (failed_count >= 0),
    size_confirmed bigint not null check (size_confirmed in (0, 1)),
    at bigint not null,
    applied_by binary(16) null,
    applied_at bigint null,
    undone_by binary(16) null,
    undone_at bigint null,
    foreign key (vendor_id) references companies (id),
    foreign key (user_id) references users (id),
    foreign key (applied_by) references users (id),
    foreign key (undone_by) references users (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index imports_vendor on imports (vendor_id, id);
create table import_rows (
    import_id binary(16) not null,
    line bigint not null check (line > 0),
    cells longtext not null,
    verdict longtext not null,
    plan longtext null,
    outcome_state varbinary(16) null check (outcome_state in ('applied', 'held', 'conflict', 'refused', 'undone')),
    outcome longtext null,
    reversal_state varbinary(16) null check (reversal_state in ('applied', 'held', 'conflict', 'refused', 'undone')),
    reversal longtext null,
    primary key (import_id, line),
    foreign key (import_id) references imports (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
