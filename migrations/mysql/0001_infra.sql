-- The tables of `infra`: what happened, what is to be done about it, which replies to repeat.
create table audit_log (
    id binary(16) not null primary key,
    at bigint not null,
    user_id binary(16) null,
    company_id binary(16) null,
    request_id binary(16) null,
    kind varbinary(64) not null,
    subject varbinary(64) not null,
    data longtext not null
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index audit_log_subject on audit_log (subject, id);
create index audit_log_company on audit_log (company_id, id);
create table outbox (
    id binary(16) not null primary key,
    kind varbinary(64) not null,
    version bigint not null,
    subject varbinary(64) not null,
    data longtext not null,
    at bigint not null,
    published_at bigint null,
    failed_at bigint null
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index outbox_waiting on outbox (published_at, id);
create table jobs (
    id binary(16) not null primary key,
    kind varbinary(64) not null,
    data longtext not null,
    dedupe varbinary(200) not null unique,
    run_at bigint not null,
    attempts bigint not null,
    state varbinary(16) not null check (state in ('ready', 'dead')),
    last_error longtext null
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index jobs_due on jobs (state, run_at);
create table replies (
    company_id binary(16) not null,
    idem_key varbinary(128) not null,
    request_hash varbinary(32) not null,
    reply longtext null,
    at bigint not null,
    primary key (company_id, idem_key)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index replies_at on replies (at);
create table signing_keys (
    kid varbinary(64) not null primary key,
    public_key varbinary(32) not null,
    sealed_private varbinary(512) not null,
    created_at bigint not null,
    verify_until bigint null
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
