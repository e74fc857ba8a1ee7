-- What a retailer holds at a vendor, and what the vendor brought it: by the two of them, and by the total alone.
create index vendor_orders_parties on vendor_orders (retailer_id, vendor_id, state, total_minor);
drop index vendor_orders_retailer_state on vendor_orders;
