-- Categories, products, offers, and the words they are found by.
create table categories (
    id uuid not null primary key,
    parent_id uuid null references categories (id),
    slug varchar(64) collate "C" not null unique,
    name varchar(120) not null,
    position bigint not null
);
create table products (
    id uuid not null primary key,
    title varchar(200) not null,
    title_key varchar(800) collate "C" not null,
    brand varchar(120) not null,
    brand_key varchar(480) collate "C" not null,
    category_id uuid not null references categories (id),
    root_category_id uuid not null references categories (id),
    gtin varchar(14) collate "C" null unique,
    description text not null,
    description_html text not null,
    tax_class varchar(32) collate "C" not null,
    currency varchar(3) collate "C" not null,
    from_price_minor bigint null check (from_price_minor > 0),
    offer_count bigint not null check (offer_count >= 0),
    created_by uuid not null references companies (id),
    state varchar(16) collate "C" not null check (state in ('published', 'retired')),
    created_at bigint not null,
    version bigint not null
);
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
    id uuid not null primary key,
    product_id uuid not null references products (id),
    vendor_id uuid not null references companies (id),
    sku varchar(64) collate "C" not null,
    pack_size bigint not null check (pack_size between 1 and 1000000),
    min_quantity bigint not null check (min_quantity between 1 and 1000000),
    quantity_step bigint not null check (quantity_step between 1 and 1000000),
    max_quantity bigint not null check (max_quantity between 1 and 1000000),
    currency varchar(3) collate "C" not null,
    state varchar(16) collate "C" not null check (state in ('active', 'paused', 'archived')),
    created_at bigint not null,
    version bigint not null,
    unique (vendor_id, sku),
    unique (vendor_id, product_id)
);
create index offers_product on offers (product_id, state);
create index offers_vendor on offers (vendor_id, id);
create table search_terms (
    term varchar(160) collate "C" not null,
    product_id uuid not null references products (id),
    primary key (term, product_id)
);
create index search_terms_product on search_terms (product_id);
create table search_words (
    word varchar(160) collate "C" not null primary key
);
