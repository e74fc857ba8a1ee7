-- What strangers tried: how often by minute, kind and endpoint, and samples of it to look into.
create table watch_counts (
    at_minute integer not null,
    kind text not null,
    endpoint text not null,
    total integer not null check (total > 0),
    primary key (at_minute, kind, endpoint)
) strict, without rowid;
create table watch_samples (
    id blob not null primary key,
    at integer not null,
    kind text not null,
    endpoint text not null,
    code text not null,
    status integer null,
    address text null,
    user_id blob null,
    org_id blob null,
    request_id blob null,
    times integer not null check (times > 0)
) strict;
create index watch_samples_at on watch_samples (at);
create index watch_samples_kind on watch_samples (kind, id);
create index watch_samples_endpoint on watch_samples (endpoint, id);
create index watch_samples_address on watch_samples (address, id);
