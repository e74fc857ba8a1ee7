//! How lists are read on servers. Tables of a test are small, so that a server would rather read them whole: on
//! PostgreSQL that, and sorting, is made expensive, and what is left is what the indexes give.

use infra::db::DbEngine;
use market::delivery::{self, DeliveryState};
use market::imports;
use market::schema::statements;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, Row};
use testkit::{Engine, TestDb};

use super::plans::{self, words};

/// Statements, and the index that each begins with.
#[rustfmt::skip]
const ALONG: &[(&str, &str)] = &[
    ("orders::store::LIST_OWN", "orders_retailer"),
    ("orders::store::LIST_UNSCOPED", "orders_pkey"),
    ("orders::store::OF_VENDOR", "vendor_orders_vendor"),
    ("orders::store::OF_VENDOR_IN", "vendor_orders_vendor_state"),
    ("orders::store::OLDEST_OF_VENDOR", "vendor_orders_vendor_state"),
    ("orders::store::counting::COUNTS", "vendor_order_counts_pkey"),
    ("notices::store::LIST_OWN", "notices_company"),
    ("audit::store::LIST", "audit_log_pkey"),
    ("audit::store::OF_SUBJECT", "audit_log_subject"),
    ("inventory::store::MOVEMENTS", "stock_movements_vendor"),
    ("inventory::store::LEDGER", "stock_movements_vendor"),
    ("inventory::store::LEVELS", "stock_levels_vendor"),
    ("pricing::store::OF_OFFER", "price_changes_steps"),
    ("pricing::store::HELD", "price_changes_vendor"),
    ("pricing::store::SEEN_HELD", "price_changes_vendor"),
    ("imports::store::TO_APPLY", "import_rows_pkey"),
    ("imports::store::TO_UNDO", "import_rows_pkey"),
    ("accounts::store::LIST_MEMBERS", "memberships_company"),
    ("accounts::store::LIST_INVITATIONS", "invitations_company"),
    ("catalog::store::OWN_OFFERS", "offers_vendor"),
];

#[expect(clippy::disallowed_methods, reason = "the words are the program's own")]
async fn plan(server: &mut PgConnection, sql: &str) -> Vec<String> {
    let nothing = vec!["null"; sql.matches('$').count()].join(", ");
    server.execute(AssertSqlSafe(format!("prepare asked as {sql}"))).await.expect("it can be prepared");
    let explain = sqlx::raw_sql(AssertSqlSafe(format!("explain (costs off) execute asked({nothing})")));
    let rows = explain.fetch_all(&mut *server).await.expect("a plan");
    server.execute("deallocate asked").await.expect("and forgotten");
    rows.iter().map(|row| row.get::<String, _>(0)).collect()
}

fn is_along(plan: &[String], index: &str) -> bool {
    let reads = |line: &&String| line.contains("Scan");
    let along = plan
        .iter()
        .find(reads)
        .is_some_and(|line| ["using", "Backward using"].iter().any(|how| line.contains(&format!("{how} {index} on "))));
    along && !plan.iter().any(|line| line.contains("Seq Scan") || line.contains("Sort"))
}

#[tokio::test]
async fn every_list_is_read_along_its_index_on_postgresql() {
    let fresh = TestDb::migrated(Engine::Postgres).await;
    let mut server = PgConnection::connect(&fresh.url).await.expect("PostgreSQL answers");
    for what in ["seqscan", "sort", "incremental_sort", "bitmapscan", "hashjoin", "mergejoin", "material", "memoize"] {
        let off: &'static str = format!("set enable_{what} = off").leak();
        server.execute(off).await.expect("a setting");
    }
    server.execute("set plan_cache_mode = force_generic_plan").await.expect("a setting");
    let mut all: Vec<(String, String, &str)> =
        ALONG.iter().map(|(name, index)| ((*name).to_owned(), words(name, DbEngine::Postgres), *index)).collect();
    let lists = [
        (None, ["deliveries_pkey", "deliveries_partner", "deliveries_rider"]),
        (Some(DeliveryState::Assigned), ["deliveries_state", "deliveries_partner_state", "deliveries_rider_state"]),
    ];
    for (state, indexes) in lists {
        for ((whose, sql, _), index) in
            delivery::statements_of_lists(DbEngine::Postgres, state).into_iter().zip(indexes)
        {
            all.push((format!("deliveries {whose} in {state:?}"), sql, index));
        }
    }
    all.push(("imports".to_owned(), imports::statement_of_list(DbEngine::Postgres).0, "imports_vendor"));

    let mut wrong = Vec::new();
    for (name, sql, index) in all {
        let plan = plan(&mut server, &sql).await;
        if !is_along(&plan, index) {
            wrong.push(format!("{name}, not along {index}: {plan:#?}"));
        }
    }

    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(ALONG.iter().all(|(name, _)| plans::LISTS.iter().any(|(known, ..)| known == name)));
}

/// MariaDB runs the subquery of a changing statement for each row of the table that it changes, which is read from
/// its beginning to its end.
#[test]
fn no_statement_that_changes_rows_finds_them_by_a_subquery_on_mariadb() {
    let (mut walks, mut changing) = (Vec::new(), 0);
    for (name, statement) in statements() {
        let whole = statement.text(DbEngine::Mysql);
        let words = whole.split_once("*/ ").map_or(&*whole, |(_, rest)| rest);
        if ["update ", "delete "].iter().any(|verb| words.starts_with(verb)) {
            changing += 1;
            if words.contains("in (select") {
                walks.push(name);
            }
        }
    }

    assert!(changing > 60, "only {changing} change rows");
    assert!(walks.is_empty(), "{walks:?}");
}
