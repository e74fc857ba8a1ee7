-- Who left a company decides nothing about it for a while; what somebody handed out is found when they are stopped; names that were approved change by review, and names that look alike are found.
alter table memberships add column left_at integer null;
create index invitations_inviter on invitations (invited_by, state);
alter table companies add column display_skeleton text null;
alter table companies add column legal_skeleton text null;
create index companies_display_skeleton on companies (display_skeleton);
create index companies_legal_skeleton on companies (legal_skeleton);
create table company_name_changes (
    id blob not null primary key,
    company_id blob not null references companies (id),
    open_key blob null unique,
    old_display_name text not null,
    new_display_name text not null,
    old_legal_name text not null,
    new_legal_name text not null,
    state text not null check (state in ('open', 'accepted', 'refused', 'withdrawn')),
    asked_by blob not null references users (id),
    asked_at integer not null,
    decided_by blob null references users (id),
    decided_at integer null,
    reason text null
) strict;
create index company_name_changes_company on company_name_changes (company_id, id);
create index company_name_changes_state on company_name_changes (state, id);
