//! Every condition of a changing statement holds by itself. On SQLite writers take turns, so that a race
//! never shows that one is missing: here each statement is run as whoever came too late would run it.

mod administrators;
mod imports;
mod products;
mod sessions;

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use infra::Origin;
use infra::db::{DbEngine, Error, Stmt};
use kernel::Scalar;
use market::may::Role;
use market::schema::statements;
use serde_json::{Value, json};
use testkit::{Actor, Engine, TestApp, TestOffer, TestVendorOrder};

use super::{id, number, puts_in_basket, text};

/// Statements that change rows, of the market's subjects, whose conditions the tests below hold.
const GUARDED: &[&str] = &[
    "accounts::store::APPROVE_INVITATION",
    "accounts::store::APPROVE_PROMOTION",
    "accounts::store::BEGIN_APPROVER",
    "accounts::store::DELETE_ENDED",
    "accounts::store::DELETE_TOKENS_OF_ENDED",
    "accounts::store::END_OF_COMPANY",
    "accounts::store::END_OF_MEMBER",
    "accounts::store::END_OF_USER",
    "accounts::store::REOPEN_MEMBERSHIP",
    "accounts::store::REPLACE_SECRET",
    "accounts::store::RESEAL_HASH",
    "accounts::store::RESEAL_SUCCESSOR",
    "accounts::store::REVOKE_ALL",
    "accounts::store::REVOKE_IN_COMPANY",
    "accounts::store::REVOKE_OTHERS",
    "accounts::store::REVOKE_SESSION",
    "accounts::store::ROTATE_SESSION",
    "accounts::store::TAKE_INVITATION",
    "accounts::store::TOUCH_SESSION",
    "accounts::store::UPDATE_MEMBER",
    "accounts::store::USE_REFRESH",
    "accounts::store::WITHDRAW_INVITATION",
    "baskets::store::ACCEPT_OWN_PRICES",
    "baskets::store::CLEAR_OWN",
    "baskets::store::FORGET_LINE",
    "catalog::store::FREE_RETIRED_GTIN",
    "catalog::store::REKEY_BRAND",
    "catalog::store::RELEASE_GTIN",
    "catalog::store::RESTORE",
    "catalog::store::RETIRE",
    "catalog::store::SETTLE_PREFIX",
    "catalog::store::SETTLE_REQUEST",
    "catalog::store::SET_KEYS",
    "catalog::store::SET_MAKER",
    "catalog::store::SUPERSEDE_ALL",
    "catalog::store::SUPERSEDE_CHANGE",
    "catalog::store::SUPERSEDE_CLAIMS",
    "catalog::store::UPDATE_OWN_OFFER",
    "catalog::store::UPDATE_PRODUCT",
    "catalog::store::WITHDRAW_OWN_PREFIX",
    "catalog::store::WITHDRAW_OWN_REQUEST",
    "companies::store::SET_BULK",
    "companies::store::RENAME",
    "companies::store::SETTLE_NAME_CHANGE",
    "companies::store::SET_SKELETONS",
    "companies::store::SET_STATE",
    "companies::store::UPDATE_OWN",
    "companies::store::WITHDRAW_NAME_CHANGE",
    "delivery::store::SET_STATE",
    "imports::store::APPLIED",
    "imports::store::APPLYING",
    "imports::store::FORGET",
    "imports::store::FORGET_ROWS",
    "imports::store::UNDOING",
    "imports::store::UNDONE",
    "inventory::store::ADD_ON_HAND",
    "inventory::store::SET_COUNTED",
    "inventory::store::SET_THRESHOLD",
    "notices::store::MARK_READ",
    "orders::store::END",
    "orders::store::SET_STATE",
    "pricing::store::SETTLE",
    "pricing::store::SUPERSEDE",
];

const LOCKED: &str = "its row was locked and looked at in the same transaction";
const ORDER_LOCKED: &str = "it subtracts, and the order that it takes off is locked";
const NEW: &str = "its row was inserted in the same transaction";
const WHOLE: &str = "it changes all there is of what its key names";
const OLD: &str = "it forgets what is older than an instant, whoever else does the same";

