-- A delivery can be cancelled until it is picked up.
alter table deliveries modify state varbinary(16) not null check (state in ('unassigned', 'offered', 'assigned', 'picked_up', 'failed', 'delivered', 'cancelled'));
