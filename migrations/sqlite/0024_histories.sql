-- The place of a step in its history, given in the transaction that takes it: clocks step back, and so do times and ids.
-- 0 are steps of earlier programs: of an order or a delivery they fill the missing numbers, of a price they come first.
alter table order_events add column seq integer not null default 0;
alter table delivery_events add column seq integer not null default 0;
alter table price_changes add column seq integer not null default 0;
-- Earlier programs read by price_changes_offer and price_changes_applied.
create index price_changes_steps on price_changes (offer_id, seq, id);
