-- A second kind of sign-in, by a browser's cookie: when it was used, and which ids open it.
alter table sessions
    add column kind varchar(16) collate "C" not null default 'token' check (kind in ('token', 'browser')),
    add column secret_hash bytea null,
    add column previous_hash bytea null,
    add column previous_until bigint null,
    add column used_at bigint null,
    add column rights_as_of varchar(64) collate "C" null;
create unique index sessions_secret on sessions (secret_hash);
create unique index sessions_previous on sessions (previous_hash);
