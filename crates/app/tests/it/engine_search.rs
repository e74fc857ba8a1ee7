//! The catalogue search gives the same products in the same order on every engine, whatever is asked.

use kernel::fold::{fold, words};
use market::may::Role;
use serde_json::json;
use testkit::{Actor, Engine, PASSWORD, TestApp, on_every_engine};

/// Title, brand, shelf, vendor, price. Equal prices and titles that differ in accents and case only.
const SHELF: [(&str, &str, &str, usize, i64); 14] = [
    ("Café Blend", "Malabar", "coffee", 0, 500),
    ("cafe blend", "malabar", "coffee", 1, 500),
    ("CAFÉ BLEND Dark", "Malabar", "coffee", 0, 900),
    ("Cafeteria Cups", "Steel & Co", "cups", 1, 250),
    ("Alphonso Mangoes", "Ratnagiri", "fruits", 0, 1_200),
    ("Kesar Mangoes", "Junagadh", "fruits", 0, 1_200),
    ("Ångström Apples", "Nordfrukt", "fruits", 2, 80),
    ("Zoë's Zucchini (5 %)", "Nordfrukt", "fruits", 2, 70),
    ("दूध पाउडर", "अमूल", "dairy", 0, 300),
    ("दूध", "अमूल", "dairy", 1, 300),
    ("दही", "अमूल", "dairy", 0, 300),
    ("Straße Senf 100%_", "Händlmaier", "fruits", 2, 90),
    ("Milk Powder", "Amul", "dairy", 1, 310),
    ("mangoes, dried", "Ratnagiri", "dried", 2, 1_200),
];
/// Shelf and the one above it.
const SHELVES: [(&str, Option<&str>); 7] = [
    ("drinks", None),
    ("coffee", Some("drinks")),
    ("cups", Some("drinks")),
    ("fresh", None),
    ("fruits", Some("fresh")),
    ("dairy", Some("fresh")),
    ("dried", Some("fresh")),
];
const CURRENCIES: [&str; 3] = ["INR", "INR", "AED"];

