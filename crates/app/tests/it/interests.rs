//! Who decides is not who gains, and somebody is always left who can decide.

mod offered;

use market::may::Role;
use serde_json::{Value, json};
use testkit::{Actor, Engine, PASSWORD, TestApp, TestResponse, days, on_every_engine};

use crate::forms;

const CONFLICT: &str = "companies.conflict_of_interest";

infra::statements! {
    // A person whose company waits for approval works for the platform, too.
    MOVE = "update memberships set user_id = ? where company_id = ?";
}

/// Gives somebody a place in a company, too.
async fn joins(app: &TestApp, of: &Actor, company: &Actor, role: &str) {
    let body = json!({ "email": of.email, "role": role, "password": PASSWORD });
    let invited = company.post("/api/invitations", &body).await.is(201);
    let join = json!({ "token": invited.text_at("/token"), "name": "Asha Menon", "password": PASSWORD });
    app.anybody().post("/api/auth/accept-invitation", &join).await.is(204);
}

/// Changes somebody's place in a company.
async fn place(by: &Actor, of: &Actor, what: Value) {
    let members = by.get("/api/members?limit=100").await.is(200);
    let row = members.items().iter().find(|row| row["user_id"] == of.user_id.as_str()).expect("a member").clone();
    let path = format!("/api/members/{}", row["id"].as_str().expect("an id"));
    by.patch(&path, "*", &what).await.is(200);
}

/// Another of the platform's people.
async fn hired(app: &TestApp, by: &Actor, name: &str, role: &str) -> Actor {
    let email = format!("{name}@platform.example");
    let body = json!({ "email": email, "role": role, "password": PASSWORD });
    let invited = by.post("/api/invitations", &body).await.is(201);
    let join = json!({ "token": invited.text_at("/token"), "name": "Asha Menon", "password": PASSWORD });
    app.anybody().post("/api/auth/accept-invitation", &join).await.is(204);
    app.anybody().sign_in(&email).await
}

async fn lock(by: &Actor, whom: &Actor) -> TestResponse {
    let path = format!("/api/admin/users/{}/lock", whom.user_id);
    by.post(&path, &json!({ "reason": "looked odd" })).await
}

on_every_engine!(nobody_decides_about_a_company_of_their_own, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (acme, boss) = (app.vendor("acme").await, app.staff(Role::SuperAdmin).await);
    let ops = app.staff(Role::OpsAdmin).await;
    joins(&app, &ops, &acme, "owner").await;
    let path = format!("/api/admin/companies/{}", acme.company_id);
    let why = json!({ "reason": "complaints" });

    ops.post(&format!("{path}/suspension"), &why).await.is(403).code(CONFLICT);
    // Nor is it offered to them.
    let page = format!("/admin/companies/{}", acme.company_id);
    let (theirs, other) = (ops.get(&page).await.is(200), boss.get(&page).await.is(200));
    assert!(
        !theirs.text.contains("/suspension\"") && theirs.text.contains("Someone else must decide"),
        "{}",
        theirs.text
    );
    assert!(other.text.contains("/suspension\"") && other.text.contains("/bulk-listing\""));
    boss.post(&format!("{path}/suspension"), &why).await.is(200);
    ops.act(&format!("{path}/reinstatement")).await.is(403).code(CONFLICT);
    assert_eq!(boss.get(&path).await.is(200).text_at("/state"), "suspended");
    boss.act(&format!("{path}/reinstatement")).await.is(200);

    // Neither who is suspended there, nor who left it not long ago.
    place(&acme, &ops, json!({ "state": "suspended" })).await;
    ops.post(&format!("{path}/suspension"), &why).await.is(403).code(CONFLICT);
    place(&acme, &ops, json!({ "state": "removed" })).await;
    ops.post(&format!("{path}/suspension"), &why).await.is(403).code(CONFLICT);
    app.clock.advance(days(89));
    let ops = app.staff(Role::OpsAdmin).await;
    ops.post(&format!("{path}/suspension"), &why).await.is(403).code(CONFLICT);
    app.clock.advance(days(2));
    let ops = app.staff(Role::OpsAdmin).await;
    ops.post(&format!("{path}/suspension"), &why).await.is(200);
    app.finish().await;
});

