-- The tables of `infra`: what happened, what is to be done about it, which replies to repeat.
create table audit_log (
    id blob not null primary key,
    at integer not null,
    user_id blob null,
    company_id blob null,
    request_id blob null,
    kind text not null,
    subject text not null,
    data text not null
) strict;
create index audit_log_subject on audit_log (subject, id);
create index audit_log_company on audit_log (company_id, id);
create table outbox (
    id blob not null primary key,
    kind text not null,
    version integer not null,
    subject text not null,
    data text not null,
    at integer not null,
    published_at integer null,
    failed_at integer null
) strict;
create index outbox_waiting on outbox (published_at, id);
create table jobs (
    id blob not null primary key,
    kind text not null,
    data text not null,
    dedupe text not null unique,
    run_at integer not null,
    attempts integer not null,
    state text not null check (state in ('ready', 'dead')),
    last_error text null
) strict;
create index jobs_due on jobs (state, run_at);
create table replies (
    company_id blob not null,
    idem_key text not null,
    request_hash blob not null,
    reply text null,
    at integer not null,
    primary key (company_id, idem_key)
) strict;
create index replies_at on replies (at);
create table signing_keys (
    kid text not null primary key,
    public_key blob not null,
    sealed_private blob not null,
    created_at integer not null,
    verify_until integer null
) strict;
