-- What strangers tried: how often by minute, kind and endpoint, and samples of it to look into.
create table security_counts (
    at_minute bigint not null,
    kind varchar(32) collate "C" not null,
    endpoint varchar(64) collate "C" not null,
    total bigint not null check (total > 0),
    primary key (at_minute, kind, endpoint)
);
create table security_samples (
    id uuid not null primary key,
    at bigint not null,
    kind varchar(32) collate "C" not null,
    endpoint varchar(64) collate "C" not null,
    code varchar(64) collate "C" not null,
    status bigint null,
    address varchar(45) collate "C" null,
    user_id uuid null,
    company_id uuid null,
    request_id uuid null,
    times bigint not null check (times > 0)
);
create index security_samples_at on security_samples (at);
create index security_samples_kind on security_samples (kind, id);
create index security_samples_endpoint on security_samples (endpoint, id);
create index security_samples_address on security_samples (address, id);
