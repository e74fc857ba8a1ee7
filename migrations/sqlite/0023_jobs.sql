-- How often a job was claimed: what a worker must still hold to change anything.
alter table jobs add column claims integer not null default 0;
