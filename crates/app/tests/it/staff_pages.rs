//! Staff: what they read of the market, and their pages with and without a right.

use std::collections::BTreeSet;

use edge::Method;
use kernel::PageLimit;
use market::authority::{Access, Either, Operator, Principal, Rule, Staff};
use market::may::{CompanyKind, Right, Role, rights};
use market::{accounts, companies, delivery, may, pricing};
use serde_json::json;
use testkit::{Actor, Engine, TestApp, TestResponse, on_every_engine};

use crate::sign_in::cookie::Browser;

fn principal(who: &Actor, role: Role) -> Principal {
    let (user, company) = (who.user_id.parse().expect("an id"), who.company_id.parse().expect("an id"));
    Operator::at_the_console().act_as(user, company, CompanyKind::Platform, role)
}

fn admin<R: Right>(who: &Actor) -> Staff<R> {
    Staff::grant(Some(&principal(who, Role::SuperAdmin))).expect("a right")
}

async fn raises(vendor: &Actor, title: &str) -> String {
    let offer = vendor.sells(title, 10_000, 5).await;
    let body = json!({ "price_minor": 90_000 });
    let changed = vendor.put(&format!("/api/offers/{}/price", offer.offer_id), "*", &body).await.is(202);
    assert_eq!(changed.text_at("/state"), "held");
    changed.text_at("/change_id")
}

on_every_engine!(staff_sees_the_held_prices_of_every_vendor_until_the_vendor_decides, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, zenith) = (app.vendor("acme").await, app.vendor("zenith").await);
    let (first, second) = (raises(&acme, "Tea").await, raises(&zenith, "Salt").await);
    let moderator = app.staff(Role::CatalogModerator).await;
    let by = Either::<Staff<may::ModerateCatalog>, Staff<may::ReadAudit>>::grant(Some(&principal(
        &moderator,
        Role::CatalogModerator,
    )))
    .expect("a right");
    let one = PageLimit::new(1).expect("a limit");

    let newest = pricing::all_held(&app.ctx, &by, None, one).await.expect("a page");
    let next = pricing::all_held(&app.ctx, &by, newest.next_cursor.clone(), one).await.expect("a page");
    acme.post(&format!("/api/price-changes/{first}/decision"), &json!({ "decision": "refuse" })).await.is(200);
    let left = pricing::all_held(&app.ctx, &by, None, PageLimit::default()).await.expect("a page");

    let told = |row: &pricing::HeldRow| {
        let change = &row.change;
        (change.id.to_string(), row.vendor_name.clone(), row.title.clone(), change.old_minor, change.new_minor)
    };
    let held = |id: &str, vendor: &str, title: &str| {
        (id.to_owned(), vendor.to_owned(), title.to_owned(), Some(10_000), 90_000)
    };
    assert_eq!(newest.items.iter().map(told).collect::<Vec<_>>(), [held(&second, "zenith", "Salt")]);
    assert_eq!(next.items.iter().map(told).collect::<Vec<_>>(), [held(&first, "acme", "Tea")]);
    assert!(next.next_cursor.is_none());
    assert_eq!(left.items.iter().map(told).collect::<Vec<_>>(), [held(&second, "zenith", "Salt")]);
    app.finish().await;
});

on_every_engine!(staff_is_told_what_ids_are_called_and_who_may_carry, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (wheels, axles) = (app.partner("wheels").await, app.partner("axles").await);
    let (corner, _) = (app.retailer("corner").await, app.applicant("delivery_partner", "waiting").await);
    let boss = app.staff(Role::SuperAdmin).await;
    let company = |of: &Actor| of.company_id.parse().expect("an id");

    let asked = [company(&corner), company(&wheels), company(&corner)];
    let names = companies::names(&app.ctx, &admin::<may::Dispatch>(&boss), asked).await.expect("names");
    let user = corner.user_id.parse().expect("an id");
    let people = accounts::user_names(&app.ctx, &admin(&boss), [user]).await.expect("names");
    let nobody = accounts::user_names(&app.ctx, &admin(&boss), []).await.expect("names");
    let partners = delivery::partners(&app.ctx, &admin(&boss)).await.expect("partners");

    let named: BTreeSet<_> = names.into_values().collect();
    assert_eq!(named, BTreeSet::from(["corner".to_owned(), "wheels".to_owned()]));
    assert_eq!(people.into_iter().collect::<Vec<_>>(), [(user, "Asha Menon".to_owned())]);
    assert!(nobody.is_empty());
    let partners: Vec<_> = partners.into_iter().map(|partner| (partner.id, partner.name)).collect();
    assert_eq!(partners, [(company(&axles), "axles".to_owned()), (company(&wheels), "wheels".to_owned())]);
    app.finish().await;
});

