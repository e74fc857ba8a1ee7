-- A second kind of sign-in, by a browser's cookie: when it was used, and which ids open it.
alter table sessions add column kind text not null default 'token' check (kind in ('token', 'browser'));
alter table sessions add column secret_hash blob null;
alter table sessions add column previous_hash blob null;
alter table sessions add column previous_until integer null;
alter table sessions add column used_at integer null;
alter table sessions add column rights_as_of text null;
create unique index sessions_secret on sessions (secret_hash);
create unique index sessions_previous on sessions (previous_hash);
