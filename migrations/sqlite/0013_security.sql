-- What strangers tried: how often by minute, kind and endpoint, and samples of it to look into.
create table security_counts (
    at_minute integer not null,
    kind text not null,
    endpoint text not null,
    total integer not null check (total > 0),
    primary key (at_minute, kind, endpoint)
) strict, without rowid;
create table security_samples (
    id blob not null primary key,
    at integer not null,
    kind text not null,
    endpoint text not null,
    code text not null,
    status integer null,
    address text null,
    user_id blob null,
    company_id blob null,
    request_id blob null,
    times integer not null check (times > 0)
) strict;
create index security_samples_at on security_samples (at);
create index security_samples_kind on security_samples (kind, id);
create index security_samples_endpoint on security_samples (endpoint, id);
create index security_samples_address on security_samples (address, id);
