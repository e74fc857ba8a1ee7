//! Who is told what: each change, told to exactly these companies, in exactly these words. The tables were
//! written by hand; what they do not name is told to nobody.

mod every_event;
mod orders;
mod others;
mod unread;

use std::collections::BTreeMap;

use infra::db::Query;
use market::may::Role;
use testkit::{Actor, Engine, TestApp};

infra::statements! {
    ALL_NOTICES = "select count(*) from notices";
}

/// The kinds of message there are, and how each begins in English.
const KINDS: [(&str, &str); 16] = [
    ("CompanyMayTrade", "Your company is approved."),
    ("CompanyRenamed", "Your company's name is now "),
    ("NameChangeRefused", "Your company's new name was rejected: "),
    ("PriceChanged", "Price changed from "),
    ("PriceHeld", "A price change needs approval: "),
    ("PriceRejected", "A pending price change was rejected."),
    ("ImportEnded", "Import finished. "),
    ("OrderPlaced", "New order "),
    ("VendorOrderStateChanged", "Order "),
    ("DeliveryOffered", "A delivery needs a rider."),
    ("DeliveryCancelled", "A delivery was cancelled."),
    ("DeliveryCodeBlocked", "The delivery code of order "),
    ("DeliveryCodeRenewed", "Order {n} has a new delivery code. "),
    ("ProductRequestDecided", "Your request about "),
    ("ProductChanged", "The product "),
    ("CompanyPrefixDecided", "Your company prefix "),
];

/// Who is told, and in which words; a number stands as `{n}`, an instant as `{t}`.
type Told = &'static [(&'static str, &'static str)];

/// Companies of each kind, two of a kind wherever one could be taken for the other.
struct World {
    app: TestApp,
    companies: BTreeMap<&'static str, Actor>,
    /// How many notices of each were looked at.
    seen: BTreeMap<&'static str, usize>,
}

impl World {
    async fn new() -> Self {
        let app = TestApp::new(Engine::Sqlite).await;
        app.category().await;
        let companies = BTreeMap::from([
            ("vendor", app.vendor("acme").await),
            ("other vendor", app.vendor("borealis").await),
            ("retailer", app.retailer("corner").await),
            ("other retailer", app.retailer("spring").await),
            ("partner", app.partner("wheels").await),
            ("other partner", app.partner("wagons").await),
            // Its dispatchers read its notices.
            ("platform", app.staff(Role::Dispatcher).await),
        ]);
        let mut world = Self { app, companies, seen: BTreeMap::new() };
        // That each of them was approved; the platform is from the start.
        let approved = world.news().await;
        assert_eq!(approved.len(), 6, "{approved:?}");
        world
    }

    fn of(&self, who: &str) -> &Actor {
        &self.companies[who]
    }

    /// Whoever can read their notices reads those that are new: who, and in which words.
    async fn news(&mut self) -> Vec<(&'static str, String)> {
        self.app.settle().await;
        let (mut news, mut all) = (Vec::new(), 0);
        for (who, actor) in &self.companies {
            let page = actor.get("/api/notices?limit=100").await;
            if page.status == 403 {
                all += self.seen.get(who).copied().unwrap_or(0);
                continue;
            }
            let page = page.is(200);
            let texts: Vec<String> = page.items().iter().map(|item| without_names(&item["text"])).collect();
            let seen = self.seen.insert(who, texts.len()).unwrap_or(0);
            news.extend(texts[..texts.len() - seen].iter().map(|text| (*who, text.clone())));
            all += texts.len();
        }
        let mut row = self.app.ctx.store.db.one(&ALL_NOTICES, vec![]).await.expect("a count").expect("a row");
        let stored: i64 = row.take().expect("a number");
        assert_eq!(usize::try_from(stored).expect("a count"), all, "somebody else was told, too");
        news.sort_unstable();
        news
    }

    /// What is wrong with who was told of a change, and in which words.
    async fn misses(&mut self, change: &str, expected: Told) -> Option<String> {
        let news = self.news().await;
        let mut expected: Vec<(&str, String)> = expected.iter().map(|(who, text)| (*who, (*text).to_owned())).collect();
        expected.sort_unstable();
        (news != expected).then(|| format!("{change}: told {news:?} instead of {expected:?}"))
    }
}

/// The words of a notice, without the number and the instant that are in them.
fn without_names(text: &serde_json::Value) -> String {
    let words = text.as_str().expect("a text").split(' ').map(|word| {
        if word.starts_with("V-") {
            return if word.ends_with(':') { "{n}:" } else { "{n}" };
        }
        if word.len() > 16 && word.contains('T') && word.ends_with("Z.") { "{t}." } else { word }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Every kind of message that there is in the program is the beginning of a row of the tables.
#[test]
fn no_kind_of_message_is_without_a_row() {
    let source = include_str!("../../../market/src/notices/message.rs");
    let (_, rest) = source.split_once("pub enum Message {").expect("the enum");
    let (body, _) = rest.split_once("\n}").expect("its end");
    let kinds: Vec<&str> = body
        .lines()
        .filter_map(|line| line.strip_prefix("    ").filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase())))
        .map(|line| line.split([' ', ',', '{']).next().expect("a name"))
        .collect();

    assert_eq!(kinds, KINDS.map(|(kind, _)| kind), "kinds of message and rows of KINDS");
    let rows: Vec<&str> = orders::ROWS.iter().chain(others::ROWS).flat_map(|row| row.1).map(|told| told.1).collect();
    for (kind, begins) in KINDS {
        assert!(rows.iter().any(|text| text.starts_with(begins)), "{kind} is in no row");
    }
}
