//! How lists are read on SQLite: along the index that was made for them, never through all that a company, or
//! everybody, ever did. Written by hand; an index that goes, or another order, shows here.

use infra::db::DbEngine;
use market::audit;
use market::delivery::{self, DeliveryState};
use market::imports;
use market::pricing;
use market::schema::statements;
use rusqlite::types::Null;
use rusqlite::{Connection, OpenFlags, params_from_iter};
use testkit::{Engine, TestDb};

/// A statement, where its reading begins, and why it may sort what it found, if it does.
pub type Access = (&'static str, &'static str, Option<&'static str>);

const IN_ORDER: Option<&str> = None;
const OF_ONE_ORDER: Option<&str> = Some("lines, steps or reservations of one order");
const OF_ONE_PAGE: Option<&str> = Some("as many orders as one page has");
const OF_ONE_OFFER: Option<&str> = Some("one offer in a vendor's few warehouses");
const WAITING: Option<&str> = Some("the few that wait, whatever was decided before");
const ONE_INSTANT: Option<&str> = Some("changes of one microsecond among each other");
const TWO_WORDS: Option<&str> = Some("two words at most");
const FEW_ORDERS: Option<&str> = Some("those of a day or two that nobody has picked up yet");
const FEW: Option<&str> = Some("a company's riders, or the lines of one basket");

/// Every list that grows for as long as a company trades.
#[rustfmt::skip]
pub const LISTS: &[Access] = &[
    ("orders::store::LIST_OWN", "SEARCH p USING INDEX orders_retailer (retailer_id=? AND id<?)", IN_ORDER),
    ("orders::store::LIST_UNSCOPED", "SEARCH p USING INDEX sqlite_autoindex_orders_1 (id<?)", IN_ORDER),
    ("orders::store::OF_VENDOR", "SEARCH o USING INDEX vendor_orders_vendor (vendor_id=? AND id<?)", IN_ORDER),
    ("orders::store::OF_VENDOR_IN", "SEARCH o USING INDEX vendor_orders_vendor_state (vendor_id=? AND state=? AND id<?)", IN_ORDER),
    ("orders::store::OLDEST_OF_VENDOR", "SEARCH o USING INDEX vendor_orders_vendor_state (vendor_id=? AND state=?)", IN_ORDER),
    ("orders::store::counting::COUNTS", "SEARCH vendor_order_counts USING INDEX sqlite_autoindex_vendor_order_counts_1 (vendor_id=?)", IN_ORDER),
    ("orders::store::rolling_up::PERIODS_AT", "SEARCH vendor_sales USING INDEX sqlite_autoindex_vendor_sales_1 (vendor_id=?)", IN_ORDER),
    ("orders::store::rolling_up::SOLD_LINES", "SEARCH order_lines USING INDEX sqlite_autoindex_order_lines_2 (vendor_order_id=?)", IN_ORDER),
    ("orders::store::rolling_up::LOCK_UNSETTLED", "SEARCH vendor_orders USING COVERING INDEX vendor_orders_sales (vendor_id=? AND placed_at>? AND placed_at<?)", FEW_ORDERS),
    ("orders::store::LINES_OF_VENDOR", "SEARCH vendor_orders USING INDEX vendor_orders_vendor (vendor_id=? AND id<?)", OF_ONE_PAGE),
    ("orders::store::LINES_OF_RETAILER", "SEARCH orders USING INDEX orders_retailer (retailer_id=? AND id<?)", OF_ONE_PAGE),
    ("delivery::store::RIDERS", "SEARCH m USING INDEX memberships_company (company_id=?)", FEW),
    ("notices::store::LIST_OWN", "SEARCH notices USING INDEX notices_company (company_id=? AND id<?)", IN_ORDER),
    ("notices::store::UNREAD_OWN", "SEARCH notices USING COVERING INDEX notices_unread (company_id=? AND read_at=?)", IN_ORDER),
    ("notices::store::MARK_READ", "SEARCH notices USING INDEX notices_unread (company_id=? AND read_at=?)", IN_ORDER),
    ("audit::store::LIST", "SEARCH audit_log USING INDEX sqlite_autoindex_audit_log_1 (id<?)", IN_ORDER),
    ("audit::store::OF_SUBJECT", "SEARCH audit_log USING INDEX audit_log_subject (subject=? AND id<?)", IN_ORDER),
    ("inventory::store::MOVEMENTS", "SEARCH stock_movements USING INDEX stock_movements_vendor (vendor_id=? AND id<?)", IN_ORDER),
    ("inventory::store::LEDGER", "SEARCH m USING INDEX stock_movements_vendor (vendor_id=? AND id<?)", IN_ORDER),
    ("inventory::store::LEDGER_OF_OFFER", "SEARCH o USING INDEX offers_vendor (vendor_id=? AND id=?)", OF_ONE_OFFER),
    ("inventory::store::LEVELS", "SEARCH s USING INDEX stock_levels_vendor (vendor_id=? AND id>?)", IN_ORDER),
    ("inventory::store::LEVELS_OF_OFFER", "SEARCH o USING INDEX offers_vendor (vendor_id=? AND id=?)", OF_ONE_OFFER),
    ("pricing::store::OF_OFFER", "SEARCH price_changes USING INDEX price_changes_steps (offer_id=?)", IN_ORDER),
    ("pricing::store::OF_OFFER_BEFORE", "SEARCH price_changes USING INDEX price_changes_steps (offer_id=? AND (seq,id)<(?,?))", IN_ORDER),
    ("pricing::store::HELD", "SEARCH price_changes USING INDEX price_changes_vendor (vendor_id=? AND state=? AND id<?)", IN_ORDER),
    ("pricing::store::SEEN_HELD", "SEARCH c USING INDEX price_changes_vendor (vendor_id=? AND state=? AND id<?)", IN_ORDER),
    ("pricing::store::ALL_HELD", "SEARCH c USING INDEX sqlite_autoindex_price_changes_2 (held_key>?)", WAITING),
    ("pricing::store::SEEN", "SEARCH c USING INDEX price_changes_recent (vendor_id=?)", ONE_INSTANT),
    ("pricing::store::CHANGES_SINCE", "SEARCH price_changes USING INDEX price_changes_recent (vendor_id=? AND changed_at>?)", IN_ORDER),
    ("imports::store::ROWS", "SEARCH r USING INDEX sqlite_autoindex_import_rows_1 (import_id=?)", IN_ORDER),
    ("imports::store::TO_APPLY", "SEARCH import_rows USING INDEX sqlite_autoindex_import_rows_1 (import_id=?)", IN_ORDER),
    ("imports::store::TO_UNDO", "SEARCH import_rows USING INDEX sqlite_autoindex_import_rows_1 (import_id=?)", IN_ORDER),
    ("accounts::store::LIST_MEMBERS", "SEARCH m USING INDEX memberships_company (company_id=? AND id>?)", IN_ORDER),
    ("accounts::store::APPROVERS", "SEARCH memberships USING INDEX memberships_company (company_id=?)", IN_ORDER),
    ("accounts::store::INVITERS_OF_NEWCOMER", "SEARCH m USING INDEX sqlite_autoindex_memberships_2 (user_id=? AND company_id=?)", IN_ORDER),
    ("companies::store::INTEREST_IN_PRODUCT", "SEARCH m USING INDEX sqlite_autoindex_memberships_2 (user_id=?)", IN_ORDER),
    ("accounts::store::LIST_INVITATIONS", "SEARCH invitations USING INDEX invitations_company (company_id=? AND id>?)", IN_ORDER),
    ("accounts::store::OPEN_INVITATIONS_BY", "SEARCH invitations USING INDEX invitations_inviter (invited_by=? AND state=?)", FEW),
    ("companies::store::OWN_NAME_CHANGES", "SEARCH company_name_changes USING INDEX company_name_changes_company (company_id=? AND id<?)", IN_ORDER),
    ("accounts::store::SESSIONS_OF", "SEARCH sessions USING INDEX sessions_user (user_id=?)", IN_ORDER),
    ("catalog::store::OWN_OFFERS", "SEARCH o USING INDEX offers_vendor (vendor_id=? AND id>?)", IN_ORDER),
    ("catalog::store::KNOWN_AS", "SEARCH f USING INDEX offers_sku (sku=? AND state=?)", TWO_WORDS),
    ("catalog::store::RETIRED", "SEARCH products USING INDEX products_newest (state=? AND id<?)", IN_ORDER),
    ("catalog::store::WAS_ORDERED", "SEARCH order_lines USING COVERING INDEX order_lines_of_product (product_id=?)", IN_ORDER),
    ("catalog::store::LOCK_OPEN_PREFIXES", "SEARCH company_prefixes USING INDEX company_prefixes_prefix (prefix>? AND prefix<?)", FEW),
    ("catalog::store::RESERVED_FOR", "SEARCH company_prefixes USING INDEX company_prefixes_prefix (prefix=? AND state=?)", IN_ORDER),
    ("catalog::store::OFFERED_BY_OTHERS", "SEARCH offers USING INDEX offers_product (product_id=?)", IN_ORDER),
    // First the one company whose basket it is.
    ("baskets::store::LIST_OWN", "SEARCH y USING INDEX sqlite_autoindex_companies_1 (id=?)", FEW),
];

/// What is read of one order or one delivery.
#[rustfmt::skip]
const OF_AN_ORDER: &[Access] = &[
    ("orders::store::VENDOR_ORDERS", "SEARCH o USING INDEX sqlite_autoindex_vendor_orders_3 (order_id=?)", IN_ORDER),
    ("orders::store::LINES", "SEARCH o USING INDEX sqlite_autoindex_vendor_orders_1 (id=?)", IN_ORDER),
    ("orders::store::HISTORY", "SEARCH e USING INDEX order_events_order (vendor_order_id=?)", IN_ORDER),
    ("orders::store::LINES_OF_ORDER", "SEARCH o USING INDEX sqlite_autoindex_vendor_orders_3 (order_id=?)", IN_ORDER),
    ("orders::store::HISTORY_OF_ORDER", "SEARCH o USING INDEX sqlite_autoindex_vendor_orders_3 (order_id=?)", OF_ONE_ORDER),
    ("orders::store::NUMBERED_OWN", "SEARCH orders USING INDEX sqlite_autoindex_orders_2 (number=?)", IN_ORDER),
    ("orders::store::NUMBERED_UNSCOPED", "SEARCH orders USING INDEX sqlite_autoindex_orders_2 (number=?)", IN_ORDER),
    ("orders::store::NUMBERED_OF_VENDOR", "SEARCH vendor_orders USING INDEX sqlite_autoindex_vendor_orders_2 (number=?)", IN_ORDER),
    ("orders::store::OWN_LINES", "SEARCH o USING INDEX sqlite_autoindex_vendor_orders_3 (order_id=?)", IN_ORDER),
    ("orders::store::QUANTITIES", "SEARCH order_lines USING INDEX sqlite_autoindex_order_lines_2 (vendor_order_id=?)", IN_ORDER),
    ("orders::store::ALLOCATED", "SEARCH l USING INDEX sqlite_autoindex_order_lines_2 (vendor_order_id=?)", OF_ONE_ORDER),
    ("orders::store::END", "SEARCH allocations USING INDEX allocations_line (line_id=?)", IN_ORDER),
    ("audit::store::VENDOR_ORDERS_OF", "SEARCH vendor_orders USING INDEX sqlite_autoindex_vendor_orders_3 (order_id=?)", IN_ORDER),
    ("delivery::store::HISTORY", "SEARCH e USING INDEX delivery_events_delivery (delivery_id=?)", IN_ORDER),
    ("delivery::store::OF_ORDER", "SEARCH o USING INDEX sqlite_autoindex_vendor_orders_3 (order_id=?)", IN_ORDER),
    ("delivery::store::EXISTS_FOR", "SEARCH deliveries USING INDEX sqlite_autoindex_deliveries_2 (vendor_order_id=?)", IN_ORDER),
];

/// A statement's words on an engine.
pub fn words(name: &str, engine: DbEngine) -> String {
    let all = statements();
    let found = all.iter().find(|(known, _)| known.strip_prefix("market::") == Some(name));
    found.unwrap_or_else(|| panic!("no statement {name}")).1.text(engine).into_owned()
}

/// The lines of a plan. What is bound does not matter to it.
fn plan(file: &Connection, sql: &str) -> Vec<String> {
    let mut statement = file.prepare(&format!("explain query plan {sql}")).expect("a plan");
    let nothing = std::iter::repeat_n(Null, sql.matches('?').count());
    let rows = statement.query_map(params_from_iter(nothing), |row| row.get(3)).expect("a plan");
    rows.collect::<Result<_, _>>().expect("its lines")
}

/// What is wrong with how a statement is read.
fn wrong(file: &Connection, sql: &str, (name, begins, sorts): Access) -> Option<String> {
    let plan = plan(file, sql);
    let first = plan.iter().find(|line| line.starts_with("SEARCH") || line.starts_with("SCAN"));
    // A page that was read is walked in memory.
    let scans = plan.iter().any(|line| line.starts_with("SCAN") && !["SCAN o", "SCAN p"].contains(&line.as_str()));
    let is_sorted = plan.iter().any(|line| line.contains("TEMP B-TREE"));
    let is_right = first.map(String::as_str) == Some(begins) && !scans && is_sorted == sorts.is_some();
    (!is_right).then(|| format!("{name}: {plan:#?}"))
}

async fn migrated() -> (TestDb, Connection) {
    let fresh = TestDb::migrated(Engine::Sqlite).await;
    let file = Connection::open_with_flags(fresh.file(), OpenFlags::SQLITE_OPEN_READ_ONLY).expect("the file opens");
    (fresh, file)
}

#[tokio::test]
async fn every_list_is_read_along_its_index() {
    let (_fresh, file) = migrated().await;

    let look = |access: &Access| wrong(&file, &words(access.0, DbEngine::Sqlite), *access);
    let wrong: Vec<String> = LISTS.iter().chain(OF_AN_ORDER).filter_map(look).collect();

    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn deliveries_and_imports_are_listed_along_their_indexes() {
    let (_fresh, file) = migrated().await;
    let in_any = [
        ("all", "SEARCH d USING INDEX sqlite_autoindex_deliveries_1 (id<?)"),
        ("of a partner", "SEARCH d USING INDEX deliveries_partner (partner_id=? AND id<?)"),
        ("of a rider", "SEARCH d USING INDEX deliveries_rider (rider_id=? AND id<?)"),
    ];
    let in_one = [
        ("all", "SEARCH d USING INDEX deliveries_state (state=? AND id<?)"),
        ("of a partner", "SEARCH d USING INDEX deliveries_partner_state (partner_id=? AND state=? AND id<?)"),
        ("of a rider", "SEARCH d USING INDEX deliveries_rider_state (rider_id=? AND state=? AND id<?)"),
    ];

    for (state, expected) in [(None, in_any), (Some(DeliveryState::Assigned), in_one)] {
        for ((whose, sql, _), (named, begins)) in
            delivery::statements_of_lists(DbEngine::Sqlite, state).into_iter().zip(expected)
        {
            assert_eq!(whose, named);
            assert_eq!(wrong(&file, &sql, (whose, begins, IN_ORDER)), None, "in {state:?}");
        }
    }
    let (sql, _) = imports::statement_of_list(DbEngine::Sqlite);
    let along = "SEARCH imports USING INDEX imports_vendor (vendor_id=? AND id<?)";
    assert_eq!(wrong(&file, &sql, ("imports", along, IN_ORDER)), None);
}

#[tokio::test]
async fn the_trail_of_an_order_is_read_along_the_index_for_each_of_its_vendor_orders() {
    let (_fresh, file) = migrated().await;

    let plan = plan(&file, &audit::statement_of_trail(DbEngine::Sqlite));

    let reads: Vec<&String> = plan.iter().filter(|line| line.contains("audit_log")).collect();
    assert_eq!(reads, ["SEARCH audit_log USING INDEX audit_log_subject (subject=? AND id<?)"; 2], "{plan:#?}");
}

#[tokio::test]
async fn earlier_prices_are_found_along_their_indexes() {
    let (_fresh, file) = migrated().await;

    let plan = plan(&file, &pricing::statement_of_earlier_prices(DbEngine::Sqlite));

    let reads: Vec<&String> =
        plan.iter().filter(|line| line.starts_with("SEARCH") || line.starts_with("SCAN")).collect();
    let count = |index: &str| {
        reads.iter().filter(|line| line.starts_with(&format!("SEARCH c USING INDEX {index} (offer_id=?"))).count()
    };
    assert_eq!((count("price_changes_confirmed"), count("price_changes_steps")), (2, 4), "{plan:#?}");
    // The few that somebody confirmed since a day, or a week, ago.
    assert_eq!(plan.iter().filter(|line| line.contains("TEMP B-TREE")).count(), 2, "{plan:#?}");
}

#[tokio::test]
async fn what_a_plan_is_judged_by_sees_a_worse_one() {
    let (_fresh, file) = migrated().await;
    let along = "SEARCH notices USING INDEX notices_company (company_id=? AND id<?)";
    let judged = |sql: &str| wrong(&file, sql, ("notices", along, IN_ORDER)).is_none();

    assert!(judged("select at from notices where company_id = ? and id < ? order by id desc limit ?"));
    for worse in [
        "select at from notices where company_id = ? and id < ? order by at desc limit ?",
        "select at from notices where id < ? order by id desc limit ?",
        "select at from notices where company_id = ? and +id < ? order by id desc limit ?",
        "select at from notices where text = ? and id < ? order by id desc limit ?",
    ] {
        assert!(!judged(worse), "{worse}");
    }
}