/// Those that name a row and ask for nothing else, and why that is enough.
const UNGUARDED: &[(&str, &str)] = &[
    ("accounts::store::END_APPROVER", LOCKED),
    ("accounts::store::MUST_CHANGE_PASSWORD", NEW),
    ("accounts::store::RENEW_HASH", LOCKED),
    ("accounts::store::SET_PASSWORD", LOCKED),
    ("accounts::store::SET_USER_STATE", LOCKED),
    ("catalog::store::DROP_COUNTS", WHOLE),
    ("catalog::store::DROP_TERMS", WHOLE),
    ("delivery::store::COUNT_WRONG", LOCKED),
    ("delivery::store::RENEW_CODE", LOCKED),
    ("delivery::store::SET_FAILURE", LOCKED),
    ("delivery::store::SET_PARTNER", LOCKED),
    ("delivery::store::SET_RIDER", LOCKED),
    ("imports::store::COUNT", LOCKED),
    ("imports::store::END", LOCKED),
    ("orders::store::ACCEPT_ALL", LOCKED),
    ("orders::store::DECLINE_ALL", LOCKED),
    ("orders::store::rolling_up::FORGET_OFFER_SALES", OLD),
    ("orders::store::rolling_up::FORGET_SALES", OLD),
    ("orders::store::rolling_up::TAKE_OFF", ORDER_LOCKED),
    ("orders::store::rolling_up::TAKE_OFF_OFFER", ORDER_LOCKED),
    ("pricing::store::SET_PRICE", LOCKED),
    ("security::store::FORGET_COUNTS", OLD),
    ("security::store::FORGET_FROM", OLD),
    ("security::store::FORGET_SAMPLES", OLD),
];

/// What a statement is without the comment that names it.
fn says(statement: &Stmt) -> String {
    let whole = statement.text(DbEngine::Sqlite).into_owned();
    whole.split_once("*/ ").map_or(whole.clone(), |(_, rest)| rest.to_owned())
}

#[test]
fn every_statement_that_changes_rows_is_guarded_or_says_why_not() {
    let of_market = |name: &'static str| name.strip_prefix("market::");
    let changing: BTreeSet<&str> = statements()
        .iter()
        .filter(|(_, statement)| ["update ", "delete "].iter().any(|verb| says(statement).starts_with(verb)))
        .filter_map(|(name, _)| of_market(name))
        .collect();

    let listed: BTreeSet<&str> = GUARDED.iter().copied().chain(UNGUARDED.iter().map(|(name, _)| *name)).collect();

    let (new, gone): (Vec<_>, Vec<_>) =
        (changing.difference(&listed).collect(), listed.difference(&changing).collect());
    assert!(new.is_empty() && gone.is_empty(), "not listed: {new:?}; not there: {gone:?}");
    assert_eq!(listed.len(), GUARDED.len() + UNGUARDED.len(), "a statement is listed twice");
}

struct Market {
    app: TestApp,
    acme: Actor,
    rival: Actor,
    corner: Actor,
    tea: TestOffer,
    /// Which statements found other rows than they should.
    wrong: Mutex<Vec<String>>,
}

async fn market() -> Market {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let (acme, rival, corner) = (app.vendor("acme").await, app.vendor("rival").await, app.retailer("corner").await);
    let tea = acme.sells("Tea", 10_000, 10).await;
    Market { app, acme, rival, corner, tea, wrong: Mutex::default() }
}

impl Market {
    /// How many rows a statement of a subject's store changes; it is rolled back.
    async fn changes(&self, name: &str, values: Vec<Scalar>) -> Result<u64, Error> {
        assert!(GUARDED.contains(&name), "{name} is not listed");
        let all = statements();
        let (_, statement) = all.iter().find(|(known, _)| known.strip_prefix("market::") == Some(name)).expect(name);
        let nobody = Origin::default();
        let ran = self.app.ctx.store.write::<_, Error, _, _>(&nobody, |tx| {
            let values = values.clone();
            async move {
                let changed = tx.exec(statement, values).await?;
                Ok(tx.no_change(changed))
            }
        });
        ran.await
    }

    /// A statement finds as many rows with each of these values, in the order they are told in.
    async fn finds(&self, name: &str, cases: Vec<(u64, Vec<Scalar>)>) {
        for (at, (rows, values)) in cases.into_iter().enumerate() {
            let changed = self.changes(name, values).await;
            if !matches!(changed, Ok(n) if n == rows) {
                let wrong = format!("{name}, case {at}: {changed:?} instead of {rows}");
                self.wrong.lock().unwrap_or_else(PoisonError::into_inner).push(wrong);
            }
        }
    }

    async fn finish(self) {
        let wrong = self.wrong.into_inner().unwrap_or_else(PoisonError::into_inner);
        assert!(wrong.is_empty(), "{wrong:#?}");
        self.app.finish().await;
    }

    fn now(&self) -> i64 {
        self.app.ctx.store.now().micros()
    }

