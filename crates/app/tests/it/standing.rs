//! What somebody may do is looked at again when their write commits: a role that was taken away, a person who was
//! blocked and a company that was suspended meanwhile let nothing through, however far the request had come.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use infra::Origin;
use infra::db::{Error, Query, Stmt};
use kernel::Scalar;
use market::may::Role;
use serde_json::json;
use testkit::{Actor, Engine, PASSWORD, TestApp, TestOffer, TestResponse, on_every_engine};

use crate::integrity::id;

const SET_ROLE: Stmt = Stmt::same("update memberships set role = ? where user_id = ?");
const SET_PLACE: Stmt = Stmt::same("update memberships set state = ? where user_id = ?");
const SET_USER: Stmt = Stmt::same("update users set state = ? where id = ?");
const SET_COMPANY: Stmt = Stmt::same("update companies set state = ? where id = ?");
const WRITES: Stmt = Stmt::same("select count(*) from audit_log where user_id = ?");

/// Changes a row behind the program's back, so that it goes on by what it knew: as a request does that is under way
/// while another takes its author's role away.
async fn meanwhile(app: &TestApp, change: &'static Stmt, to: &'static str, whose: &str) {
    let nobody = Origin::default();
    let changed = app.ctx.store.write::<_, Error, _, _>(&nobody, |tx| async move {
        let rows = tx.exec(change, vec![Scalar::Text(Some(to.to_owned())), id(whose)]).await?;
        Ok(tx.commit_silently(rows))
    });
    assert_eq!(changed.await.expect("the row changes"), 1);
}

/// How many writes of a person were committed.
async fn writes_of(app: &TestApp, user: &str) -> i64 {
    let row = app.ctx.store.db.one(&WRITES, vec![id(user)]).await.expect("the audit trail answers");
    row.expect("a number").take().expect("a number")
}

/// A write is refused while its author is not what they were, changes nothing then, and goes through afterwards.
async fn is_refused_meanwhile(
    app: &TestApp,
    by: &Actor,
    (change, to, whose, back): (&'static Stmt, &'static str, &str, &'static str),
    write: impl AsyncFn() -> TestResponse,
) {
    // By now the program knows who this is.
    by.get("/api/me").await.is(200);
    let before = writes_of(app, &by.user_id).await;
    meanwhile(app, change, to, whose).await;

    write().await.is(403).code("access.standing_changed");

    assert_eq!(writes_of(app, &by.user_id).await, before);
    meanwhile(app, change, back, whose).await;
    let done = write().await;
    assert!(done.status.is_success(), "{} {}", done.status, done.text);
    assert_eq!(writes_of(app, &by.user_id).await, before + 1);
}

on_every_engine!(a_role_that_was_taken_away_meanwhile_changes_no_price_and_no_stock, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let owner = app.vendor("acme").await;
    let tea = owner.sells("Tea", 10_000, 10).await;
    let (user, company) = (owner.user_id.as_str(), owner.company_id.as_str());
    let price = format!("/api/offers/{}/price", tea.offer_id);
    let movement =
        json!({ "offer_id": tea.offer_id, "location_id": tea.location_id, "kind": "received", "quantity": 5 });

    is_refused_meanwhile(&app, &owner, (&SET_ROLE, "viewer", user, "owner"), async || {
        owner.put(&price, "*", &json!({ "price_minor": 10_100 })).await
    })
    .await;
    is_refused_meanwhile(&app, &owner, (&SET_PLACE, "suspended", user, "active"), async || {
        owner.post_once("/api/inventory/movements", "goods-in", &movement).await
    })
    .await;
    is_refused_meanwhile(&app, &owner, (&SET_COMPANY, "suspended", company, "approved"), async || {
        owner.post("/api/locations", &json!({ "name": "North Shed", "city": "Kochi" })).await
    })
    .await;

    assert_eq!(owner.stock_of(&tea).await, (15, 0, 15));
    app.finish().await;
});

on_every_engine!(a_person_who_was_blocked_meanwhile_moves_no_order_and_gives_no_role, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (owner, buyer) = (app.vendor("acme").await, app.retailer("corner").await);
    let tea = owner.sells("Tea", 10_000, 10).await;
    let part = buyer.buys(&[(&tea, 2)]).await.remove(0);
    let acceptance = format!("/api/vendor-orders/{}/acceptance", part.id);
    let colleague = app.colleague(&owner, "viewer").await;
    let place = place_of(&owner, &colleague).await;

    is_refused_meanwhile(&app, &owner, (&SET_USER, "locked", &owner.user_id, "active"), async || {
        owner.post(&acceptance, &json!({})).await
    })
    .await;
    is_refused_meanwhile(&app, &owner, (&SET_ROLE, "viewer", &owner.user_id, "owner"), async || {
        owner.patch(&place, "*", &json!({ "role": "order_manager" })).await
    })
    .await;
    is_refused_meanwhile(&app, &buyer, (&SET_ROLE, "viewer", &buyer.user_id, "owner"), async || {
        buyer.post_once("/api/orders", "again", &Actor::order_body(&[(&tea, 1)])).await
    })
    .await;

    assert_eq!(buyer.get("/api/orders").await.is(200).items().len(), 2);
    app.finish().await;
});

