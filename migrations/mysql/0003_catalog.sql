-- Categories, products, offers, and the words they are found by.
create table categories (
    id binary(16) not null primary key,
    parent_id binary(16) null,
    slug varbinary(64) not null unique,
    name varchar(120) not null,
    position bigint not null,
    foreign key (parent_id) references categories (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create table products (
    id binary(16) not null primary key,
    title varchar(200) not null,
    title_key varbinary(800) not null,
    brand varchar(120) not null,
    brand_key varbinary(480) not null,
    category_id binary(16) not null,
    root_category_id binary(16) not null,
    gtin varbinary(14) null unique,
    description longtext not null,
    description_html longtext not null,
    tax_class varbinary(32) not null,
    currency varbinary(3) not null,
    from_price_minor bigint null check (from_price_minor > 0),
    offer_count bigint not null check (offer_count >= 0),
    created_by binary(16) not null,
    state varbinary(16) not null check (state in ('published', 'retired')),
    created_at bigint not null,
    version bigint not null,
    foreign key (category_id) references categories (id),
    foreign key (root_category_id) references categories (id),
    foreign key (created_by) references companies (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index products_newest on products (state, id);
create index products_price on products (state, currency, from_price_minor, id);
create index products_name on products (state, title_key, id);
create index products_category on products (category_id, state, id);
create index products_category_price on products (category_id, state, currency, from_price_minor, id);
create index products_category_name on products (category_id, state, title_key, id);
create index products_root on products (root_category_id, state, id);
create index products_root_price on products (root_category_id, state, currency, from_price_minor, id);
create index products_root_name on products (root_category_id, state, title_key, id);
create table offers (
    id binary(16) not null primary key,
    product_id binary(16) not null,
    vendor_id binary(16) not null,
    sku varbinary(64) not null,
    pack_size bigint not null check (pack_size between 1 and 1000000),
    min_quantity bigint not null check (min_quantity between 1 and 1000000),
    quantity_step bigint not null check (quantity_step between 1 and 1000000),
    max_quantity bigint not null check (max_quantity between 1 and 1000000),
    currency varbinary(3) not null,
    state varbinary(16) not null check (state in ('active', 'paused', 'archived')),
    created_at bigint not null,
    version bigint not null,
    unique (vendor_id, sku),
    unique (vendor_id, product_id),
    foreign key (product_id) references products (id),
    foreign key (vendor_id) references companies (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index offers_product on offers (product_id, state);
create index offers_vendor on offers (vendor_id, id);
create table search_terms (
    term varbinary(160) not null,
    product_id binary(16) not null,
    primary key (term, product_id),
    foreign key (product_id) references products (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index search_terms_product on search_terms (product_id);
create table search_words (
    word varbinary(160) not null primary key
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
