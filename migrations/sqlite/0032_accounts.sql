-- A password that somebody else set is changed before anything else.
alter table users add column must_change_password integer not null default 0;
-- Whoever is to administer the platform is approved by a second administrator. Until then the invitation's own hash
-- is held back, so that no program takes it; of a promotion, which has no code, it is nobody's.
alter table invitations add column held_hash blob null;
alter table invitations add column membership_id blob null;
alter table invitations add column approved_by blob null;
-- All sign-ins of a company are ended at once.
create index sessions_company on sessions (company_id, id);
