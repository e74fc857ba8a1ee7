-- Categories, products, offers, and the words they are found by.
create table categories (
    id blob not null primary key,
    parent_id blob null references categories (id),
    slug text not null unique,
    name text not null,
    position integer not null
) strict;
create table products (
    id blob not null primary key,
    title text not null,
    title_key text not null,
    brand text not null,
    brand_key text not null,
    category_id blob not null references categories (id),
    root_category_id blob not null references categories (id),
    gtin text null unique,
    description text not null,
    description_html text not null,
    tax_class text not null,
    currency text not null,
    from_price_minor integer null check (from_price_minor > 0),
    offer_count integer not null check (offer_count >= 0),
    created_by blob not null references companies (id),
    state text not null check (state in ('published', 'retired')),
    created_at integer not null,
    version integer not null
) strict;
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
    id blob not null primary key,
    product_id blob not null references products (id),
    vendor_id blob not null references companies (id),
    sku text not null,
    pack_size integer not null check (pack_size between 1 and 1000000),
    min_quantity integer not null check (min_quantity between 1 and 1000000),
    quantity_step integer not null check (quantity_step between 1 and 1000000),
    max_quantity integer not null check (max_quantity between 1 and 1000000),
    currency text not null,
    state text not null check (state in ('active', 'paused', 'archived')),
    created_at integer not null,
    version integer not null,
    unique (vendor_id, sku),
    unique (vendor_id, product_id)
) strict;
create index offers_product on offers (product_id, state);
create index offers_vendor on offers (vendor_id, id);
create table search_terms (
    term text not null,
    product_id blob not null references products (id),
    primary key (term, product_id)
) strict, without rowid;
create index search_terms_product on search_terms (product_id);
create table search_words (
    word text not null primary key
) strict, without rowid;
