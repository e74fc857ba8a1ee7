-- Another master secret can take the place of the one that a database was set up with.
alter table master_secret add column seal_format bigint not null default 1;
alter table master_secret add column pepper_key bytea null;
alter table master_secret add column active_since bigint null;
create table retired_secrets (
    key_id bytea not null primary key,
    sealed_tags bytea not null,
    retired_at bigint not null,
    forget_at bigint not null
);
