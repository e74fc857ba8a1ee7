-- A delivery can be cancelled until it is picked up.
alter table deliveries drop constraint deliveries_state_check;
alter table deliveries add constraint deliveries_state_check check (state in ('unassigned', 'offered', 'assigned', 'picked_up', 'failed', 'delivered', 'cancelled'));
