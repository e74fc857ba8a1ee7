-- A second kind of sign-in, by a browser's cookie: when it was used, and which ids open it.
alter table sessions
    add column kind varbinary(16) not null default 'token' check (kind in ('token', 'browser')),
    add column secret_hash varbinary(32) null,
    add column previous_hash varbinary(32) null,
    add column previous_until bigint null,
    add column used_at bigint null,
    add column rights_as_of varbinary(64) null;
create unique index sessions_secret on sessions (secret_hash);
create unique index sessions_previous on sessions (previous_hash);