struct Stocked {
    id: String,
    row: (&'static str, &'static str, &'static str, usize, i64),
}

#[derive(Debug, Clone, Copy)]
struct Ask {
    q: Option<&'static str>,
    category: Option<&'static str>,
    brand: Option<&'static str>,
    vendor: Option<usize>,
    currency: Option<&'static str>,
    sort: &'static str,
}

/// What must be found: a filter and a sort over the list, with nothing of the database in it.
fn expected(all: &[Stocked], ask: Ask) -> Vec<String> {
    let above = |shelf: &str| SHELVES.iter().find(|(slug, _)| *slug == shelf).and_then(|(_, up)| *up);
    // By price, the marketplace's currency comes first, and the others follow.
    let later = |s: &Stocked| CURRENCIES[s.row.3] != "INR";
    let mut found: Vec<&Stocked> = all
        .iter()
        .filter(|s| {
            let (title, brand, shelf, vendor, _) = s.row;
            let up = above(shelf).unwrap_or_default();
            let known = words(&format!("{title} {brand} {shelf} {up}"), 100);
            let asked = ask.q.map(|q| words(q, 100)).unwrap_or_default();
            let worded = match (ask.q, asked.split_last()) {
                (None, _) => true,
                (Some(_), None) => false,
                (Some(_), Some((open, whole))) => {
                    whole.iter().all(|w| known.contains(w)) && known.iter().any(|w| w.starts_with(open.as_str()))
                }
            };
            worded
                && ask.category.is_none_or(|c| c == shelf || c == up)
                && ask.brand.is_none_or(|b| fold(b) == fold(brand))
                && ask.vendor.is_none_or(|v| v == vendor)
                && ask.currency.is_none_or(|c| c == CURRENCIES[vendor])
        })
        .collect();
    found.sort_by(|a, b| match ask.sort {
        "name" => (fold(a.row.0), &a.id).cmp(&(fold(b.row.0), &b.id)),
        "price_asc" => (later(a), a.row.4, &a.id).cmp(&(later(b), b.row.4, &b.id)),
        "price_desc" => (later(a), b.row.4, &b.id).cmp(&(later(b), a.row.4, &a.id)),
        _ => b.id.cmp(&a.id),
    });
    found.into_iter().map(|s| s.row.0.to_owned()).collect()
}

/// All pages of an answer, so many rows at a time.
async fn pages(by: &Actor, vendors: &[Actor], ask: Ask, limit: usize) -> Vec<String> {
    let mut query: Vec<(&str, String)> = vec![("sort", ask.sort.to_owned()), ("limit", limit.to_string())];
    query.extend(ask.q.map(|q| ("q", q.to_owned())));
    query.extend(ask.category.map(|c| ("category", c.to_owned())));
    query.extend(ask.brand.map(|b| ("brand", b.to_owned())));
    query.extend(ask.vendor.map(|v| ("vendor_id", vendors[v].company_id.clone())));
    query.extend(ask.currency.map(|c| ("currency", c.to_owned())));
    let (mut found, mut cursor) = (Vec::new(), None::<String>);
    loop {
        let mut parts: Vec<String> = query.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        parts.extend(cursor.iter().map(|c| format!("cursor={}", encoded(c))));
        let page = by.get(&format!("/api/products?{}", parts.join("&"))).await.is(200);
        assert!(page.items().len() <= limit, "{}", page.text);
        found.extend(page.items().iter().map(|row| row["title"].as_str().expect("a title").to_owned()));
        match page.json["next_cursor"].as_str() {
            Some(next) => cursor = Some(next.to_owned()),
            None => return found,
        }
    }
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

async fn vendor(app: &TestApp, admin: &Actor, at: usize) -> Actor {
    let email = format!("owner{at}@vendor.example");
    let body = json!({
        "kind": "vendor", "legal_name": format!("Vendor {at} Limited"), "display_name": format!("Vendor {at}"),
        "currency": CURRENCIES[at], "name": "Asha Menon", "email": email, "password": PASSWORD,
        "address": { "line": "1 Harbour Road", "city": "Kochi", "postcode": "682001", "country": "IN" },
    });
    app.anybody().post("/api/auth/register", &body).await.is(202);
    let owner = app.anybody().sign_in(&email).await;
    admin
        .post(&format!("/api/admin/companies/{}/approval", owner.company_id), &json!({ "similar_seen": 20 }))
        .await
        .is(200);
    owner
}

async fn stocked(app: &TestApp) -> (Vec<Actor>, Vec<Stocked>) {
    let admin = app.staff(Role::SuperAdmin).await;
    for (slug, parent) in SHELVES {
        // A shelf's name is its slug, so that the words of both are the same.
        let body = json!({ "slug": slug, "name": slug, "parent": parent });
        admin.post("/api/admin/categories", &body).await.is(201);
    }
    let mut vendors = Vec::new();
    for at in 0..CURRENCIES.len() {
        vendors.push(vendor(app, &admin, at).await);
    }
    let mut places = Vec::new();
    for vendor in &vendors {
        let place = json!({ "name": "Warehouse", "city": "Kochi" });
        places.push(vendor.post("/api/locations", &place).await.is(201).text_at("/id"));
    }
    let mut all = Vec::new();
    for (row, at) in SHELF.into_iter().zip(100..) {
        let (title, brand, shelf, vendor, price) = row;
        let sku = format!("N{at}");
        let mut body = Actor::product_body(title, &sku, price);
        (body["brand"], body["category"]) = (json!(brand), json!(shelf));
        let listed = vendors[vendor].post_once("/api/products", &sku, &body).await.is(201);
        let (offer, location) = (listed.text_at("/offer_id"), &places[vendor]);
        let stock = json!({ "offer_id": offer, "location_id": location, "kind": "received", "quantity": 10 });
        vendors[vendor].post_once("/api/inventory/movements", &format!("in-{sku}"), &stock).await.is(201);
        all.push(Stocked { id: listed.text_at("/product_id"), row });
    }
    app.settle().await;
    (vendors, all)
}

on_every_engine!(every_search_finds_the_same_in_the_same_order, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (vendors, all) = stocked(&app).await;
    let somebody = app.anybody();
    let mut hits = 0;

    for q in [None, Some("cafe"), Some("CAFÉ blen"), Some("दूध"), Some("mangoes ratna"), Some("100%_"), Some("%_")]
    {
        for category in [None, Some("fresh"), Some("dairy")] {
            for brand in [None, Some("Malabar"), Some("अमूल")] {
                for vendor in [None, Some(0)] {
                    for currency in [None, Some("INR"), Some("AED")] {
                        for sort in ["newest", "name", "price_asc", "price_desc"] {
                            let ask = Ask { q, category, brand, vendor, currency, sort };
                            let wanted = expected(&all, ask);
                            assert_eq!(pages(&somebody, &vendors, ask, 100).await, wanted, "{ask:?}");
                            if wanted.len() > 1 {
                                hits += 1;
                                assert_eq!(pages(&somebody, &vendors, ask, 2).await, wanted, "{ask:?} by pages");
                            }
                        }
                    }
                }
            }
        }
    }

    assert!(hits > 100, "only {hits} searches found anything");
    app.finish().await;
});
