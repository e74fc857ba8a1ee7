//! A market of thousands: every listing is read along an index, page by page to its end, and a
//! late page costs what the first one does. The full size is measured by bench/.

use std::collections::BTreeSet;
use std::sync::Mutex;

use infra::db::DbEngine as Dialect;
use kernel::ids::Id;
use kernel::text::{SearchText, Slug};
use kernel::{CompanyId, Cursor, OfferId, PageLimit, ProductId, Scalar, Secret, Stored};
use market::authority::Operator;
use market::catalog::{self, Search, Sort};
use market::orders::{self, Popular};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, Statement, StatementStatus, params_from_iter};
use seed::{Progress, Sizes, Summary};
use testkit::{Engine, PASSWORD, TestApp};

const SIZES: Sizes = Sizes { vendors: 20, retailers: 40, products: 3_000, inventory: 9_000 };
const SORTS: [Sort; 4] = [Sort::Newest, Sort::Name, Sort::PriceAsc, Sort::PriceDesc];

/// Keeps what it is told: of each stretch its name, the steps expected and the steps done.
#[derive(Default)]
struct Kept(Mutex<Vec<(String, u64, u64)>>, Mutex<usize>);

impl Progress for Kept {
    fn begin(&self, what: &str, total: u64) {
        self.0.lock().expect("nobody panicked").push((what.to_owned(), total, 0));
    }
    fn step(&self, n: u64) {
        self.0.lock().expect("nobody panicked").last_mut().expect("something began").2 += n;
    }
    fn done(&self) {
        *self.1.lock().expect("nobody panicked") += 1;
    }
}

struct Market {
    app: TestApp,
    /// A way to the same file that the program does not know of.
    file: Connection,
    summary: Summary,
    progress: Kept,
}

async fn full_market() -> Market {
    let app = TestApp::new(Engine::Sqlite).await;
    let (operator, progress) = (Operator::at_the_console(), Kept::default());
    let password = Secret::new(PASSWORD.to_owned());
    let summary = seed::bulk(&app.ctx, operator, &SIZES, &password, &progress).await.expect("the market is filled");
    let file = Connection::open_with_flags(app.db.file(), OpenFlags::SQLITE_OPEN_READ_ONLY).expect("the file opens");
    Market { app, file, summary, progress }
}

impl Market {
    fn ask<T: rusqlite::types::FromSql>(&self, sql: &str) -> Vec<T> {
        let mut statement = self.file.prepare(sql).expect("a statement");
        let rows = statement.query_map([], |row| row.get(0)).expect("an answer");
        rows.collect::<Result<_, _>>().expect("rows")
    }

    /// Words by how many products they find: the commonest, one of the rarest.
    fn words(&self) -> (String, String) {
        let by_count = |order: &str| {
            let sql = format!(
                "select term from search_terms where instr(term, ':') = 0 group by term order by count(*) {order}, term limit 1"
            );
            self.ask(&sql).pop().expect("a word")
        };
        (by_count("desc"), by_count("asc"))
    }

    fn category(&self, at_the_top: bool) -> Slug {
        let column = if at_the_top { "root_category_id" } else { "category_id" };
        let sql = format!(
            "select c.slug from categories c join products p on p.{column} = c.id group by c.id order by count(*) desc limit 1"
        );
        Slug::new(&self.ask::<String>(&sql).pop().expect("a shelf")).expect("a slug")
    }

    fn busiest_vendor(&self) -> CompanyId {
        let sql = "select vendor_id from offers group by vendor_id order by count(*) desc limit 1";
        CompanyId::from_scalar(Scalar::Bytes(self.ask::<Vec<u8>>(sql).pop())).expect("an id")
    }

    /// Every listing without words: of everything, of a shelf, of one at the top.
    fn plain_listings(&self) -> Vec<Search> {
        let shelves = [None, Some(self.category(false)), Some(self.category(true))];
        let of = |sort| shelves.clone().map(|category| Search { category, sort: Some(sort), ..Search::default() });
        SORTS.into_iter().flat_map(of).collect()
    }

    /// The same with words of every make, and of one vendor.
    fn worded_listings(&self) -> Vec<Search> {
        let (common, rare) = self.words();
        let begun: String = common.chars().take(2).collect();
        let words =
            [common.clone(), rare.clone(), begun.clone(), format!("{common} {begun}"), format!("{rare} {common}")];
        let mut all = Vec::new();
        for plain in self.plain_listings() {
            all.push(Search { vendor: Some(self.busiest_vendor()), ..plain.clone() });
            all.extend(words.iter().map(|q| Search { q: Some(SearchText::new(q).expect("words")), ..plain.clone() }));
        }
        all
    }

