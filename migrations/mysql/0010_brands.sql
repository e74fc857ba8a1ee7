-- What a shop window reads along: brands with their counts, and the lines of recent orders.
update products set brand_key = left(convert(brand_key using utf8mb4), 80) where char_length(convert(brand_key using utf8mb4)) > 80;
create index products_brand on products (state, brand_key, offer_count, category_id, brand);
create index vendor_orders_placed on vendor_orders (placed_at, state, order_id, id);
create index order_lines_product on order_lines (vendor_order_id, product_id);
