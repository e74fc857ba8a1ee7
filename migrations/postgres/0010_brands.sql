-- What a shop window reads along: brands with their counts, and the lines of recent orders.
update products set brand_key = substr(brand_key, 1, 80) where length(brand_key) > 80;
create index products_brand on products (state, brand_key, offer_count, category_id, brand);
create index vendor_orders_placed on vendor_orders (placed_at, state, order_id, id);
create index order_lines_product on order_lines (vendor_order_id, product_id);
