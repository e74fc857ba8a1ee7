-- Who left a company decides nothing about it for a while; what somebody handed out is found when they are stopped; names that were approved change by review, and names that look alike are found.
alter table memberships add column left_at bigint null;
create index invitations_inviter on invitations (invited_by, state);
alter table companies add column display_skeleton varbinary(480) null;
alter table companies add column legal_skeleton varbinary(480) null;
create index companies_display_skeleton on companies (display_skeleton);
create index companies_legal_skeleton on companies (legal_skeleton);
create table company_name_changes (
    id binary(16) not null primary key,
    company_id binary(16) not null,
    open_key binary(16) null unique,
    old_display_name varchar(120) not null,
    new_display_name varchar(120) not null,
    old_legal_name varchar(120) not null,
    new_legal_name varchar(120) not null,
    state varbinary(16) not null check (state in ('open', 'accepted', 'refused', 'withdrawn')),
    asked_by binary(16) not null,
    asked_at bigint not null,
    decided_by binary(16) null,
    decided_at bigint null,
    reason varchar(500) null,
    foreign key (company_id) references companies (id),
    foreign key (asked_by) references users (id),
    foreign key (decided_by) references users (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index company_name_changes_company on company_name_changes (company_id, id);
create index company_name_changes_state on company_name_changes (state, id);
