-- What strangers tried: how often by minute, kind and endpoint, and samples of it to look into.
create table watch_counts (
    at_minute bigint not null,
    kind varchar(32) collate "C" not null,
    endpoint varchar(64) collate "C" not null,
    total bigint not null check (total > 0),
    primary key (at_minute, kind, endpoint)
);
create table watch_samples (
    id uuid not null primary key,
    at bigint not null,
    kind varchar(32) collate "C" not null,
    endpoint varchar(64) collate "C" not null,
    code varchar(64) collate "C" not null,
    status bigint null,
    address varchar(45) collate "C" null,
    user_id uuid null,
    org_id uuid null,
    request_id uuid null,
    times bigint not null check (times > 0)
);
create index watch_samples_at on watch_samples (at);
create index watch_samples_kind on watch_samples (kind, id);
create index watch_samples_endpoint on watch_samples (endpoint, id);
create index watch_samples_address on watch_samples (address, id);
