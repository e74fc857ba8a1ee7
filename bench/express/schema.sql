-- The tables of shop.js, filled from an AQAD database on the same server: whoever runs it puts its name in
-- place of {source}. `source` is AQAD's id of the same thing.
set foreign_key_checks = 0;
drop table if exists order_lines, vendor_orders, orders, stock, offers, products, categories, retailers, vendors;
set foreign_key_checks = 1;
create table vendors (id int unsigned auto_increment primary key, name varchar(200) not null, source binary(16) not null unique);
insert into vendors (name, source) select display_name, id from {source}.companies where kind = 'vendor' order by id;
create table retailers (id int unsigned auto_increment primary key, name varchar(200) not null, currency char(3) character set ascii not null, source binary(16) not null unique);
insert into retailers (name, currency, source) select display_name, currency, id from {source}.companies where kind = 'retailer' order by id;
create table categories (id int unsigned auto_increment primary key, slug varchar(64) character set ascii not null unique, source binary(16) not null unique);
insert into categories (slug, source) select slug, id from {source}.categories order by id;
create table products (
  id int unsigned auto_increment primary key, title varchar(200) not null, brand varchar(120) not null, category_id int unsigned not null, gtin varchar(14) character set ascii null,
  description text not null, description_html text not null, tax_class varchar(32) character set ascii not null, currency char(3) character set ascii not null,
  from_price_minor bigint null, offer_count int not null, created_at datetime(6) not null, version int not null, source binary(16) not null unique,
  foreign key (category_id) references categories (id), key by_price (from_price_minor, id), key by_name (title, id)
);
insert into products (title, brand, category_id, gtin, description, description_html, tax_class, currency, from_price_minor, offer_count, created_at, version, source)
select p.title, p.brand, c.id, p.gtin, p.description, p.description_html, p.tax_class, p.currency, p.from_price_minor, p.offer_count, from_unixtime(p.created_at / 1000000), p.version, p.id
from {source}.products p join categories c on c.source = p.category_id where p.state = 'published' order by p.id;
create fulltext index by_words on products (title, brand);
create table offers (
  id int unsigned auto_increment primary key, product_id int unsigned not null, vendor_id int unsigned not null, sku varchar(64) character set ascii not null,
  pack_size int not null, min_quantity int not null, quantity_step int not null, max_quantity int not null, amount_minor bigint not null,
  currency char(3) character set ascii not null, source binary(16) not null unique,
  foreign key (product_id) references products (id), foreign key (vendor_id) references vendors (id)
);
insert into offers (product_id, vendor_id, sku, pack_size, min_quantity, quantity_step, max_quantity, amount_minor, currency, source)
select p.id, v.id, o.sku, o.pack_size, o.min_quantity, o.quantity_step, o.max_quantity, a.amount_minor, a.currency, o.id
from {source}.offers o join {source}.prices a on a.offer_id = o.id join products p on p.source = o.product_id join vendors v on v.source = o.vendor_id
where o.state = 'active' order by o.id;
create table stock (
  id int unsigned auto_increment primary key, offer_id int unsigned not null, location int not null, on_hand bigint not null check (on_hand >= 0),
  unique (offer_id, location), foreign key (offer_id) references offers (id)
);
insert into stock (offer_id, location, on_hand)
select o.id, row_number() over (partition by o.id order by s.id), s.on_hand - s.allocated from {source}.stock_levels s join offers o on o.source = s.offer_id;
create table orders (
  id bigint unsigned auto_increment primary key, retailer_id int unsigned not null, buyer_id int unsigned not null, idem_key varchar(64) character set ascii not null,
  currency char(3) character set ascii not null, total_minor bigint not null, payment_terms varchar(32) character set ascii not null,
  placed_at timestamp(3) not null default current_timestamp(3), unique (retailer_id, idem_key), foreign key (retailer_id) references retailers (id)
);
insert into orders (retailer_id, buyer_id, idem_key, currency, total_minor, payment_terms, placed_at)
select r.id, r.id, hex(o.id), o.currency, o.total_minor, o.payment_terms, from_unixtime(o.placed_at / 1000000) from {source}.orders o join retailers r on r.source = o.retailer_id order by o.id;
create table vendor_orders (
  order_id bigint unsigned not null, vendor_id int unsigned not null, retailer_id int unsigned not null, currency char(3) character set ascii not null,
  total_minor bigint not null, state varchar(20) character set ascii not null default 'placed', placed_at timestamp(3) not null default current_timestamp(3),
  primary key (order_id, vendor_id), key by_vendor (vendor_id, order_id), key by_state (vendor_id, state), key by_day (vendor_id, placed_at, state, currency, total_minor),
  foreign key (order_id) references orders (id), foreign key (vendor_id) references vendors (id)
);
insert into vendor_orders (order_id, vendor_id, retailer_id, currency, total_minor, state, placed_at)
select t.id, v.id, t.retailer_id, o.currency, o.total_minor, o.state, from_unixtime(o.placed_at / 1000000)
from {source}.vendor_orders o join orders t on t.idem_key = hex(o.order_id) join vendors v on v.source = o.vendor_id join {source}.orders q on q.id = o.order_id
join retailers r on r.source = q.retailer_id and r.id = t.retailer_id;
create table order_lines (
  order_id bigint unsigned not null, position smallint unsigned not null, vendor_id int unsigned not null, offer_id int unsigned not null, product_id int unsigned not null,
  sku varchar(64) character set ascii not null, title varchar(200) not null, pack_size int not null, unit_price_minor bigint not null,
  tax_class varchar(32) character set ascii not null, quantity int not null, primary key (order_id, position), foreign key (order_id) references orders (id)
);
analyze table vendors, retailers, categories, products, offers, stock, orders, vendor_orders;