    async fn level(&self) -> Scalar {
        id(&self.acme.get("/api/inventory").await.is(200).text_at("/items/0/id"))
    }

    async fn placed(&self, packs: i64) -> TestVendorOrder {
        self.corner.buys(&[(&self.tea, packs)]).await.remove(0)
    }
}

#[tokio::test]
async fn stock_is_moved_and_counted_only_within_what_is_there() {
    let m = market().await;
    m.placed(4).await;
    let level = m.level().await;
    let vendor = |who: &Actor| id(&who.company_id);

    // On hand 10, of which 4 are allocated.
    let add = |n: i64| vec![number(n), level.clone(), number(n)];
    m.finds("inventory::store::ADD_ON_HAND", vec![(0, add(-7)), (1, add(-6)), (1, add(1))]).await;
    let count = |believed: i64, counted: i64| vec![number(counted), level.clone(), number(believed), number(counted)];
    let counts = vec![(0, count(9, 8)), (0, count(11, 8)), (0, count(10, 3)), (1, count(10, 4)), (1, count(10, 20))];
    m.finds("inventory::store::SET_COUNTED", counts).await;
    let threshold = |n: i64, who: &Actor| vec![number(n), vendor(who), level.clone(), number(n)];
    let thresholds = vec![(0, threshold(5, &m.rival)), (0, threshold(0, &m.acme)), (1, threshold(5, &m.acme))];
    m.finds("inventory::store::SET_THRESHOLD", thresholds).await;
    m.finish().await;
}

#[tokio::test]
async fn an_order_its_stock_and_its_delivery_move_from_the_state_that_was_read() {
    let m = market().await;
    let (kept, cancelled) = (m.placed(2).await, m.placed(3).await);
    let path = format!("/api/orders/{}/vendor-orders/{}/cancellation", cancelled.order_id, cancelled.id);
    m.corner.post(&path, &json!({ "reason": "said so by telephone" })).await.is(200);
    let step = |from: &str, part: &TestVendorOrder| {
        vec![text("accepted"), Scalar::Int(None), number(m.now()), id(&part.id), text(from)]
    };
    let end = |part: &TestVendorOrder| vec![text("released"), id(&part.id)];

    let steps = vec![(0, step("accepted", &kept)), (0, step("placed", &cancelled)), (1, step("placed", &kept))];
    m.finds("orders::store::SET_STATE", steps).await;
    // What was released once is not released, or shipped, again.
    m.finds("orders::store::END", vec![(0, end(&cancelled)), (1, end(&kept))]).await;

    m.acme.packs(&kept).await;
    m.app.settle().await;
    let dispatcher = m.app.staff(Role::Dispatcher).await;
    let delivery = dispatcher.get("/api/deliveries").await.is(200).text_at("/items/0/id");
    let step = |from: &str| vec![text("offered"), number(m.now()), id(&delivery), text(from)];
    m.finds("delivery::store::SET_STATE", vec![(0, step("assigned")), (0, step("offered")), (1, step("unassigned"))])
        .await;
    m.finish().await;
}

#[tokio::test]
async fn a_held_price_is_settled_once_and_superseded_where_it_waits() {
    let m = market().await;
    let salt = m.acme.sells("Salt", 1_000, 1).await;
    let path = format!("/api/offers/{}/price", m.tea.offer_id);
    let applied = m.acme.put(&path, "*", &json!({ "price_minor": 10_100 })).await.is(200).text_at("/change_id");
    let held = m.acme.put(&path, "*", &json!({ "price_minor": 90_000 })).await.is(202).text_at("/change_id");
    let settle = |change: &str| vec![text("applied"), id(&m.acme.user_id), number(m.now()), id(change)];
    let supersede = |offer: &TestOffer| vec![number(m.now()), id(&offer.offer_id)];

    m.finds("pricing::store::SETTLE", vec![(0, settle(&applied)), (1, settle(&held))]).await;
    m.finds("pricing::store::SUPERSEDE", vec![(0, supersede(&salt)), (1, supersede(&m.tea))]).await;
    let decision = format!("/api/price-changes/{held}/decision");
    m.acme.post(&decision, &json!({ "decision": "refuse" })).await.is(200);
    m.finds("pricing::store::SETTLE", vec![(0, settle(&held))]).await;
    m.finds("pricing::store::SUPERSEDE", vec![(0, supersede(&m.tea))]).await;
    m.finish().await;
}

