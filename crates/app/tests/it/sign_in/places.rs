//! Somebody with places in several companies goes from one to another with a browser.

use market::may::Role;
use serde_json::json;
use testkit::{Actor, Engine, PASSWORD, TestApp, TestResponse, on_every_engine};

use super::cookie::{Browser, NAME, id_given, kept, used_almost_to_the_end};
use crate::forms;

const OWNER: &str = "corner@retailer.example";

/// A retailer's owner who is a viewer at a vendor, too.
struct Scene {
    app: TestApp,
    corner: Actor,
    acme: Actor,
    browser: Browser,
}

impl Scene {
    async fn begin(engine: Engine) -> Self {
        let app = TestApp::new(engine).await;
        let (corner, acme) = (app.retailer("corner").await, app.vendor("acme").await);
        let invited = acme.post("/api/invitations", &json!({ "email": OWNER, "role": "viewer" })).await.is(201);
        let taken = json!({ "token": invited.text_at("/token"), "name": "Asha Menon", "password": PASSWORD });
        app.anybody().post("/api/auth/accept-invitation", &taken).await.is(204);
        let browser = Browser::enter(&app, OWNER).await;
        Self { app, corner, acme, browser }
    }
    async fn goes_to(&self, browser: &Browser, company: &str) -> TestResponse {
        let cookie = format!("{NAME}={}", browser.id);
        let fields = [("company", company), ("next", "/home")];
        forms::fill(&browser.by, &[("cookie", &cookie)], "/me/companies", "/me/companies", &fields).await
    }
    /// When a sign-in ends at the latest.
    async fn end_of(&self, browser: &Browser, session: &str) -> String {
        let rows = browser.get("/api/me/sessions").await.is(200);
        let row = rows.json.as_array().expect("rows").iter().find(|row| row["id"] == session).expect("it").clone();
        row["expires_at"].as_str().expect("an instant").to_owned()
    }
}

on_every_engine!(somebody_goes_from_one_of_their_companies_to_another, |engine: Engine| async move {
    let scene = Scene::begin(engine).await;
    let old = &scene.browser;
    let end = scene.end_of(old, &old.session).await;

    let gone = scene.goes_to(old, &scene.acme.company_id).await.is(303);
    let new = old.with(&id_given(&gone).expect("another id"));

    assert_eq!(forms::leads_to(&gone), "/home");
    let me = new.get("/api/me").await.is(200);
    assert_eq!((me.text_at("/company_id"), me.text_at("/role")), (scene.acme.company_id.clone(), "viewer".into()));
    old.get("/api/me").await.is(401).code("auth.session_over");
    assert_eq!(kept(&scene.app, &old.session).await.revoked_why.as_deref(), Some("switched"));
    let rows = new.get("/api/me/sessions").await.is(200);
    let current = rows.json.as_array().expect("rows").iter().find(|row| row["current"] == true).expect("it").clone();
    assert_ne!(current["id"], json!(old.session));
    // It lasts no longer than the one it replaces.
    assert_eq!(current["expires_at"], json!(end));
    let there = Browser { session: current["id"].as_str().expect("an id").to_owned(), ..new };
    let back = scene.goes_to(&there, &scene.corner.company_id).await.is(303);
    let home = there.with(&id_given(&back).expect("another id"));
    assert_eq!(home.get("/api/me").await.is(200).text_at("/company_id"), scene.corner.company_id);
    scene.app.finish().await;
});

on_every_engine!(nobody_goes_where_they_have_no_place, |engine: Engine| async move {
    let scene = Scene::begin(engine).await;
    let stranger = scene.app.retailer("other").await;
    let members = scene.acme.get("/api/members").await.is(200);
    let row = members.items().iter().find(|row| row["email"] == OWNER).expect("the viewer").clone();
    let path = format!("/api/members/{}", row["id"].as_str().expect("an id"));
    scene.acme.patch(&path, "*", &json!({ "state": "suspended" })).await.is(200);

    for company in [&stranger.company_id, &scene.acme.company_id] {
        let refused = scene.goes_to(&scene.browser, company).await.is(404);
        assert_eq!(id_given(&refused), None);
    }
    scene.goes_to(&scene.browser, "cmp_nothing").await.is(422);

    // The suspended place is not even offered, and the sign-in goes on.
    let page = scene.browser.get("/me/companies").await.is(200);
    assert!(page.text.contains(&scene.corner.company_id) && !page.text.contains(&scene.acme.company_id));
    assert_eq!(scene.browser.get("/api/me").await.is(200).text_at("/company_id"), scene.corner.company_id);
    scene.app.finish().await;
});

