-- Who left a company decides nothing about it for a while; what somebody handed out is found when they are stopped; names that were approved change by review, and names that look alike are found.
alter table memberships add column left_at bigint null;
create index invitations_inviter on invitations (invited_by, state);
alter table companies add column display_skeleton varchar(480) collate "C" null;
alter table companies add column legal_skeleton varchar(480) collate "C" null;
create index companies_display_skeleton on companies (display_skeleton);
create index companies_legal_skeleton on companies (legal_skeleton);
create table company_name_changes (
    id uuid not null primary key,
    company_id uuid not null references companies (id),
    open_key uuid null unique,
    old_display_name varchar(120) not null,
    new_display_name varchar(120) not null,
    old_legal_name varchar(120) not null,
    new_legal_name varchar(120) not null,
    state varchar(16) collate "C" not null check (state in ('open', 'accepted', 'refused', 'withdrawn')),
    asked_by uuid not null references users (id),
    asked_at bigint not null,
    decided_by uuid null references users (id),
    decided_at bigint null,
    reason varchar(500) null
);
create index company_name_changes_company on company_name_changes (company_id, id);
create index company_name_changes_state on company_name_changes (state, id);
