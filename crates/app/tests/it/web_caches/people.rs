//! Nobody is given what is somebody else's.

use std::collections::BTreeSet;

use edge::Method;
use market::may::Role;
use serde_json::{Value, json};
use testkit::{Actor, Engine, PASSWORD, TestApp, TestResponse};

use super::front::{Front, kept};
use super::setups::Setup;
use crate::authz_walk::world::World;
use crate::authz_walk::{every_route, path_of, place_of, without_request_id};
use crate::http_edges::only;

/// Everybody who reads, those first to whom most belongs.
async fn readers(world: &World) -> Vec<(&'static str, Actor)> {
    let admin = world.app.staff(Role::SuperAdmin).await;
    let (a, b) = (&world.a, &world.b);
    vec![
        ("vendor A", a.vendor.clone()),
        ("retailer A", a.retailer.clone()),
        ("partner A", a.partner.clone()),
        ("rider A", a.rider.clone()),
        ("staff", admin),
        ("vendor B", b.vendor.clone()),
        ("retailer B", b.retailer.clone()),
        ("partner B", b.partner.clone()),
        ("nobody", world.app.anybody()),
    ]
}

/// Something at every path.
async fn full_world() -> World {
    let mut world = World::new(Engine::Sqlite).await;
    world.make_work_for_staff().await;
    world
}

/// Has the job done that was laid aside for staff to see.
async fn tidy(world: &World) {
    let retry = every_route().into_iter().find(|m| m.route.id == "ops.retry_job").expect("a route");
    let path = path_of(world, &retry, place_of(retry.route.id).expect("a place"));
    let admin = world.app.staff(Role::SuperAdmin).await;
    assert!(admin.act(&path).await.status.is_success());
}

/// How often private answers came from the cache, and public ones.
#[derive(Default)]
struct Told {
    private: usize,
    public: usize,
    asked: usize,
}

/// What two answers to one caller have in common. The cache's report counts the reading of itself.
fn seen(answer: &TestResponse) -> (u16, Value) {
    let (status, mut body) = without_request_id(answer);
    if let Some(report) = body.as_object_mut().filter(|body| body.contains_key("families")) {
        report.retain(|field, _| field == "health");
    }
    (status, body)
}

/// Everybody reads every route twice through a cache; each must see what they see without it.
async fn walk(world: &World, setup: Setup) -> Told {
    let front = Front::new(setup, &world.app).await;
    let (readers, mut told) = (readers(world).await, Told::default());
    for mounted in every_route().into_iter().filter(|m| m.route.method == Method::Get) {
        let path = path_of(world, &mounted, place_of(mounted.route.id).expect("every route has a place"));
        for (name, reader) in &readers {
            let ours = reader.get(&path).await;
            for _ in 0..2 {
                let through = front.of(reader).get(&path).await;
                assert_eq!(seen(&through), seen(&ours), "{setup:?}: {name} at {path}");
                let public = only(&through, "cache-control").starts_with("public");
                told.asked += 1;
                told.public += usize::from(public && kept(&through));
                told.private += usize::from(!public && kept(&through));
            }
        }
    }
    told
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_cache_that_listens_keeps_what_is_somebodys() {
    let world = Box::pin(full_world()).await;

    for setup in Setup::HONEST.iter().chain(&[Setup::VarnishByExtension]) {
        let told = walk(&world, *setup).await;
        assert_eq!(told.private, 0, "{setup:?}");
        assert!(told.asked > 600 && told.public > 3, "{setup:?}: {} of {} were kept", told.public, told.asked);
    }
    tidy(&world).await;
    world.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn even_a_cache_deaf_to_no_store_gives_nobody_what_is_somebody_elses() {
    let world = Box::pin(full_world()).await;

    for setup in Setup::DEAF {
        let told = walk(&world, *setup).await;
        assert!(told.private > 200, "{setup:?} keeps everything, and kept {}", told.private);
    }
    tidy(&world).await;
    world.app.finish().await;
}

async fn listening(app: &TestApp) -> Vec<Front> {
    let mut fronts = Vec::new();
    for setup in Setup::LISTENING {
        fronts.push(Front::new(*setup, app).await);
    }
    fronts
}

/// Asks twice through each cache; neither answer may be kept.
async fn never_kept(fronts: &[Front], who: &Actor, method: &str, path: &str, headers: &[(&str, &str)]) -> TestResponse {
    let mut last = None;
    for front in fronts {
        for _ in 0..2 {
            let answer = front.of(who).send(method, path, headers, None).await;
            assert!(!kept(&answer), "{:?} kept {} {path}: {}", front.setup, answer.status, answer.text);
            assert_eq!(only(&answer, "cache-control"), "no-store", "{path}");
            last = Some(answer);
        }
    }
    last.expect("there are caches")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn refusals_are_never_kept() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (retailer, anybody) = (app.retailer("corner").await, app.anybody());
    let fronts = listening(&app).await;

    never_kept(&fronts, &anybody, "GET", "/api/products?nobody=1", &[]).await.is(400);
    never_kept(&fronts, &anybody, "GET", "/api/me", &[]).await.is(401);
    never_kept(&fronts, &anybody.with_token("nonsense"), "GET", "/api/me", &[]).await.is(401);
    never_kept(&fronts, &retailer, "GET", "/api/admin/users", &[]).await.is(403);
    never_kept(&fronts, &anybody, "GET", "/api/nothing.css", &[]).await.is(404);
    never_kept(&fronts, &anybody, "GET", "/api/auth/login", &[]).await.is(405);
    never_kept(&fronts, &anybody, "GET", "/api/products", &[("accept", "text/html")]).await.is(406);
    app.finish().await;

    let limits = [("limits.enabled", "true"), ("limits.catalogue", "{ requests = 1, seconds = 600 }")];
    let app = TestApp::with(Engine::Sqlite, &limits).await;
    let (fronts, anybody) = (listening(&app).await, app.anybody());
    anybody.get("/api/vendors").await.is(200);
    never_kept(&fronts, &anybody, "GET", "/api/vendors", &[]).await.is(429);
    never_kept(&fronts, &anybody, "GET", "/api/vendors", &[("accept", "text/html")]).await.is(429);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_who_signs_in_gets_their_own_cookie_and_tokens() {
    let app = TestApp::with(Engine::Sqlite, &[("limits.enabled", "true")]).await;
    app.applicant("retailer", "corner").await;
    let login = json!({ "email": "corner@retailer.example", "password": PASSWORD });

    for setup in Setup::HONEST.iter().chain(Setup::DEAF) {
        let front = Front::new(*setup, &app).await;
        let mut seen = BTreeSet::new();
        for _ in 0..3 {
            let answer = front.of(&app.anybody()).post("/api/auth/login", &login).await.is(200);
            assert!(!kept(&answer) && only(&answer, "cache-control") == "no-store", "{setup:?}");
            seen.insert((only(&answer, "set-cookie").to_owned(), answer.text_at("/refresh_token")));
        }
        assert_eq!(seen.len(), 3, "{setup:?}");
    }
    app.finish().await;
}
