//! How servers find products: along the index of the order asked for, or from the rarest word on. MariaDB is told which
//! index; PostgreSQL finds it where reading a small table as a whole is made expensive.

use infra::db::DbEngine;
use kernel::text::{SearchText, Slug};
use kernel::{Cursor, PageLimit, Scalar, Secret};
use market::authority::Operator;
use market::catalog::{self, Search, Sort};
use seed::{Progress, Sizes};
use sqlx::mysql::MySqlArguments;
use sqlx::postgres::PgArguments;
use sqlx::{Arguments, AssertSqlSafe, Connection, Executor, MySqlConnection, PgConnection, Row};
use testkit::{Engine, PASSWORD, TestApp};

const SIZES: Sizes = Sizes { vendors: 6, retailers: 1, products: 1_200, inventory: 1_200 };
const SORTS: [(Sort, &str); 4] =
    [(Sort::Newest, ""), (Sort::Name, "_name"), (Sort::PriceAsc, "_price"), (Sort::PriceDesc, "_price")];
/// A leaf and the category above it, in every market that is filled.
const SHELVES: [(Option<&str>, &str); 3] =
    [(None, "products"), (Some("tea"), "products_category"), (Some("beverages"), "products_root")];

struct Quiet;

impl Progress for Quiet {
    fn begin(&self, _: &str, _: u64) {}
    fn step(&self, _: u64) {}
    fn done(&self) {}
}

async fn filled(engine: Engine) -> TestApp {
    let app = TestApp::new(engine).await;
    let password = Secret::new(PASSWORD.to_owned());
    seed::bulk(&app.ctx, Operator::at_the_console(), &SIZES, &password, &Quiet).await.expect("a market");
    app
}

/// A step of a plan: what is read, along which index, and what else is said of it.
#[derive(Debug)]
struct Step {
    table: String,
    index: String,
    about: String,
}

async fn explained(app: &TestApp, sql: &str, values: Vec<Scalar>) -> Vec<Step> {
    if app.ctx.store.db.engine() == DbEngine::Mysql {
        on_mariadb(app, sql, values).await
    } else {
        on_postgres(app, sql, values).await
    }
}

#[expect(clippy::disallowed_methods, reason = "the words are the program's own")]
async fn on_mariadb(app: &TestApp, sql: &str, values: Vec<Scalar>) -> Vec<Step> {
    let mut server = MySqlConnection::connect(&app.db.url).await.expect("MariaDB answers");
    let mut bound = MySqlArguments::default();
    for value in values {
        let added = match value {
            Scalar::Id(id) => bound.add(id.map(|id| id.as_bytes().to_vec())),
            Scalar::Int(n) => bound.add(n),
            Scalar::Text(text) => bound.add(text),
            Scalar::Bytes(bytes) => bound.add(bytes),
        };
        added.expect("it is bound");
    }
    let rows = sqlx::query_with(AssertSqlSafe(format!("explain {sql}")), bound).fetch_all(&mut server).await;
    let cell = |row: &sqlx::mysql::MySqlRow, at: usize| {
        row.try_get_unchecked::<Option<String>, _>(at).expect("a text").unwrap_or_default()
    };
    let step = |row: &sqlx::mysql::MySqlRow| Step {
        table: cell(row, 2),
        index: cell(row, 5),
        about: format!("{} {}", cell(row, 3), cell(row, 9)),
    };
    rows.expect("a plan").iter().map(step).collect()
}

#[expect(clippy::disallowed_methods, reason = "the words are the program's own")]
async fn on_postgres(app: &TestApp, sql: &str, values: Vec<Scalar>) -> Vec<Step> {
    let mut server = PgConnection::connect(&app.db.url).await.expect("PostgreSQL answers");
    for what in ["seqscan", "sort", "incremental_sort", "bitmapscan", "hashjoin", "mergejoin", "material", "memoize"] {
        let off = format!("set enable_{what} = off");
        server.execute(AssertSqlSafe(off)).await.expect("a setting");
    }
    let mut bound = PgArguments::default();
    for value in values {
        let added = match value {
            Scalar::Id(id) => bound.add(id),
            Scalar::Int(n) => bound.add(n),
            Scalar::Text(text) => bound.add(text),
            Scalar::Bytes(bytes) => bound.add(bytes),
        };
        added.expect("it is bound");
    }
    let explain = AssertSqlSafe(format!("explain (costs off) {sql}"));
    let rows = sqlx::query_with(explain, bound).fetch_all(&mut server).await.expect("a plan");
    let lines: Vec<String> = rows.iter().map(|row| row.get::<String, _>(0)).collect();
    let mut steps: Vec<Step> = Vec::new();
    for line in &lines {
        if let Some((how, of)) = line.split_once(" on ").filter(|(how, _)| how.contains("Scan")) {
            let index = how.rsplit_once("using ").map_or("", |(_, index)| index).to_owned();
            steps.push(Step {
                table: of.rsplit(' ').next().unwrap_or_default().to_owned(),
                index,
                about: how.to_owned(),
            });
        } else if let Some(step) = steps.last_mut() {
            step.about += line;
        } else {
            steps.push(Step { table: String::new(), index: String::new(), about: line.clone() });
        }
    }
    steps
}