    async fn page(&self, search: &Search) -> (Vec<ProductId>, Option<Cursor>) {
        let page = catalog::search(&self.app.ctx, search).await.expect("a page").value().expect("of its own form");
        (page.items.iter().map(|found| found.id).collect(), page.next_cursor)
    }

    /// What is met from the first page to the last.
    async fn walk(&self, search: &Search) -> Vec<ProductId> {
        let (mut search, mut met) = (search.clone(), Vec::new());
        loop {
            let (ids, next) = self.page(&search).await;
            assert!(!ids.is_empty() || next.is_none(), "an empty page that is not the last: {search:?}");
            met.extend(ids);
            if next.is_none() {
                return met;
            }
            search.after = next;
        }
    }

    /// The cursor behind so many pages; none where the listing is shorter.
    async fn behind(&self, search: &Search, pages: usize) -> Option<Cursor> {
        let mut search = search.clone();
        for _ in 0..pages {
            search.after = Some(self.page(&search).await.1?);
        }
        search.after
    }

    /// How the engine goes about a search.
    async fn plan(&self, search: &Search) -> Vec<String> {
        match catalog::statement_of(&self.app.ctx, search).await.expect("a statement") {
            Some((sql, values)) => self.explain(&sql, values),
            None => panic!("nothing can be found by {search:?}"),
        }
    }

    fn explain(&self, sql: &str, values: Vec<Scalar>) -> Vec<String> {
        let mut statement = self.file.prepare(&format!("explain query plan {sql}")).expect("a plan");
        let rows = statement.query_map(params_from_iter(values.into_iter().map(value)), |row| row.get(3));
        rows.expect("a plan").collect::<Result<_, _>>().expect("its lines")
    }

    /// What a page costs: the engine's steps, and its steps through whole tables.
    async fn cost(&self, search: &Search) -> (i32, i32) {
        let (sql, values) =
            catalog::statement_of(&self.app.ctx, search).await.expect("a statement").expect("something to find");
        let mut statement = self.file.prepare(&sql).expect("a statement");
        run(&mut statement, values);
        (statement.get_status(StatementStatus::VmStep), statement.get_status(StatementStatus::FullscanStep))
    }
}

fn run(statement: &mut Statement<'_>, values: Vec<Scalar>) {
    let mut rows = statement.query(params_from_iter(values.into_iter().map(value))).expect("an answer");
    while rows.next().expect("a row").is_some() {}
}

fn value(scalar: Scalar) -> Value {
    match scalar {
        Scalar::Id(id) => id.map_or(Value::Null, |id| Value::Blob(id.as_bytes().to_vec())),
        Scalar::Int(n) => n.map_or(Value::Null, Value::Integer),
        Scalar::Text(text) => text.map_or(Value::Null, Value::Text),
        Scalar::Bytes(bytes) => bytes.map_or(Value::Null, Value::Blob),
    }
}

fn product_id(bytes: &[u8]) -> ProductId {
    ProductId::from_scalar(Scalar::Bytes(Some(bytes.to_vec()))).expect("an id")
}

fn sorts(plan: &[String]) -> bool {
    plan.iter().any(|line| line.contains("TEMP B-TREE"))
}

