-- What a notice says, for pages to say in their reader's language; those that are here have words only.
alter table notices add column message varchar(1000) null;
