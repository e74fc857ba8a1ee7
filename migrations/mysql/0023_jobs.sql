-- How often a job was claimed: what a worker must still hold to change anything.
alter table jobs add column claims bigint not null default 0;
