-- Another master secret can take the place of the one that a database was set up with.
alter table master_secret add column seal_format bigint not null default 1, add column pepper_key varbinary(4) null, add column active_since bigint null;
create table retired_secrets (
    key_id varbinary(4) not null primary key,
    sealed_tags varbinary(255) not null,
    retired_at bigint not null,
    forget_at bigint not null
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
