-- What strangers tried: how often by minute, kind and endpoint, and samples of it to look into.
create table security_counts (
    at_minute bigint not null,
    kind varbinary(32) not null,
    endpoint varbinary(64) not null,
    total bigint not null check (total > 0),
    primary key (at_minute, kind, endpoint)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create table security_samples (
    id binary(16) not null primary key,
    at bigint not null,
    kind varbinary(32) not null,
    endpoint varbinary(64) not null,
    code varbinary(64) not null,
    status bigint null,
    address varbinary(45) null,
    user_id binary(16) null,
    company_id binary(16) null,
    request_id binary(16) null,
    times bigint not null check (times > 0)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index security_samples_at on security_samples (at);
create index security_samples_kind on security_samples (kind, id);
create index security_samples_endpoint on security_samples (endpoint, id);
create index security_samples_address on security_samples (address, id);
