-- What is deleted by age is found by an index. Addresses of orders are erased; the orders stay.
alter table orders add column ship_erased_at integer null;
create index orders_address_age on orders (ship_erased_at, placed_at);
create index sessions_expiry on sessions (expires_at);
create index invitations_expiry on invitations (expires_at);
create index basket_lines_added on basket_lines (added_at);