/// A browser of somebody of the platform.
async fn browser_of(app: &TestApp, role: Role) -> Browser {
    app.staff(role).await;
    Browser::enter(app, &format!("{}@platform.example", role.as_str().replace('_', "-"))).await
}

fn encoded(text: &str) -> String {
    text.bytes().flat_map(|byte| format!("%{byte:02X}").into_bytes()).map(char::from).collect()
}

/// Sends the fields of a form, with the token and the name of the attempt that its page gave.
async fn send(browser: &Browser, page: &TestResponse, action: &str, fields: &[(&str, &str)]) -> TestResponse {
    let hidden = |name: &str| {
        let from = page.text.split(&format!("name=\"{name}\" value=\"")).nth(1).expect("a form");
        from.split('"').next().expect("a value").to_owned()
    };
    let (token, key) = (hidden("_csrf"), hidden("_key"));
    let pairs = [&[("_csrf", token.as_str()), ("_key", key.as_str())], fields].concat();
    let body = pairs.iter().map(|(name, text)| format!("{name}={}", encoded(text))).collect::<Vec<_>>().join("&");
    let cookie = format!("{}={}", crate::sign_in::cookie::NAME, browser.id);
    let headers = [
        ("cookie", cookie.as_str()),
        ("content-type", "application/x-www-form-urlencoded"),
        ("sec-fetch-site", "same-origin"),
        ("origin", browser.by.url.as_str()),
    ];
    let unled = Actor {
        client: reqwest::Client::builder()
            .tls_certs_only([])
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .expect("a client"),
        ..browser.by.clone()
    };
    unled.send("POST", action, &headers, Some(body.into_bytes())).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_page_of_staff_answers_those_roles_that_have_its_right() {
    let app = TestApp::new(Engine::Sqlite).await;
    let table = web::router();
    let pages: Vec<_> = table
        .all()
        .filter(|page| page.route.method == Method::Get && page.route.path.starts_with("/admin"))
        .filter(|page| !page.route.path.contains('{'))
        .collect();
    assert!(pages.len() >= 14, "the scan sees only {} pages", pages.len());

    for role in CompanyKind::Platform.roles() {
        let browser = browser_of(&app, *role).await;
        for page in &pages {
            let held = rights(CompanyKind::Platform, *role);
            let lets_in = |rule: &Rule| matches!(rule, Rule::Holds(_, right) if held.contains(right));
            let expected = if (page.rules)().iter().any(lets_in) { 200 } else { 403 };

            let answer = browser.get(page.route.path).await;

            assert_eq!(answer.status.as_u16(), expected, "{role} at {}: {}", page.route.path, answer.text);
        }
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_company_is_decided_about_by_forms_and_a_missing_reason_is_asked_for() {
    let app = TestApp::new(Engine::Sqlite).await;
    let acme = app.applicant("vendor", "acme").await;
    let boss = browser_of(&app, Role::SuperAdmin).await;
    let path = format!("/admin/companies/{}", acme.company_id);

    let waiting = boss.get("/admin/companies?kind=&state=submitted").await.is(200);
    assert!(waiting.text.contains(&path), "{}", waiting.text);
    let page = boss.get(&path).await.is(200);
    let unexplained = send(&boss, &page, &format!("{path}/rejection"), &[("reason", "  ")]).await.is(422);
    assert!(unexplained.text.contains("id=\"reason-error\""), "{}", unexplained.text);
    let approved = send(&boss, &page, &format!("{path}/approval"), &[]).await.is(303);
    let to = approved.headers["location"].to_str().expect("a path").to_owned();
    assert_eq!(to, format!("{path}?flash=company-approved"));
    assert!(boss.get(&to).await.is(200).text.contains("Company approved."));
    let twice = send(&boss, &page, &format!("{path}/approval"), &[]).await.is(303);
    assert_eq!(twice.headers["location"], format!("{path}?flash=already-done"));
    let why = "<script>alert(1)</script>";
    send(&boss, &page, &format!("{path}/suspension"), &[("reason", why)]).await.is(303);
    let stopped = boss.get(&path).await.is(200);
    assert!(stopped.text.contains("&#60;script&#62;alert(1)") && !stopped.text.contains(why), "{}", stopped.text);
    send(&boss, &page, &format!("{path}/reinstatement"), &[]).await.is(303);

    let trail = boss.get(&format!("/admin/audit?subject={}", acme.company_id)).await.is(200);
    for kind in ["company.registered", "company.approved", "company.suspended", "company.reinstated"] {
        assert!(trail.text.contains(&format!("<code>{kind}</code>")), "{kind}");
    }
    assert!(!trail.text.contains(why), "{}", trail.text);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_shelves_products_and_callers_are_dealt_with_by_forms() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
    let offer = acme.sells("Alphonso Mangoes", 10_000, 5).await;
    let boss = browser_of(&app, Role::SuperAdmin).await;
    let found = boss.get("/admin/users?email=corner%40retailer.example").await.is(200);
    let user = format!("/admin/users/{}", corner.user_id);
    let email = ("email", "corner@retailer.example");

    send(&boss, &found, &format!("{user}/lock"), &[email, ("about", &corner.user_id)]).await.is(422);
    send(&boss, &found, &format!("{user}/lock"), &[email, ("reason", "asked us to")]).await.is(303);
    corner.get("/api/me").await.is(401);
    send(&boss, &found, &format!("{user}/unlock"), &[email]).await.is(303);
    let oneself = format!("/admin/users/{}/lock", boss.user_id);
    send(&boss, &found, &oneself, &[email, ("reason", "to see")]).await.is(403);
    boss.get("/admin/users?email=nonsense").await.is(422);

    let shelf = [("name", "Nuts"), ("slug", "nuts"), ("parent", "fresh-food")];
    send(&boss, &found, "/admin/categories", &shelf).await.is(303);
    let taken = send(&boss, &found, "/admin/categories", &shelf).await.is(409);
    assert!(taken.text.contains("id=\"slug-error\"") && taken.text.contains("value=\"Nuts\""), "{}", taken.text);
    let product = boss.get("/admin/catalog?q=alphonso").await.is(200);
    let retire = format!("/admin/products/{}/retirement", offer.product_id);
    send(&boss, &product, &retire, &[("q", "alphonso"), ("reason", "not food")]).await.is(303);
    assert!(!boss.get("/admin/catalog?q=alphonso").await.is(200).text.contains(&offer.product_id));

    let caller = boss.get("/admin/limits?by=address&value=203.0.113.9").await.is(200);
    let named = [("by", "address"), ("value", "203.0.113.9")];
    send(&boss, &caller, "/admin/limits/resets", &named).await.is(303);
    boss.get("/admin/limits?by=user&value=203.0.113.9").await.is(422);
    send(&boss, &caller, "/admin/cache/clearings", &[]).await.is(303);
    let nothing = "/admin/jobs/job_01k0000000000000000000000/retry";
    send(&boss, &caller, nothing, &[]).await.is(404);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_packed_order_is_given_to_a_partner_and_seen_with_its_money() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
    let offer = acme.sells("Alphonso Mangoes", 10_000, 100).await;
    let wheels = app.partner("wheels").await;
    let part = corner.buys(&[(&offer, 5)]).await.remove(0);
    acme.packs(&part).await;
    app.settle().await;
    let dispatcher = browser_of(&app, Role::Dispatcher).await;
    let finance = browser_of(&app, Role::FinanceMaker).await;
    let list = dispatcher.get("/admin/deliveries?state=unassigned").await.is(200);
    let id = list.text.split("/admin/deliveries/dlv_").nth(1).and_then(|rest| rest.split('"').next()).expect("one");
    let path = format!("/admin/deliveries/dlv_{id}");

    let choice = send(&dispatcher, &list, &format!("{path}/partner"), &[("partner_id", "")]).await.is(422);
    assert!(choice.text.contains("id=\"partner_id-error\""), "{}", choice.text);
    let give = [("partner_id", wheels.company_id.as_str()), ("back", "//evil.example")];
    let given = send(&dispatcher, &list, &format!("{path}/partner"), &give).await.is(303);
    assert_eq!(given.headers["location"], format!("{path}?flash=delivery-offered"));
    send(&dispatcher, &list, &format!("{path}/code-renewal"), &[]).await.is(303);

    let orders = finance.get("/admin/orders").await.is(200);
    assert!(orders.text.contains("₹500.00") && orders.text.contains("corner"), "{}", orders.text);
    let order = finance.get(&format!("/admin/orders/{}", part.order_id)).await.is(200);
    assert!(order.text.contains("Alphonso Mangoes") && !order.text.contains("/admin/companies/"), "{}", order.text);
    app.finish().await;
}