#[tokio::test]
async fn a_company_a_product_an_offer_and_a_place_are_edited_by_whose_they_are_as_they_were_read() {
    let m = market().await;
    let company = |version: i64| {
        let words = ["1 Road", "Kochi", "682001", "Asia/Kolkata", "IN"].map(text);
        [words.to_vec(), vec![id(&m.acme.company_id), number(version)]].concat()
    };
    m.finds("companies::store::UPDATE_OWN", vec![(0, company(1)), (0, company(3)), (1, company(2))]).await;
    let rename = |display: &str, legal: &str| {
        let words = ["New", "new", "nevv", "New Ltd", "nevv"].map(text);
        [words.to_vec(), vec![id(&m.acme.company_id), text(display), text(legal)]].concat()
    };
    let legal = "acme Private Limited";
    let cases = vec![(0, rename("rival", legal)), (0, rename("acme", "acme")), (1, rename("acme", legal))];
    m.finds("companies::store::RENAME", cases).await;
    let skeletons = |keys: [&str; 2]| {
        [["acme", "acrne", "acrne"].map(text).to_vec(), vec![id(&m.acme.company_id)], keys.map(text).to_vec()]
    };
    let cases = vec![(0, skeletons(["3:", "3;"]).concat()), (1, skeletons(["4:", "4;"]).concat())];
    m.finds("companies::store::SET_SKELETONS", cases).await;
    let state = |from: &str| vec![text("suspended"), Scalar::Text(None), id(&m.acme.company_id), text(from)];
    m.finds(
        "companies::store::SET_STATE",
        vec![(0, state("submitted")), (0, state("suspended")), (1, state("approved"))],
    )
    .await;

    let categories = m.acme.get("/api/categories").await.is(200);
    let leaf =
        categories.json.pointer("/0/children/0/id").or_else(|| categories.json.pointer("/items/0/children/0/id"));
    let leaf = id(leaf.and_then(Value::as_str).unwrap_or_else(|| panic!("no category in {}", categories.text)));
    let product = |version: i64| {
        let (words, described) = (["New", "new", "Brand", "brand"].map(text), ["-", "-"].map(text));
        let (categories, which) = ([leaf.clone(), leaf.clone()], [id(&m.tea.product_id), number(version)]);
        [words.to_vec(), categories.to_vec(), described.to_vec(), which.to_vec()].concat()
    };
    m.finds("catalog::store::UPDATE_PRODUCT", vec![(0, product(0)), (0, product(2)), (1, product(1))]).await;
    let offer = |whose: &Actor| {
        let terms = [number(1), number(1), number(9), text("paused")];
        [terms.to_vec(), vec![id(&whose.company_id), id(&m.tea.offer_id)]].concat()
    };
    m.finds("catalog::store::UPDATE_OWN_OFFER", vec![(0, offer(&m.rival)), (1, offer(&m.acme))]).await;

    let place = m.acme.get("/api/members").await.is(200).text_at("/items/0/id");
    let member =
        |whose: &Actor| vec![text("viewer"), text("active"), Scalar::Int(None), id(&whose.company_id), id(&place)];
    m.finds("accounts::store::UPDATE_MEMBER", vec![(0, member(&m.rival)), (1, member(&m.acme))]).await;
    let begins = |whose: &Actor| vec![number(5), id(&whose.company_id), id(&place), number(1)];
    m.finds("accounts::store::BEGIN_APPROVER", vec![(0, begins(&m.rival)), (1, begins(&m.acme))]).await;
    let gone = m.app.colleague(&m.acme, "viewer").await;
    let reopen = |whose: &Actor| {
        let (times, role) = ([number(1), number(5)], [text("owner"), number(5)]);
        [times.to_vec(), role.to_vec(), vec![id(&gone.user_id), id(&whose.company_id)]].concat()
    };
    m.finds("accounts::store::REOPEN_MEMBERSHIP", vec![(0, reopen(&m.acme))]).await;
    let members = m.acme.get("/api/members").await.is(200);
    let row = members.items().iter().find(|row| row["user_id"] == gone.user_id.as_str()).expect("a member").clone();
    let path = format!("/api/members/{}", row["id"].as_str().expect("an id"));
    m.acme.patch(&path, "*", &json!({ "state": "removed" })).await.is(200);
    m.finds("accounts::store::REOPEN_MEMBERSHIP", vec![(0, reopen(&m.rival)), (1, reopen(&m.acme))]).await;

    let bulk = |of: &Actor, allowed: i64| vec![number(allowed), id(&of.company_id), number(allowed)];
    let cases = vec![(0, bulk(&m.corner, 1)), (0, bulk(&m.acme, 0)), (1, bulk(&m.acme, 1))];
    m.finds("companies::store::SET_BULK", cases).await;
    let staff = m.app.staff(Role::SuperAdmin).await;
    let retire = || vec![id(&m.tea.product_id)];
    m.finds("catalog::store::RETIRE", vec![(1, retire())]).await;
    let retirement = format!("/api/admin/products/{}/retirement", m.tea.product_id);
    staff.post(&retirement, &json!({ "reason": "said so by telephone" })).await.is(204);
    m.finds("catalog::store::RETIRE", vec![(0, retire())]).await;
    m.finish().await;
}

