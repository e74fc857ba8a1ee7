-- Which account was tried when a sign-in failed: a keyed hash of its e-mail address.
alter table security_samples add column account varchar(12) collate "C" null;
create index security_samples_account on security_samples (account, id);
