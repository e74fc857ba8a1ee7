-- What strangers tried: how often by minute, kind and endpoint, and samples of it to look into.
create table watch_counts (
    at_minute bigint not null,
    kind varbinary(32) not null,
    endpoint varbinary(64) not null,
    total bigint not null check (total > 0),
    primary key (at_minute, kind, endpoint)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create table watch_samples (
    id binary(16) not null primary key,
    at bigint not null,
    kind varbinary(32) not null,
    endpoint varbinary(64) not null,
    code varbinary(64) not null,
    status bigint null,
    address varbinary(45) null,
    user_id binary(16) null,
    org_id binary(16) null,
    request_id binary(16) null,
    times bigint not null check (times > 0)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index watch_samples_at on watch_samples (at);
create index watch_samples_kind on watch_samples (kind, id);
create index watch_samples_endpoint on watch_samples (endpoint, id);
create index watch_samples_address on watch_samples (address, id);