#[tokio::test]
async fn an_invitation_is_taken_or_withdrawn_once_and_by_its_company() {
    let m = market().await;
    let invite = async |email: &str| {
        m.acme.post("/api/invitations", &json!({ "email": email, "role": "viewer" })).await.is(201).text_at("/id")
    };
    let (open, gone) = (invite("a@b.example").await, invite("c@d.example").await);
    m.acme.delete(&format!("/api/invitations/{gone}")).await.is(204);
    let withdraw = |whose: &Actor, invitation: &str| vec![id(&whose.company_id), id(invitation)];

    let cases = vec![(0, withdraw(&m.rival, &open)), (0, withdraw(&m.acme, &gone)), (1, withdraw(&m.acme, &open))];
    m.finds("accounts::store::WITHDRAW_INVITATION", cases).await;
    m.finds("accounts::store::TAKE_INVITATION", vec![(0, vec![id(&gone)]), (1, vec![id(&open)])]).await;
    m.finish().await;
}

#[tokio::test]
async fn a_name_change_is_settled_or_withdrawn_once_and_by_its_company() {
    let m = market().await;
    let ask = async || {
        let asked = m.acme.post("/api/company/name-changes", &json!({ "display_name": "Zenith" })).await;
        asked.is(201).text_at("/id")
    };
    let gone = ask().await;
    m.acme.delete(&format!("/api/company/name-changes/{gone}")).await.is(204);
    let open = ask().await;
    let by = |who: &Actor| vec![id(&who.user_id), number(m.now())];
    let withdraw = |whose: &Actor, wish: &str| [by(whose), vec![id(&whose.company_id), id(wish)]].concat();
    let settle = |wish: &str| {
        [vec![text("refused")], by(&m.rival), vec![Scalar::Text(Some("why".to_owned())), id(wish)]].concat()
    };

    let cases = vec![(0, withdraw(&m.rival, &open)), (0, withdraw(&m.acme, &gone)), (1, withdraw(&m.acme, &open))];
    m.finds("companies::store::WITHDRAW_NAME_CHANGE", cases).await;
    m.finds("companies::store::SETTLE_NAME_CHANGE", vec![(0, settle(&gone)), (1, settle(&open))]).await;
    m.finish().await;
}

#[tokio::test]
async fn notices_are_read_up_to_an_instant_and_baskets_are_ones_own() {
    let m = market().await;
    m.placed(1).await;
    m.app.settle().await;
    let read = |until: i64, whose: &Actor| vec![number(m.now()), id(&whose.company_id), number(until)];
    // That it was approved, and the order.
    let cases = vec![(0, read(1, &m.acme)), (2, read(m.now(), &m.acme)), (1, read(m.now(), &m.rival))];
    m.finds("notices::store::MARK_READ", cases).await;
    m.acme.act("/api/notices/read").await;
    m.finds("notices::store::MARK_READ", vec![(0, read(m.now(), &m.acme))]).await;

    let colleague = m.app.colleague(&m.corner, "buyer").await;
    puts_in_basket(&m.corner, &m.tea, "2").await;
    let of = |company: &Actor, user: &Actor| vec![id(&company.company_id), id(&user.user_id)];
    // It was put in anew since somebody found it old.
    let forget =
        |whose: &Actor, before: i64| [of(&m.corner, whose), vec![id(&m.tea.offer_id), number(before)]].concat();
    let cases =
        vec![(0, forget(&m.corner, 1)), (0, forget(&colleague, m.now() + 1)), (1, forget(&m.corner, m.now() + 1))];
    m.finds("baskets::store::FORGET_LINE", cases).await;
    for name in ["baskets::store::CLEAR_OWN", "baskets::store::ACCEPT_OWN_PRICES"] {
        let cases = vec![(0, of(&m.corner, &colleague)), (0, of(&m.rival, &m.corner)), (1, of(&m.corner, &m.corner))];
        m.finds(name, cases).await;
    }
    m.finish().await;
}