on_every_engine!(one_sign_in_gone_over_many_times_at_once_becomes_one, |engine: Engine| async move {
    let scene = Scene::begin(engine).await;
    let cookie = format!("{NAME}={}", scene.browser.id);
    let page = scene.browser.get("/me/companies").await.is(200);
    let token = forms::hidden(&page, "_csrf");

    let mut tries = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let (by, cookie) = (scene.browser.by.clone(), cookie.clone());
        let (company, token) = (scene.acme.company_id.clone(), token.clone());
        tries.spawn(async move {
            let fields = [("company", company.as_str()), ("_csrf", token.as_str())];
            forms::send(&by, &[("cookie", &cookie)], "/me/companies", &fields).await
        });
    }
    let answers = tries.join_all().await;

    let begun: Vec<_> = answers.iter().filter(|answer| answer.status == 303).filter_map(id_given).collect();
    assert_eq!(begun.len(), 1, "{:?}", answers.iter().map(|answer| answer.status).collect::<Vec<_>>());
    let rows = scene.browser.with(&begun[0]).get("/api/me/sessions").await.is(200);
    let browsers = rows.json.as_array().expect("rows").iter().filter(|row| row["kind"] == "browser").count();
    assert_eq!(browsers, 1);
    scene.app.finish().await;
});

on_every_engine!(a_person_who_was_locked_out_goes_nowhere, |engine: Engine| async move {
    let scene = Scene::begin(engine).await;
    let page = scene.browser.get("/me/companies").await.is(200);
    let (token, cookie) = (forms::hidden(&page, "_csrf"), format!("{NAME}={}", scene.browser.id));
    let admin = scene.app.staff(Role::SuperAdmin).await;
    let lock = format!("/api/admin/users/{}/lock", scene.corner.user_id);
    admin.post(&lock, &json!({ "reason": "lost telephone" })).await.is(204);

    let fields = [("company", scene.acme.company_id.as_str()), ("_csrf", token.as_str())];
    let refused = forms::send(&scene.browser.by, &[("cookie", &cookie)], "/me/companies", &fields).await.is(401);

    assert_eq!(id_given(&refused), None);
    scene.app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn going_over_does_not_prolong_a_sign_in() {
    let scene = Scene::begin(Engine::Sqlite).await;
    used_almost_to_the_end(&scene.app, &scene.browser).await;

    let gone = scene.goes_to(&scene.browser, &scene.acme.company_id).await.is(303);
    let new = scene.browser.with(&id_given(&gone).expect("another id"));

    let rows = new.get("/api/me/sessions").await.is(200);
    let current = rows.json.as_array().expect("rows").iter().find(|row| row["current"] == true).expect("it").clone();
    let until: kernel::Timestamp = serde_json::from_value(current["expires_at"].clone()).expect("an instant");
    assert!(until <= scene.app.ctx.store.now().plus_seconds(60), "{until}");
    scene.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_works_for_several_companies_is_asked_for_which() {
    let scene = Scene::begin(Engine::Sqlite).await;
    let alone = scene.app.retailer("other").await;
    drop(alone);

    let several = [("email", OWNER), ("password", PASSWORD), ("next", "/orders?state=open")];
    let asked = forms::send(&scene.app.anybody(), &[], "/sign-in", &several).await.is(303);
    let one = [("email", "other@retailer.example"), ("password", PASSWORD), ("next", "/orders")];
    let went = forms::send(&scene.app.anybody(), &[], "/sign-in", &one).await.is(303);

    assert_eq!(forms::leads_to(&asked), "/me/companies?next=%2Forders%3Fstate%3Dopen");
    assert_eq!(forms::leads_to(&went), "/orders");
    scene.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_sent_too_late_goes_on_in_its_own_company_and_for_its_own_person() {
    let scene = Scene::begin(Engine::Sqlite).await;
    scene.app.retailer("other").await;
    let gone = scene.goes_to(&scene.browser, &scene.acme.company_id).await.is(303);
    let there = scene.browser.with(&id_given(&gone).expect("another id"));
    let cookie = format!("{NAME}={}", there.id);
    let token = forms::hidden(&there.get("/me").await.is(200), "_csrf");
    forms::send(&there.by, &[("cookie", &cookie)], "/sign-out", &[("_csrf", &token)]).await.is(303);

    let late = [("_csrf", token.as_str()), ("city", "Kochi & beyond"), ("password", "not kept")];
    let asked = forms::send(&there.by, &[("cookie", &cookie)], "/company", &late).await.is(401);
    let kept = ["resume", "resume_at", "resume_for"].map(|name| (name, forms::hidden(&asked, name)));
    let enters = async |email: &str| {
        let mut fields = vec![("email", email), ("password", PASSWORD)];
        // As a browser reads it out of the page.
        let read = kept.clone().map(|(name, text)| (name, text.replace("&#38;", "&")));
        fields.extend(read.iter().map(|(name, text)| (*name, text.as_str())));
        forms::send(&scene.app.anybody(), &[], "/sign-in", &fields).await
    };
    let (own, stranger) = (enters(OWNER).await.is(200), enters("other@retailer.example").await.is(303));

    assert!(own.text.contains("action=\"/company\"") && own.text.contains("Kochi &#38; beyond"), "{}", own.text);
    assert!(!own.text.contains("not kept"));
    let again = there.with(&id_given(&own).expect("an id"));
    assert_eq!(again.get("/api/me").await.is(200).text_at("/company_id"), scene.acme.company_id);
    assert_eq!(forms::leads_to(&stranger), "/welcome?flash=resume-dropped");
    assert!(id_given(&stranger).is_some(), "they are signed in all the same");
    scene.app.finish().await;
}