on_every_engine!(nobody_lets_a_company_of_their_own_in, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (reviewer, staff) = (app.staff(Role::KycReviewer).await, app.staff(Role::SuperAdmin).await);
    // A company that waits has its first person only: the reviewer is made that person.
    let waiting = app.applicant("vendor", "waiting").await;
    let user: kernel::UserId = reviewer.user_id.parse().expect("an id");
    let company: kernel::CompanyId = waiting.company_id.parse().expect("an id");
    let nobody = infra::Origin::default();
    let moved = app.ctx.store.write::<_, infra::db::Error, _, _>(&nobody, |tx| async move {
        let changed = tx.exec(&MOVE, infra::args![user, company]).await?;
        Ok(tx.commit_silently(changed))
    });
    assert_eq!(moved.await.expect("it is written"), 1);
    let path = format!("/api/admin/companies/{}", waiting.company_id);

    reviewer.post(&format!("{path}/approval"), &json!({})).await.is(403).code(CONFLICT);
    reviewer.post(&format!("{path}/rejection"), &json!({ "reason": "no papers" })).await.is(403).code(CONFLICT);
    let shown = format!("/admin/companies/{}", waiting.company_id);
    let offers = async |who: &Actor| who.get(&shown).await.is(200).text.contains(&format!("{shown}/approval"));
    assert_eq!((offers(&reviewer).await, offers(&staff).await), (false, true));

    staff.post(&format!("{path}/approval"), &json!({})).await.is(200);
    app.finish().await;
});

on_every_engine!(nobody_blocks_or_unblocks_a_colleague_of_another_company, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (acme, boss) = (app.vendor("acme").await, app.staff(Role::SuperAdmin).await);
    let officer = app.staff(Role::SecurityOfficer).await;
    joins(&app, &officer, &acme, "viewer").await;

    lock(&officer, &acme).await.is(403).code(CONFLICT);
    lock(&boss, &acme).await.is(204);
    officer.act(&format!("/api/admin/users/{}/unlock", acme.user_id)).await.is(403).code(CONFLICT);

    boss.act(&format!("/api/admin/users/{}/unlock", acme.user_id)).await.is(204);
    // Colleagues at the platform are no conflict.
    lock(&officer, &app.staff(Role::Auditor).await).await.is(204);
    app.finish().await;
});

on_every_engine!(nobody_hands_out_deliveries_to_a_partner_of_their_own, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (vendor, buyer) = (app.vendor("acme").await, app.retailer("corner").await);
    let (wheels, rival) = (app.partner("wheels").await, app.partner("rival").await);
    let dispatcher = app.staff(Role::Dispatcher).await;
    joins(&app, &dispatcher, &wheels, "partner_finance").await;
    let offer = vendor.sells("Alphonso Mangoes", 10_000, 100).await;
    let part = buyer.buys(&[(&offer, 5)]).await.remove(0);
    vendor.packs(&part).await;
    app.settle().await;
    let path = format!("/api/deliveries/{}", dispatcher.get("/api/deliveries").await.is(200).text_at("/items/0/id"));
    let to = |partner: &Actor| json!({ "partner_id": partner.company_id });

    dispatcher.post(&format!("{path}/partner"), &to(&wheels)).await.is(403).code(CONFLICT);
    app.staff(Role::SuperAdmin).await.post(&format!("{path}/partner"), &to(&wheels)).await.is(200);
    // Nor is it taken from them, and a new code for their rider comes from somebody else.
    dispatcher.post(&format!("{path}/partner"), &to(&rival)).await.is(403).code(CONFLICT);
    dispatcher.act(&format!("{path}/code-renewal")).await.is(403).code(CONFLICT);
    app.finish().await;
});

#[tokio::test]
async fn nobody_hands_out_the_deliveries_of_their_own_orders() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let (vendor, buyer, wheels) = (app.vendor("acme").await, app.retailer("corner").await, app.partner("wheels").await);
    let dispatcher = app.staff(Role::Dispatcher).await;
    joins(&app, &dispatcher, &vendor, "viewer").await;
    let offer = vendor.sells("Alphonso Mangoes", 10_000, 100).await;
    let part = buyer.buys(&[(&offer, 5)]).await.remove(0);
    vendor.packs(&part).await;
    app.settle().await;
    let path = format!("/api/deliveries/{}", dispatcher.get("/api/deliveries").await.is(200).text_at("/items/0/id"));

    let body = json!({ "partner_id": wheels.company_id });
    dispatcher.post(&format!("{path}/partner"), &body).await.is(403).code(CONFLICT);
    app.staff(Role::SuperAdmin).await.post(&format!("{path}/partner"), &body).await.is(200);
    app.finish().await;
}

on_every_engine!(nobody_moderates_what_a_company_of_their_own_offers, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let vendor = app.vendor("acme").await;
    let moderator = app.staff(Role::CatalogModerator).await;
    joins(&app, &moderator, &vendor, "viewer").await;
    let offer = vendor.sells("Alphonso Mangoes", 10_000, 100).await;
    let path = format!("/api/admin/products/{}/retirement", offer.product_id);
    let why = json!({ "reason": "not food" });

    let back = format!("/api/admin/products/{}/restoration", offer.product_id);

    moderator.post(&path, &why).await.is(403).code(CONFLICT);

    let boss = app.staff(Role::SuperAdmin).await;
    boss.post(&path, &why).await.is(204);
    moderator.post(&back, &why).await.is(403).code(CONFLICT);
    app.anybody().get(&format!("/api/products/{}", offer.product_id)).await.is(404);
    boss.post(&back, &why).await.is(204);
    app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_resets_the_limits_of_a_company_of_their_own() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (acme, rival) = (app.vendor("acme").await, app.vendor("rival").await);
    let officer = app.staff(Role::SecurityOfficer).await;
    joins(&app, &officer, &acme, "viewer").await;
    let of = |company: &Actor| json!({ "by": "company", "value": company.company_id });

    officer.post("/api/admin/limits/resets", &of(&acme)).await.is(403).code(CONFLICT);

    officer.post("/api/admin/limits/resets", &of(&rival)).await.is(204);
    app.finish().await;
}

