-- Who could approve prices until when, what offers cost a while ago, what a retailer holds unaccepted, and
-- which vendors may list many products by file.
alter table memberships add column approver_since bigint null;
alter table memberships add column approver_until bigint null;
create index price_changes_applied on price_changes (offer_id, state, changed_at);
create index price_changes_confirmed on price_changes (offer_id, state, decided_at);
create index vendor_orders_retailer_state on vendor_orders (retailer_id, state, id);
alter table companies add column bulk_listing bigint not null default 0 check (bulk_listing in (0, 1));
