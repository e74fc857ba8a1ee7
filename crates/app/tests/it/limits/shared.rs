//! What a company shares is charged for those only who have a right to what they ask for.

use edge::limits::CallerRef;
use infra::config::{LimitsConfig, Quota};
use serde_json::json;
use testkit::{Actor, Engine, TestApp};

use super::ON;
use crate::authz_walk::allowed::{Due, who};
use crate::authz_walk::world::World;
use crate::authz_walk::{every_route, pages, path_of, place_of, send};

const NO_BURST: (&str, &str) = ("limits.user", "{ requests = 1000, seconds = 3600, burst = 0 }");

/// What a company was charged for so far, by limit.
async fn charged(app: &TestApp, by: &Actor) -> Vec<(String, u64)> {
    let company = CallerRef::Company(by.company_id.parse().expect("an id"));
    let used = app.running().gatekeeper.inspect(&company).await;
    used.items.into_iter().map(|state| (state.policy, state.limit - state.remaining)).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_viewers_fifty_refusals_leave_the_companys_quota_untouched() {
    let app = TestApp::with(Engine::Sqlite, &[ON, NO_BURST]).await;
    app.category().await;
    let owner = app.vendor("acme").await;
    let viewer = app.colleague(&owner, "viewer").await;
    let product = Actor::product_body("Garden Tea", "SKU-TEA", 80_00);

    for _ in 0..50 {
        viewer.post("/api/products", &product).await.is(403).code("access.no_right");
    }

    assert_eq!(charged(&app, &owner).await, []);
    owner.post_once("/api/products", "tea-1", &product).await.is(201);
    assert_eq!(charged(&app, &owner).await, [("listing".to_owned(), 1)]);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_an_action_refuses_for_want_of_a_right_is_given_back_and_what_is_wrong_stays_charged() {
    let app = TestApp::with(Engine::Sqlite, &[ON, NO_BURST]).await;
    app.category().await;
    let owner = app.vendor("acme").await;
    let nowhere = format!("/api/products/{}/offers", app.ctx.store.id::<kernel::ProductId>());
    let offer = json!({
        "sku": "SKU-1", "pack_size": 1, "min_quantity": 1, "quantity_step": 1, "max_quantity": 100, "price_minor": 54_00,
    });

    for nth in 0..60 {
        owner.post_once(&nowhere, &format!("offer-{nth}"), &offer).await.is(404);
    }
    assert_eq!(charged(&app, &owner).await, []);
    owner.post_once("/api/products", "tea-2", &json!({})).await.is(400);

    assert_eq!(charged(&app, &owner).await, [("listing".to_owned(), 1)]);
    app.finish().await;
}

/// All limits on, and so wide that none is met.
fn wide(config: &LimitsConfig) -> LimitsConfig {
    let mut limits = LimitsConfig { enabled: true, ..config.clone() };
    for quota in limits.quotas.values_mut() {
        *quota = Quota { requests: 10_000_000, seconds: 86_400, burst: 0, monitor_only: false };
    }
    limits
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_route_and_no_page_charges_a_company_for_those_it_does_not_let_in() {
    let mut world = World::new(Engine::Sqlite).await;
    world.make_work_for_staff().await;
    world.make_file().await;
    let holders = world.holders().await;
    let app = &world.app;
    app.running().gatekeeper.reconfigure(&wide(&app.config.limits)).expect("good numbers");
    let (mut refused, some) = (0, 3);

    for mounted in every_route() {
        let place = place_of(mounted.route.id).expect("every route has a place");
        let (path, body) = (path_of(&world, &mounted, place), place.3(&world).to_string());
        for holder in holders.iter().filter(|holder| who(&mounted).due(holder) != Due::Entry).take(some) {
            send(&world, &holder.actor, &mounted, &path, &body).await.is(403);
            refused += 1;
        }
    }
    for mounted in pages::every_page() {
        for holder in holders.iter().filter(|holder| who(&mounted).due(holder) != Due::Entry).take(some) {
            let answer = pages::ask(&world, &holder.actor, &mounted).await;
            assert_eq!(answer.status, 403, "{}: {}", mounted.route.id, answer.text);
            refused += 1;
        }
    }

    assert!(refused > 200, "{refused} refusals");
    for holder in &holders {
        assert_eq!(charged(app, &holder.actor).await, [], "{} {}", holder.kind, holder.role);
    }
    Box::pin(world.finish()).await;
}
