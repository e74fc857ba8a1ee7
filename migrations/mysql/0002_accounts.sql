-- Companies, people, their places in companies, and their sign-ins.
create table companies (
    id binary(16) not null primary key,
    kind varbinary(32) not null check (kind in ('platform', 'vendor', 'retailer', 'delivery_partner')),
    legal_name varchar(120) not null,
    display_name varchar(120) not null,
    name_key varbinary(480) not null,
    country varbinary(2) not null,
    currency varbinary(3) not null,
    address_line varchar(200) not null,
    city varchar(120) not null,
    postcode varchar(16) not null,
    state varbinary(16) not null check (state in ('submitted', 'approved', 'rejected', 'suspended')),
    state_reason varchar(500) null,
    created_at bigint not null,
    version bigint not null
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index companies_kind on companies (kind, state, id);
create table users (
    id binary(16) not null primary key,
    email varbinary(254) not null unique,
    name varchar(120) not null,
    password_hash varbinary(200) not null,
    state varbinary(16) not null check (state in ('active', 'locked')),
    created_at bigint not null,
    version bigint not null
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create table memberships (
    id binary(16) not null primary key,
    user_id binary(16) not null,
    company_id binary(16) not null,
    role varbinary(32) not null,
    state varbinary(16) not null check (state in ('active', 'suspended', 'removed')),
    created_at bigint not null,
    version bigint not null,
    unique (user_id, company_id),
    foreign key (user_id) references users (id),
    foreign key (company_id) references companies (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index memberships_company on memberships (company_id, id);
create table sessions (
    id binary(16) not null primary key,
    user_id binary(16) not null,
    company_id binary(16) not null,
    created_at bigint not null,
    expires_at bigint not null,
    revoked_at bigint null,
    revoked_why varbinary(32) null,
    address varbinary(64) not null,
    agent varchar(200) not null,
    foreign key (user_id) references users (id),
    foreign key (company_id) references companies (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index sessions_user on sessions (user_id, id);
create table refresh_tokens (
    token_hash varbinary(32) not null primary key,
    session_id binary(16) not null,
    issued_at bigint not null,
    expires_at bigint not null,
    used_at bigint null,
    sealed_successor varbinary(255) null,
    foreign key (session_id) references sessions (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index refresh_tokens_session on refresh_tokens (session_id);
create table invitations (
    id binary(16) not null primary key,
    company_id binary(16) not null,
    email varbinary(254) not null,
    role varbinary(32) not null,
    token_hash varbinary(32) not null unique,
    invited_by binary(16) not null,
    expires_at bigint not null,
    state varbinary(16) not null check (state in ('open', 'accepted', 'withdrawn')),
    created_at bigint not null,
    foreign key (company_id) references companies (id),
    foreign key (invited_by) references users (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index invitations_company on invitations (company_id, id);
