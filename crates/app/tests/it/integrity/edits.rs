//! What is edited and read at once: an acknowledged edit is what everybody reads from then on, and of two
//! edits of the same version one is refused.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use market::may::Role;
use serde_json::{Value, json};
use testkit::{Actor, Engine, TestApp, TestOffer, TestResponse, on_every_engine};
use tokio::task::JoinSet;

const REFUSED: u16 = 412;

struct Market {
    app: TestApp,
    vendor: Actor,
    tea: TestOffer,
}

async fn market(engine: Engine) -> Market {
    let app = TestApp::new(engine).await;
    app.category().await;
    let vendor = app.vendor("acme").await;
    let tea = vendor.sells("Tea", 10_000, 1_000).await;
    Market { app, vendor, tea }
}

/// The number at the end of a name such as `Acme 12`.
fn last_number(name: &Value) -> u64 {
    let name = name.as_str().expect("a name");
    name.rsplit(' ').next().and_then(|word| word.parse().ok()).unwrap_or_else(|| panic!("no number in {name}"))
}

/// A path, and the number that its answer shows.
type Shown = (String, fn(&Value) -> u64);

/// Edits a thing again and again while others read it: `edit` makes it the n-th of its kind, and `shown`
/// tells the number that an answer shows. A read that began after the n-th was acknowledged shows no less.
async fn raced(reader: &Actor, paths: &[Shown], edit: impl AsyncFn(u64)) {
    let (acknowledged, is_over) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
    edit(1).await;
    acknowledged.store(1, Ordering::SeqCst);
    let mut reading = JoinSet::new();
    for (path, shown) in paths.iter().cycle().take(paths.len() * 2).cloned() {
        let (reader, acknowledged, is_over) = (reader.clone(), Arc::clone(&acknowledged), Arc::clone(&is_over));
        reading.spawn(async move {
            let mut reads = 0_u64;
            while !is_over.load(Ordering::SeqCst) || reads < 10 {
                let at_least = acknowledged.load(Ordering::SeqCst);
                let answer = reader.get(&path).await.is(200);
                let seen = shown(&answer.json);
                assert!(seen >= at_least, "{path} shows {seen} after {at_least} was acknowledged");
                reads += 1;
            }
        });
    }
    for n in 2..=20 {
        edit(n).await;
        acknowledged.store(n, Ordering::SeqCst);
    }
    is_over.store(true, Ordering::SeqCst);
    reading.join_all().await;
}