async fn plan(app: &TestApp, search: &Search) -> Vec<Step> {
    let (sql, values) = catalog::statement_of(&app.ctx, search).await.expect("a statement").expect("something to find");
    explained(app, &sql, values).await
}

async fn behind(app: &TestApp, search: &Search) -> Option<Cursor> {
    let page = catalog::search(&app.ctx, search).await.expect("a page").value().expect("of its own form");
    page.next_cursor
}

fn sorts(plan: &[Step]) -> bool {
    plan.iter()
        .any(|step| step.about.contains("filesort") || step.about.contains("temporary") || step.about.contains("Sort"))
}

fn first(plan: &[Step]) -> &Step {
    plan.iter().find(|step| ["p", "t"].contains(&step.table.as_str())).expect("products are read")
}

async fn along_their_indexes(engine: Engine) {
    let app = filled(engine).await;
    let mut wrong = Vec::new();
    for (shelf, name) in SHELVES {
        for (sort, order) in SORTS {
            let index =
                if (name, order) == ("products", "") { "products_newest".to_owned() } else { format!("{name}{order}") };
            let category = shelf.map(|slug| Slug::new(slug).expect("a slug"));
            let listing =
                Search { category, sort: Some(sort), limit: PageLimit::new(2).expect("a limit"), ..Search::default() };
            let deep = Search { after: behind(&app, &listing).await, ..listing.clone() };
            assert!(deep.after.is_some(), "{listing:?} has one page only");
            for search in [&listing, &deep] {
                let plan = plan(&app, search).await;
                let step = first(&plan);
                // MariaDB takes the state alone for the whole of an index, and walks to a late page from its end.
                // PostgreSQL may take the index of all products where few are left out.
                let is_along = match engine {
                    Engine::Mariadb => {
                        step.index == index && (search.after.is_none() || step.about.starts_with("range"))
                    }
                    _ => step.index.starts_with("products_"),
                };
                if step.table != "p" || !is_along || sorts(&plan) {
                    wrong.push(format!("{search:?}, not along {index}: {plan:#?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    app.finish().await;
}

async fn from_the_rarest_word_on(engine: Engine) {
    let app = filled(engine).await;
    let terms = if engine == Engine::Mariadb { "PRIMARY" } else { "search_terms_pkey" };
    let of =
        |q: &str, sort| Search { q: Some(SearchText::new(q).expect("words")), sort: Some(sort), ..Search::default() };

    for (search, table, index) in [
        (of("saffron pack", Sort::Newest), "t", terms),
        (of("pack saffron", Sort::PriceAsc), "t", terms),
        (of("of pack", Sort::Newest), "t", terms),
        (of("of pack", Sort::Name), "p", "products_name"),
        (of("of pack", Sort::PriceAsc), "p", "products_price"),
        (of("of pack", Sort::PriceDesc), "p", "products_price"),
    ] {
        let plan = plan(&app, &search).await;
        let step = first_found(&plan);

        assert!(step.table.starts_with(table) && step.index == index, "{search:?}: {plan:#?}");
        assert!(search.sort != Some(Sort::Newest) || !sorts(&plan), "{search:?}: {plan:#?}");
    }
    app.finish().await;
}

/// The first of what is found, behind what is read of it to be shown.
fn first_found(plan: &[Step]) -> &Step {
    plan.iter().find(|step| step.table == "t").unwrap_or_else(|| {
        let along = |step: &&Step| {
            step.table.starts_with('p') && step.index.starts_with("products_") && !step.index.ends_with("pkey")
        };
        plan.iter().find(along).expect("products are read along an index")
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mariadb_lists_products_along_the_index_of_their_order() {
    along_their_indexes(Engine::Mariadb).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgresql_lists_products_along_the_index_of_their_order() {
    along_their_indexes(Engine::Postgres).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mariadb_begins_with_the_rarest_word_or_with_the_order() {
    from_the_rarest_word_on(Engine::Mariadb).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgresql_begins_with_the_rarest_word_or_with_the_order() {
    from_the_rarest_word_on(Engine::Postgres).await;
}
