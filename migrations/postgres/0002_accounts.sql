-- Companies, people, their places in companies, and their sign-ins.
create table companies (
    id uuid not null primary key,
    kind varchar(32) collate "C" not null check (kind in ('platform', 'vendor', 'retailer', 'delivery_partner')),
    legal_name varchar(120) not null,
    display_name varchar(120) not null,
    name_key varchar(480) collate "C" not null,
    country varchar(2) collate "C" not null,
    currency varchar(3) collate "C" not null,
    address_line varchar(200) not null,
    city varchar(120) not null,
    postcode varchar(16) not null,
    state varchar(16) collate "C" not null check (state in ('submitted', 'approved', 'rejected', 'suspended')),
    state_reason varchar(500) null,
    created_at bigint not null,
    version bigint not null
);
create index companies_kind on companies (kind, state, id);
create table users (
    id uuid not null primary key,
    email varchar(254) collate "C" not null unique,
    name varchar(120) not null,
    password_hash varchar(200) collate "C" not null,
    state varchar(16) collate "C" not null check (state in ('active', 'locked')),
    created_at bigint not null,
    version bigint not null
);
create table memberships (
    id uuid not null primary key,
    user_id uuid not null references users (id),
    company_id uuid not null references companies (id),
    role varchar(32) collate "C" not null,
    state varchar(16) collate "C" not null check (state in ('active', 'suspended', 'removed')),
    created_at bigint not null,
    version bigint not null,
    unique (user_id, company_id)
);
create index memberships_company on memberships (company_id, id);
create table sessions (
    id uuid not null primary key,
    user_id uuid not null references users (id),
    company_id uuid not null references companies (id),
    created_at bigint not null,
    expires_at bigint not null,
    revoked_at bigint null,
    revoked_why varchar(32) collate "C" null,
    address varchar(64) collate "C" not null,
    agent varchar(200) not null
);
create index sessions_user on sessions (user_id, id);
create table refresh_tokens (
    token_hash bytea not null primary key,
    session_id uuid not null references sessions (id),
    issued_at bigint not null,
    expires_at bigint not null,
    used_at bigint null,
    sealed_successor bytea null
);
create index refresh_tokens_session on refresh_tokens (session_id);
create table invitations (
    id uuid not null primary key,
    company_id uuid not null references companies (id),
    email varchar(254) collate "C" not null,
    role varchar(32) collate "C" not null,
    token_hash bytea not null unique,
    invited_by uuid not null references users (id),
    expires_at bigint not null,
    state varchar(16) collate "C" not null check (state in ('open', 'accepted', 'withdrawn')),
    created_at bigint not null
);
create index invitations_company on invitations (company_id, id);
