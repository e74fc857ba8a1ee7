-- Another master secret can take the place of the one that a database was set up with.
alter table master_secret add column seal_format integer not null default 1;
alter table master_secret add column pepper_key blob null;
alter table master_secret add column active_since integer null;
create table retired_secrets (
    key_id blob not null primary key,
    sealed_tags blob not null,
    retired_at integer not null,
    forget_at integer not null
) strict, without rowid;