on_every_engine!(nobody_resets_their_own_limits_or_a_colleagues, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (acme, rival) = (app.vendor("acme").await, app.vendor("rival").await);
    let (officer, boss) = (app.staff(Role::SecurityOfficer).await, app.staff(Role::SuperAdmin).await);
    joins(&app, &officer, &acme, "viewer").await;
    let of = |by: &str, value: &str| json!({ "by": by, "value": value });
    let resets = async |what: Value| officer.post("/api/admin/limits/resets", &what).await;

    resets(of("user", &officer.user_id)).await.is(403).code("limits.not_oneself");
    resets(of("account", &officer.email)).await.is(403).code("limits.not_oneself");
    let from = json!({ "by": "account", "value": officer.email.to_uppercase(), "from": "192.0.2.7" });
    resets(from).await.is(403).code("limits.not_oneself");
    resets(of("user", &acme.user_id)).await.is(403).code(CONFLICT);
    resets(of("account", &acme.email)).await.is(403).code(CONFLICT);
    let own = [("by", "user"), ("value", officer.user_id.as_str())];
    let looked = format!("/admin/limits?by=user&value={}", officer.user_id);
    let page = forms::fill(&officer, &[], &looked, "/admin/limits/resets", &own).await.is(403);
    assert!(page.text.contains("cannot reset your own limits"), "{}", page.text);

    // Others may be let off, colleagues at the platform among them.
    resets(of("user", &rival.user_id)).await.is(204);
    resets(of("account", "nobody@nowhere.example")).await.is(204);
    resets(of("user", &boss.user_id)).await.is(204);
    boss.post("/api/admin/limits/resets", &of("user", &officer.user_id)).await.is(204);
    app.finish().await;
});

on_every_engine!(the_last_administrator_cannot_be_blocked, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (boss, officer) = (app.staff(Role::SuperAdmin).await, app.staff(Role::SecurityOfficer).await);

    lock(&officer, &boss).await.is(409).code("users.last_admin");
    let page = format!("/admin/users?email={}", boss.email);
    let fields = [("email", boss.email.as_str()), ("reason", "looked odd")];
    let action = format!("/admin/users/{}/lock", boss.user_id);
    let refused = forms::fill(&officer, &[], &page, &action, &fields).await.is(409);
    assert!(refused.text.contains("last administrator"), "{}", refused.text);

    let second = app.staff_called(Role::SuperAdmin, "second").await;
    lock(&officer, &boss).await.is(204);
    lock(&officer, &second).await.is(409).code("users.last_admin");
    second.get("/api/me").await.is(200);
    app.finish().await;
});

/// Suspends somebody who is a colleague.
async fn suspend(by: &Actor, whom: &Actor) -> TestResponse {
    let members = by.get("/api/members?limit=100").await;
    let rows = members.json["items"].as_array().cloned().unwrap_or_default();
    let Some(row) = rows.iter().find(|row| row["user_id"] == whom.user_id.as_str()) else { return members };
    let path = format!("/api/members/{}", row["id"].as_str().expect("an id"));
    by.patch(&path, "*", &json!({ "state": "suspended" })).await
}

on_every_engine!(who_puts_all_administrators_out_at_once_leaves_one, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let officer = app.staff(Role::SecurityOfficer).await;
    let first = app.staff(Role::SuperAdmin).await;
    let other = hired(&app, &first, "officer", "security_officer").await;
    let mut before = vec![first];
    for round in 0..6 {
        let boss = app.staff_called(Role::SuperAdmin, &format!("boss-{round}")).await;
        let second = app.staff_called(Role::SuperAdmin, &format!("second-{round}")).await;
        for gone in before.drain(..) {
            lock(&boss, &gone).await.is(204);
        }

        // By blocking both, or by blocking one whom the other suspends.
        let both = round % 2 == 0;
        let out = async { if both { lock(&other, &boss).await } else { suspend(&second, &boss).await } };
        let (one, two) = tokio::join!(lock(&officer, &second), out);

        let done = [&one, &two].into_iter().filter(|answer| [200, 204].contains(&answer.status.as_u16())).count();
        let left = [boss.get("/api/me").await.status, second.get("/api/me").await.status];
        let left = left.iter().filter(|status| **status == 200).count();
        assert!(done <= 1 && left >= 1, "round {round}: {left} left; {} and {}", one.text, two.text);
        for one in [boss, second] {
            if one.get("/api/me").await.status == 200 {
                before.push(one);
            }
        }
    }
    app.finish().await;
});