on_every_engine!(an_officer_whose_role_was_taken_away_meanwhile_decides_nothing, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let admin = app.staff_called(Role::SuperAdmin, "second").await;
    let applicant = app.applicant("vendor", "acme").await;
    let approval = format!("/api/admin/companies/{}/approval", applicant.company_id);
    let suspension = format!("/api/admin/companies/{}/suspension", applicant.company_id);

    is_refused_meanwhile(&app, &admin, (&SET_ROLE, "auditor", &admin.user_id, "super_admin"), async || {
        admin.post(&approval, &json!({ "similar_seen": 20 })).await
    })
    .await;
    is_refused_meanwhile(&app, &admin, (&SET_PLACE, "suspended", &admin.user_id, "active"), async || {
        admin.post(&suspension, &json!({ "reason": "complaints" })).await
    })
    .await;
    let lock = format!("/api/admin/users/{}/lock", applicant.user_id);
    is_refused_meanwhile(&app, &admin, (&SET_USER, "locked", &admin.user_id, "active"), async || {
        admin.post(&lock, &json!({ "reason": "complaints" })).await
    })
    .await;
    app.finish().await;
});

async fn place_of(owner: &Actor, of: &Actor) -> String {
    let members = owner.get("/api/members?limit=100").await.is(200);
    let row = members.items().iter().find(|row| row["user_id"] == of.user_id.as_str()).expect("a member").clone();
    format!("/api/members/{}", row["id"].as_str().expect("an id"))
}

/// Writes of one person, one after the other, until one is refused for good.
async fn writes_on(by: Actor, offer: TestOffer, sort: usize, numbers: Arc<AtomicI64>) {
    for _ in 0..2_000 {
        let n = numbers.fetch_add(1, Ordering::SeqCst);
        let written = match sort % 3 {
            0 => {
                let body = json!({ "price_minor": 10_000 + n });
                by.put(&format!("/api/offers/{}/price", offer.offer_id), "*", &body).await
            }
            1 => {
                let body = json!({ "offer_id": offer.offer_id, "location_id": offer.location_id, "kind": "received", "quantity": 1 });
                by.post_once("/api/inventory/movements", &format!("goods-in-{n}"), &body).await
            }
            _ => by.post("/api/locations", &json!({ "name": format!("Shed {n}"), "city": "Kochi" })).await,
        };
        if matches!(written.status.as_u16(), 401 | 403) {
            return;
        }
        // Twenty at once may stand in each other's way.
        assert!(written.status.is_success() || written.status == 503, "{} {}", written.status, written.text);
    }
    panic!("nobody took the role away");
}

/// RACE-8: twenty writes run while their author is stopped.
async fn nothing_commits_after(
    app: &TestApp,
    (writer, offer): (&Actor, &TestOffer),
    numbers: &Arc<AtomicI64>,
    stop: impl Future<Output = ()>,
) {
    let writing = |sort| tokio::spawn(writes_on(writer.clone(), offer.clone(), sort, Arc::clone(numbers)));
    let running: Vec<_> = (0..20).map(writing).collect();
    let before = writes_of(app, &writer.user_id).await;
    let all_run = async {
        while writes_of(app, &writer.user_id).await < before + 40 {
            // SLEEP: none of the bounds; until each has written about twice, however slow the machine is.
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), all_run).await.expect("they write");

    stop.await;
    let at_the_answer = writes_of(app, &writer.user_id).await;
    for one in running {
        one.await.expect("it is refused in the end");
    }

    assert_eq!(writes_of(app, &writer.user_id).await, at_the_answer, "a write was committed after the answer");
}

on_every_engine!(no_write_commits_after_the_answer_that_took_the_right_away, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (admin, numbers) = (app.staff(Role::SuperAdmin).await, Arc::new(AtomicI64::new(1)));

    let acme = app.vendor("acme").await;
    let (tea, manager) = (acme.sells("Tea", 10_000, 10).await, app.colleague(&acme, "owner").await);
    let place = place_of(&acme, &manager).await;
    nothing_commits_after(&app, (&manager, &tea), &numbers, async {
        acme.patch(&place, "*", &json!({ "role": "viewer" })).await.is(200);
    })
    .await;

    acme.patch(&place, "*", &json!({ "role": "owner", "password": PASSWORD })).await.is(200);
    nothing_commits_after(&app, (&manager, &tea), &numbers, async {
        acme.patch(&place, "*", &json!({ "state": "removed" })).await.is(200);
    })
    .await;

    let salt = acme.sells("Salt", 10_000, 10).await;
    nothing_commits_after(&app, (&acme, &salt), &numbers, async {
        let path = format!("/api/admin/companies/{}/suspension", acme.company_id);
        admin.post(&path, &json!({ "reason": "complaints" })).await.is(200);
    })
    .await;

    let rival = app.vendor("rival").await;
    let rice = rival.sells("Rice", 10_000, 10).await;
    nothing_commits_after(&app, (&rival, &rice), &numbers, async {
        let path = format!("/api/admin/users/{}/lock", rival.user_id);
        admin.post(&path, &json!({ "reason": "lost telephone" })).await.is(204);
    })
    .await;
    app.finish().await;
});