/// A page that was found is walked in memory, and so are the products of some words.
fn scans(plan: &[String]) -> bool {
    plan.iter().any(|line| line.starts_with("SCAN") && !["SCAN r", "SCAN t", "SCAN m"].contains(&line.as_str()))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_catalogue_read_goes_along_an_index() {
    let full = full_market().await;
    let product = Scalar::Bytes(full.ask("select id from products limit 1").pop());
    let vendor = full.busiest_vendor();

    // A product and its offers.
    let statements = market::schema::statements();
    let text = |name: &str| {
        let found = statements.iter().find(|(known, _)| known.ends_with(name));
        found.unwrap_or_else(|| panic!("no statement {name}")).1.text(Dialect::Sqlite)
    };
    for (name, is_sorted) in [("catalog::store::FIND_VIEW", false), ("catalog::store::OFFERS_OF", true)] {
        let statement = text(name);
        let plan = full.explain(&statement, vec![product.clone(); statement.matches('?').count()]);
        // The offers that were found are walked in memory.
        let scans = plan.iter().any(|line| line.starts_with("SCAN") && line != "SCAN o");
        assert!(!scans && plan.iter().any(|line| line.starts_with("SEARCH")), "{name}: {plan:#?}");
        assert_eq!(sorts(&plan), is_sorted, "{name}: {plan:#?}");
    }
    let own = vec![vendor.to_scalar(), OfferId::least().to_scalar(), Scalar::Int(Some(21))];
    let plan = full.explain(&text("catalog::store::OWN_OFFERS"), own);
    assert!(!scans(&plan) && !sorts(&plan), "own offers: {plan:#?}");

    // Listings without words: the index is the order.
    for listing in full.plain_listings() {
        let deep = Search { after: full.behind(&listing, 1).await, ..listing.clone() };
        assert!(deep.after.is_some(), "{listing:?} has one page only");
        for search in [&listing, &deep] {
            let plan = full.plan(search).await;
            assert!(!scans(&plan) && !sorts(&plan), "{search:?}: {plan:#?}");
            for (sql, values) in catalog::statements_of_others(&full.app.ctx, search).await.expect("statements") {
                let plan = full.explain(&sql, values);
                assert!(!scans(&plan) && !sorts(&plan), "other currencies of {search:?}: {plan:#?}");
                assert!(plan.iter().any(|line| line.contains("currency")), "{plan:#?}");
            }
        }
    }

    // Words and vendors: the index of terms comes first where a word is whole.
    for listing in full.worded_listings() {
        let plan = full.plan(&listing).await;
        assert!(!scans(&plan), "{listing:?}: {plan:#?}");
        if listing.vendor.is_some() {
            let drives = plan.iter().find(|line| line.starts_with("SEARCH") && !line.contains("categories"));
            let drives = drives.expect("a plan");
            assert!(drives.starts_with("SEARCH t USING PRIMARY KEY (term=?"), "{listing:?}: {plan:#?}");
            assert!(!sorts(&plan) || listing.sort != Some(Sort::Newest), "{listing:?}: {plan:#?}");
        }
    }
    full.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_window_goes_along_an_index() {
    let full = full_market().await;
    let statements = market::schema::statements();
    let text = |value: &str| Scalar::Text(Some(value.to_owned()));
    let (from, to, probe) = (text(""), text("\u{10ffff}"), Scalar::Int(Some(21)));

    for (name, values) in [
        ("::BRANDS", vec![from.clone(), to.clone(), probe.clone()]),
        ("::BRANDS_AFTER", vec![text("m"), from, to, probe]),
        ("::BRAND", vec![text("malabar")]),
    ] {
        let (_, statement) = statements.iter().find(|(known, _)| known.ends_with(name)).expect("a statement");
        let plan = full.explain(&statement.text(Dialect::Sqlite), values);
        let along = "SEARCH products USING COVERING INDEX products_brand (state=? AND brand_key";
        assert!(plan.iter().any(|line| line.starts_with(along)), "{name}: {plan:#?}");
        assert!(name == "::BRAND" || !sorts(&plan), "{name}: {plan:#?}");
    }
    for category in [None, Some(full.category(false)), Some(full.category(true))] {
        let query = Popular { category, ..Popular::default() };
        let (sql, values) = orders::ranking_of(&full.app.ctx, &query).await.expect("a statement");
        let plan = full.explain(&sql, values);
        let drives = plan.iter().position(|l| l.contains("o USING COVERING INDEX vendor_orders_lately (placed_at>?)"));
        let follows = plan.iter().position(|l| l.contains("l USING COVERING INDEX order_lines_worth"));
        assert!(drives.is_some() && drives < follows, "{plan:#?}");
        assert!(!plan.iter().any(|line| line.starts_with("SCAN") && line != "SCAN r"), "{plan:#?}");
    }
    full.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn walking_to_the_end_meets_each_product_once_in_every_order() {
    let full = full_market().await;
    let everything = "select id from products where state = 'published'";
    // By price, one currency after the other.
    let priced = format!("{everything} and from_price_minor is not null");
    let (everything, priced) = (full.ask::<Vec<u8>>(everything), full.ask::<Vec<u8>>(&priced));
    let (common, _) = full.words();

    for sort in SORTS {
        let by_price = matches!(sort, Sort::PriceAsc | Sort::PriceDesc);
        let mut search = Search { sort: Some(sort), limit: PageLimit::new(100).expect("a limit"), ..Search::default() };
        let met = full.walk(&search).await;
        let expected: BTreeSet<ProductId> =
            if by_price { &priced } else { &everything }.iter().map(|id| product_id(id)).collect();
        assert!(expected.len() > 1_000, "{sort:?}: only {} products", expected.len());
        assert_eq!(met.len(), expected.len(), "{sort:?}: as many as there are");
        assert_eq!(met.into_iter().collect::<BTreeSet<_>>(), expected, "{sort:?}: each of them");

        search.q = Some(SearchText::new(&common).expect("a word"));
        let met = full.walk(&search).await;
        let different: BTreeSet<&ProductId> = met.iter().collect();
        assert!(met.len() > 100, "{sort:?}: `{common}` fills more than a page");
        assert_eq!(different.len(), met.len(), "{sort:?}: `{common}` meets a product twice");
    }
    full.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_late_page_costs_what_the_first_one_does() {
    let full = full_market().await;
    let of_vendor = Search { vendor: Some(full.busiest_vendor()), sort: Some(Sort::Newest), ..Search::default() };

    for listing in full.plain_listings().into_iter().chain([of_vendor]) {
        // A shelf is not fifty large pages long.
        let narrow = listing.category.is_some() || listing.vendor.is_some();
        let (rows, pages) = if narrow { (1, 20) } else { (20, 49) };
        let first = Search { limit: PageLimit::new(rows).expect("a limit"), ..listing };
        let late = Search { after: full.behind(&first, pages).await, ..first.clone() };
        assert!(late.after.is_some(), "{first:?} has not {pages} pages");

        let ((steps, scanned), (late_steps, late_scanned)) = (full.cost(&first).await, full.cost(&late).await);

        assert!(steps > 0 && late_steps <= 2 * steps, "{late:?}: {late_steps} steps, the first page {steps}");
        assert_eq!((scanned, late_scanned), (0, 0), "{late:?}: steps through a whole table");
    }
    full.app.finish().await;
}

/// Two words of many products that none has both of.
fn apart(full: &Market) -> (String, String) {
    // Which begin no others: nothing is completed.
    let words: Vec<String> = full.ask(
        "select term from search_terms t where instr(term, ':') = 0
            and not exists (select 1 from search_words w where w.word > t.term and w.word < t.term || char(1114111))
            group by term having count(*) > 60 order by count(*) desc",
    );
    let pairs = words.iter().flat_map(|one| words.iter().map(move |two| (one, two)));
    let meet = |(one, two): &(&String, &String)| {
        let sql = "select count(*) from search_terms a join search_terms b on b.product_id = a.product_id and b.term = ?2 where a.term = ?1";
        full.file.query_row(sql, [one, two], |row| row.get::<_, i64>(0)).expect("a count") > 0
    };
    let (one, two) = pairs.filter(|(one, two)| one < two).find(|pair| !meet(pair)).expect("words that never meet");
    (one.clone(), two.clone())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_that_are_common_and_never_meet_cost_little_more_than_reading_the_rarer() {
    let full = full_market().await;
    let (one, two) = apart(&full);
    let counts = [&one, &two].map(|word| {
        let sql = "select count(*) from search_terms where term = ?1";
        full.file.query_row(sql, [word], |row| row.get::<_, i32>(0)).expect("a count")
    });
    let fewest = counts[0].min(counts[1]);

    for sort in SORTS {
        let q = Some(SearchText::new(&format!("{one} {two}")).expect("words"));
        let search = Search { q, sort: Some(sort), ..Search::default() };
        let (steps, scanned) = full.cost(&search).await;

        assert!(full.page(&search).await.0.is_empty(), "{one} {two}");
        assert!(steps < 30 * fewest + 2_000, "{sort:?}: {steps} steps for {one} {two} of {counts:?}");
        assert_eq!(scanned, 0, "{sort:?}");
    }
    full.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn very_common_words_are_looked_for_along_the_order() {
    let full = full_market().await;
    let (common, _) = full.words();
    let q = Some(SearchText::new(&common).expect("a word"));

    for (sort, index) in [
        (Sort::Name, "SEARCH p USING COVERING INDEX products_name (state=?"),
        (Sort::PriceAsc, "SEARCH p USING COVERING INDEX products_price (state=? AND currency=?"),
        (Sort::PriceDesc, "SEARCH p USING COVERING INDEX products_price (state=? AND currency=?"),
    ] {
        let search = Search { q: q.clone(), sort: Some(sort), ..Search::default() };
        let plan = full.plan(&search).await;
        let (steps, _) = full.cost(&search).await;

        assert!(plan.iter().any(|line| line.starts_with(index)), "{sort:?}: {plan:#?}");
        assert!(steps < 15_000, "{sort:?}: {steps} steps");
    }
    full.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_currency_that_few_products_have_is_read_by_itself() {
    let full = full_market().await;
    let nobodys = kernel::Currency::USD;

    for q in [None, Some(full.words().0)] {
        let q = q.map(|word| SearchText::new(&word).expect("a word"));
        let search = Search { q, currency: Some(nobodys), sort: Some(Sort::Newest), ..Search::default() };
        let (steps, scanned) = full.cost(&search).await;

        assert!(full.page(&search).await.0.is_empty());
        assert!(steps < 500 && scanned == 0, "{search:?}: {steps} steps, {scanned} through a whole table");
    }
    full.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_walk_that_is_given_up_early_leaves_nothing_out() {
    let full = full_market().await;
    // The order has to do with the word: its products are the last of all by name.
    let last = "update products set title_key = '~' || title_key where id in (select product_id from search_terms where term = ?1)";
    let (common, _) = full.words();
    // Common enough to be looked for along the order, and the beginning of no other.
    let by_rising_count = "select term from search_terms t where instr(term, ':') = 0
        and not exists (select 1 from search_words w where w.word > t.term and w.word < t.term || char(1114111))
        group by term having count(*) > 150 order by count(*) limit 1";
    let word: String = full.ask(by_rising_count).pop().expect("a word");
    let writer = Connection::open(full.app.db.file()).expect("the file opens");
    let moved = writer.execute(last, [&word]).expect("they are moved");
    let q = format!("{common} {word}");
    let limit = PageLimit::new(2).expect("a limit");
    let search = |q: &str| {
        let q = Some(SearchText::new(q).expect("words"));
        Search { q, sort: Some(Sort::Name), limit, ..Search::default() }
    };
    let plan = full.plan(&search(&word)).await;
    let along = "SEARCH p USING COVERING INDEX products_name (state=?)";
    assert!(plan.iter().any(|line| line.starts_with(along)), "{word}: {plan:#?}");

    let met = full.walk(&search(&word)).await;
    let of_both = full.walk(&search(&q)).await;

    assert!(met.len() == moved && moved > 150, "{word}: {} of {moved}", met.len());
    let sql = "select count(*) from search_terms a join search_terms b on b.product_id = a.product_id and b.term = ?2 where a.term = ?1";
    let expected: i64 = full.file.query_row(sql, [&common, &word], |row| row.get(0)).expect("a count");
    assert_eq!(i64::try_from(of_both.len()), Ok(expected), "{q}");
    full.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_filled_market_has_its_terms_counted() {
    let full = full_market().await;

    let counted = full.ask::<i64>("select products from search_counts where term = ':products'");
    let wrong = "select count(*) from search_counts k where instr(term, ':') <> 1 and substr(term, 1, 2) <> 'c:' and products <> (select count(*) from search_terms t where t.term = k.term)";

    assert_eq!((counted, full.ask::<i64>(wrong)), (vec![3_000], vec![0]));
    assert!(full.ask::<i64>("select count(*) from search_counts")[0] > 20);
    full.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn filling_a_market_tells_how_far_it_is() {
    let full = full_market().await;

    let told = full.progress.0.lock().expect("nobody panicked").clone();
    assert!(told.iter().all(|(_, expected, done)| expected == done && *done > 0), "{told:?}");
    assert_eq!(*full.progress.1.lock().expect("nobody panicked"), told.len(), "each stretch ends: {told:?}");
    assert!(told.iter().any(|(_, _, done)| *done == SIZES.products), "{told:?}");

    let made = [full.summary.vendors, full.summary.retailers, full.summary.products, full.summary.inventory];
    assert_eq!(made, [SIZES.vendors, SIZES.retailers, SIZES.products, SIZES.inventory]);
    let rows = full.ask::<i64>("select count(*) from products union all select count(*) from stock_levels");
    assert_eq!(rows, [3_000, 9_000]);
    full.app.finish().await;
}
