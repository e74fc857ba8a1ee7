-- The tables of `infra`: what happened, what is to be done about it, which replies to repeat.
create table audit_log (
    id uuid not null primary key,
    at bigint not null,
    user_id uuid null,
    company_id uuid null,
    request_id uuid null,
    kind varchar(64) collate "C" not null,
    subject varchar(64) collate "C" not null,
    data text not null
);
create index audit_log_subject on audit_log (subject, id);
create index audit_log_company on audit_log (company_id, id);
create table outbox (
    id uuid not null primary key,
    kind varchar(64) collate "C" not null,
    version bigint not null,
    subject varchar(64) collate "C" not null,
    data text not null,
    at bigint not null,
    published_at bigint null,
    failed_at bigint null
);
create index outbox_waiting on outbox (published_at, id);
create table jobs (
    id uuid not null primary key,
    kind varchar(64) collate "C" not null,
    data text not null,
    dedupe varchar(200) collate "C" not null unique,
    run_at bigint not null,
    attempts bigint not null,
    state varchar(16) collate "C" not null check (state in ('ready', 'dead')),
    last_error text null
);
create index jobs_due on jobs (state, run_at);
create table replies (
    company_id uuid not null,
    idem_key varchar(128) collate "C" not null,
    request_hash bytea not null,
    reply text null,
    at bigint not null,
    primary key (company_id, idem_key)
);
create index replies_at on replies (at);
create table signing_keys (
    kid varchar(64) collate "C" not null primary key,
    public_key bytea not null,
    sealed_private bytea not null,
    created_at bigint not null,
    verify_until bigint null
);
