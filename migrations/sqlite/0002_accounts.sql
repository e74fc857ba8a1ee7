-- Companies, people, their places in companies, and their sign-ins.
create table companies (
    id blob not null primary key,
    kind text not null check (kind in ('platform', 'vendor', 'retailer', 'delivery_partner')),
    legal_name text not null,
    display_name text not null,
    name_key text not null,
    country text not null,
    currency text not null,
    address_line text not null,
    city text not null,
    postcode text not null,
    state text not null check (state in ('submitted', 'approved', 'rejected', 'suspended')),
    state_reason text null,
    created_at integer not null,
    version integer not null
) strict;
create index companies_kind on companies (kind, state, id);
create table users (
    id blob not null primary key,
    email text not null unique,
    name text not null,
    password_hash text not null,
    state text not null check (state in ('active', 'locked')),
    created_at integer not null,
    version integer not null
) strict;
create table memberships (
    id blob not null primary key,
    user_id blob not null references users (id),
    company_id blob not null references companies (id),
    role text not null,
    state text not null check (state in ('active', 'suspended', 'removed')),
    created_at integer not null,
    version integer not null,
    unique (user_id, company_id)
) strict;
create index memberships_company on memberships (company_id, id);
create table sessions (
    id blob not null primary key,
    user_id blob not null references users (id),
    company_id blob not null references companies (id),
    created_at integer not null,
    expires_at integer not null,
    revoked_at integer null,
    revoked_why text null,
    address text not null,
    agent text not null
) strict;
create index sessions_user on sessions (user_id, id);
create table refresh_tokens (
    token_hash blob not null primary key,
    session_id blob not null references sessions (id),
    issued_at integer not null,
    expires_at integer not null,
    used_at integer null,
    sealed_successor blob null
) strict;
create index refresh_tokens_session on refresh_tokens (session_id);
create table invitations (
    id blob not null primary key,
    company_id blob not null references companies (id),
    email text not null,
    role text not null,
    token_hash blob not null unique,
    invited_by blob not null references users (id),
    expires_at integer not null,
    state text not null check (state in ('open', 'accepted', 'withdrawn')),
    created_at integer not null
) strict;
create index invitations_company on invitations (company_id, id);