/// A company asks for another name, and staff gives it.
async fn renames(company: &Actor, staff: &Actor, name: &str) {
    let asked = company.post("/api/company/name-changes", &json!({ "display_name": name })).await.is(201);
    let path = format!("/api/admin/name-changes/{}/decision", asked.text_at("/id"));
    staff.post(&path, &json!({ "decision": "accept" })).await.is(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_read_after_a_company_was_edited_never_shows_what_it_was() {
    let m = market(Engine::Sqlite).await;
    let paths: [Shown; 3] = [
        (format!("/api/vendors/{}", m.vendor.company_id), |page| last_number(&page["name"])),
        ("/api/vendors".to_owned(), |page| last_number(&page["items"][0]["name"])),
        (format!("/api/products/{}", m.tea.product_id), |page| last_number(&page["offers"][0]["vendor_name"])),
    ];
    let staff = m.app.staff(Role::SuperAdmin).await;
    let edit = async |n: u64| {
        let body = json!({ "address_line": format!("{n} Harbour Road") });
        m.vendor.patch("/api/company", "*", &body).await.is(200);
        renames(&m.vendor, &staff, &format!("Acme {n}")).await;
    };

    raced(&m.app.anybody(), &paths, edit).await;

    let own = m.vendor.get("/api/company").await.is(200);
    assert_eq!(
        (own.text_at("/display_name"), own.text_at("/address_line")),
        ("Acme 20".into(), "20 Harbour Road".into())
    );
    m.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_read_after_a_product_its_offer_or_its_price_was_edited_never_shows_what_it_was() {
    let m = market(Engine::Sqlite).await;
    let (product, offer) = (format!("/api/products/{}", m.tea.product_id), format!("/api/offers/{}", m.tea.offer_id));
    let price = format!("{offer}/price");
    let anybody = m.app.anybody();
    let title = async |n: u64| {
        m.vendor.patch(&product, "*", &json!({ "title": format!("Tea {n}") })).await.is(200);
    };
    let most = async |n: u64| {
        m.vendor.patch(&offer, "*", &json!({ "max_quantity": 1_000 + n })).await.is(200);
    };
    let minor = async |n: u64| {
        m.vendor.put(&price, "*", &json!({ "price_minor": 10_000 + n })).await.is(200);
    };
    let listed = "/api/products?category=fruits".to_owned();

    let titles: [Shown; 2] = [
        (product.clone(), |page| last_number(&page["title"])),
        (listed.clone(), |page| last_number(&page["items"][0]["title"])),
    ];
    raced(&anybody, &titles, title).await;
    raced(
        &anybody,
        &[(product.clone(), |page| page["offers"][0]["max_quantity"].as_u64().expect("packs") - 1_000)],
        most,
    )
    .await;
    let prices: [Shown; 2] = [
        (product.clone(), |page| page["offers"][0]["price"]["amount_minor"].as_u64().expect("a price") - 10_000),
        (listed, |page| page["items"][0]["from_price"]["amount_minor"].as_u64().expect("a price") - 10_000),
    ];
    raced(&anybody, &prices, minor).await;
    m.app.finish().await;
}

#[tokio::test]
async fn pages_and_categories_show_an_edit_at_once() {
    let m = market(Engine::Sqlite).await;
    let (anybody, staff) = (m.app.anybody(), m.app.staff(Role::SuperAdmin).await);
    let pages = [format!("/vendors/{}", m.vendor.company_id), format!("/products/{}", m.tea.product_id)];
    for page in &pages {
        assert!(anybody.get(page).await.is(200).text.contains("acme"), "{page}");
    }
    assert!(!anybody.get("/api/categories").await.is(200).text.contains("spices"));

    renames(&m.vendor, &staff, "Zenith").await;
    let category = json!({ "slug": "spices", "name": "Spices", "parent": "fresh-food" });
    staff.post("/api/admin/categories", &category).await.is(201);

    for page in &pages {
        let shown = anybody.get(page).await.is(200);
        assert!(shown.text.contains("Zenith") && !shown.text.contains(">acme<"), "{page}");
    }
    assert!(anybody.get("/api/categories").await.is(200).text.contains("spices"));
    m.app.finish().await;
}

#[tokio::test]
async fn an_order_keeps_the_address_it_was_placed_with_and_the_next_has_the_new_one() {
    let m = market(Engine::Sqlite).await;
    let buyer = m.app.retailer("corner").await;
    let earlier = buyer.buys(&[(&m.tea, 1)]).await.remove(0);

    let moved = json!({ "address_line": "7 New Road", "city": "Mysuru", "postcode": "570001" });
    buyer.patch("/api/company", "*", &moved).await.is(200);
    renames(&buyer, &m.app.staff(Role::SuperAdmin).await, "Corner & Sons").await;
    let later = buyer.buys(&[(&m.tea, 1)]).await.remove(0);

    let address = async |by: &Actor, path: String| {
        let shown = by.get(&path).await.is(200);
        ["name", "line", "city", "postcode"].map(|field| shown.text_at(&format!("/ship_to/{field}")))
    };
    for (part, expected) in [
        (&earlier, ["corner", "1 Harbour Road", "Kochi", "682001"]),
        (&later, ["Corner & Sons", "7 New Road", "Mysuru", "570001"]),
    ] {
        assert_eq!(address(&buyer, format!("/api/orders/{}", part.order_id)).await, expected);
        assert_eq!(address(&m.vendor, format!("/api/vendor-orders/{}", part.id)).await, expected);
    }
    m.app.finish().await;
}

/// A path to write and one to read, one edit and another, the code of the refusal, and where the edit is shown.
struct Editable {
    method: &'static str,
    path: String,
    /// Where it is read.
    read: String,
    edits: [Value; 2],
    code: &'static str,
    shown: &'static str,
}

impl Editable {
    async fn tag(&self, by: &Actor) -> String {
        by.get(&self.read).await.is(200).etag()
    }
    async fn edit(&self, by: &Actor, tag: &str, body: &Value) -> TestResponse {
        let headers = [("if-match", tag), ("content-type", "application/json")];
        by.send(self.method, &self.path, &headers, Some(body.to_string().into_bytes())).await
    }
}

/// All that is edited under the version it was read at.
async fn editable(m: &Market) -> Vec<Editable> {
    let member = m.app.colleague(&m.vendor, "viewer").await;
    let members = m.vendor.get("/api/members").await.is(200);
    let row = members.items().iter().find(|row| row["user_id"] == member.user_id.as_str()).expect("the colleague");
    let place = row["id"].as_str().expect("an id");
    let offer = format!("/api/offers/{}", m.tea.offer_id);
    let of = |method, path: String, edits, code, shown| {
        let read = path.trim_end_matches("/price").to_owned();
        Editable { method, path, read, edits, code, shown }
    };
    vec![
        of(
            "PATCH",
            "/api/company".to_owned(),
            [json!({ "city": "First" }), json!({ "city": "Second" })],
            "companies.changed_meanwhile",
            "/city",
        ),
        of(
            "PATCH",
            format!("/api/products/{}", m.tea.product_id),
            [json!({ "title": "First" }), json!({ "title": "Second" })],
            "products.changed_meanwhile",
            "/title",
        ),
        of(
            "PATCH",
            offer.clone(),
            [json!({ "max_quantity": 700 }), json!({ "max_quantity": 900 })],
            "offers.changed_meanwhile",
            "/max_quantity",
        ),
        of(
            "PUT",
            format!("{offer}/price"),
            [json!({ "price_minor": 10_100 }), json!({ "price_minor": 10_200 })],
            "prices.changed_meanwhile",
            "/price/amount_minor",
        ),
        of(
            "PATCH",
            format!("/api/members/{place}"),
            [json!({ "role": "order_manager" }), json!({ "role": "catalog_manager" })],
            "team.changed_meanwhile",
            "/role",
        ),
    ]
}

#[tokio::test]
async fn of_two_edits_of_one_version_the_later_is_refused_and_changes_nothing() {
    let m = market(Engine::Sqlite).await;
    let mut taken = Vec::new();

    for thing in editable(&m).await {
        let [first, second] = &thing.edits;
        let read = thing.tag(&m.vendor).await;
        let won = thing.edit(&m.vendor, &read, first).await.is(200);
        let next = thing.tag(&m.vendor).await;
        assert_eq!(won.etag(), next, "{}: the answer has the tag of what it made", thing.path);

        let refused = thing.edit(&m.vendor, &read, second).await;
        if (refused.status.as_u16(), &refused.json["code"]) != (REFUSED, &json!(thing.code)) {
            taken.push(format!("{} at {read} of {next}: {}", thing.path, refused.text));
        }

        // It still is what the first one made of it, under the tag that one was told.
        if taken.is_empty() {
            let second = thing.edit(&m.vendor, &next, second).await.is(200);
            assert_ne!(second.etag(), next, "{}", thing.path);
            assert_ne!(second.json.pointer(thing.shown), won.json.pointer(thing.shown), "{}", thing.path);
        }
    }

    assert!(taken.is_empty(), "{taken:#?}");
    m.app.finish().await;
}

on_every_engine!(of_many_edits_of_one_version_at_once_one_wins, |engine: Engine| async move {
    let m = market(engine).await;

    for thing in editable(&m).await {
        let (tag, thing) = (thing.tag(&m.vendor).await, Arc::new(thing));
        let mut tries = JoinSet::new();
        for n in 0..8 {
            let (by, thing, tag) = (m.vendor.clone(), Arc::clone(&thing), tag.clone());
            tries.spawn(async move { thing.edit(&by, &tag, &thing.edits[n % 2]).await });
        }
        let answers = tries.join_all().await;

        let mut statuses = BTreeMap::<u16, usize>::new();
        for answer in &answers {
            *statuses.entry(answer.status.as_u16()).or_default() += 1;
        }
        assert_eq!(statuses, BTreeMap::from([(200, 1), (REFUSED, 7)]), "{}", thing.path);
        let won = answers.iter().find(|answer| answer.status == 200).expect("one of them");
        // Another edit under the tag that the winner was told shows that nothing came after it.
        let other = thing
            .edits
            .iter()
            .find(|edit| won.json.pointer(thing.shown) != edit.as_object().and_then(|e| e.values().next()));
        thing.edit(&m.vendor, &won.etag(), other.expect("one of two")).await.is(200);
    }
    m.app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_role_that_changes_while_its_member_acts_holds_from_the_acknowledgement_on() {
    let m = market(Engine::Sqlite).await;
    let member = m.app.colleague(&m.vendor, "inventory_manager").await;
    let members = m.vendor.get("/api/members").await.is(200);
    let row = members.items().iter().find(|row| row["user_id"] == member.user_id.as_str()).expect("the colleague");
    let path = format!("/api/members/{}", row["id"].as_str().expect("an id"));
    // A finance clerk may not look at stock: even numbers of changes are those that may.
    let (begun, acknowledged) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    let is_over = Arc::new(AtomicBool::new(false));
    let mut acting = JoinSet::new();
    for _ in 0..3 {
        let (member, begun, is_over) = (member.clone(), Arc::clone(&begun), Arc::clone(&is_over));
        let acknowledged = Arc::clone(&acknowledged);
        acting.spawn(async move {
            let mut judged = [0_u32; 2];
            while !is_over.load(Ordering::SeqCst) {
                let before = acknowledged.load(Ordering::SeqCst);
                let answer = member.get("/api/inventory").await;
                // Only where nothing changed meanwhile is it known what the answer must be.
                if begun.load(Ordering::SeqCst) == before {
                    let expected = if before.is_multiple_of(2) { 200 } else { 403 };
                    assert_eq!(answer.status.as_u16(), expected, "after {before} changes: {}", answer.text);
                    judged[usize::from(expected == 403)] += 1;
                }
            }
            judged
        });
    }

    for n in 1..=16 {
        // Somebody acts at least once between two changes.
        member.get("/api/inventory").await.is(if n % 2 == 1 { 200 } else { 403 });
        let role = if n % 2 == 1 { "vendor_finance" } else { "inventory_manager" };
        begun.store(n, Ordering::SeqCst);
        m.vendor.patch(&path, "*", &json!({ "role": role })).await.is(200);
        acknowledged.store(n, Ordering::SeqCst);
    }
    is_over.store(true, Ordering::SeqCst);

    let judged = acting.join_all().await.into_iter().fold([0, 0], |[may, not], [a, b]| [may + a, not + b]);
    assert!(judged.iter().all(|times| *times > 0), "{judged:?}");
    m.app.finish().await;
}
