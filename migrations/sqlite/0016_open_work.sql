-- What is still to be done is found without a walk through all that was done: unread notices, and the
-- deliveries of a partner or a rider that are in a state.
create index notices_unread on notices (company_id, read_at);
create index deliveries_partner_state on deliveries (partner_id, state, id);
create index deliveries_rider_state on deliveries (rider_id, state, id);
