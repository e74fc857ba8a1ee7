//! The names that were approved change by review, and whoever decides sees which look alike.

use market::authority::Operator;
use market::companies;
use market::may::Role;
use serde_json::{Value, json};
use testkit::{Actor, Engine, PASSWORD, TestApp, TestResponse, on_every_engine};

use crate::forms;

infra::statements! {
    // As an earlier release left companies.
    FORGET_SKELETONS = "update companies set display_skeleton = null, legal_skeleton = null";
    // As a release left them that knew fewer look-alikes.
    AGE_SKELETONS = "update companies set display_skeleton = 'acme', legal_skeleton = 'acme private limited'";
}

async fn asks(by: &Actor, name: &str) -> String {
    by.post("/api/company/name-changes", &json!({ "display_name": name })).await.is(201).text_at("/id")
}

async fn accepts(by: &Actor, wish: &str, seen: usize) -> TestResponse {
    let body = json!({ "decision": "accept", "similar_seen": seen });
    by.post(&format!("/api/admin/name-changes/{wish}/decision"), &body).await
}

/// What companies are called that look like something, as staff sees them.
fn similar(row: &Value) -> Vec<String> {
    let rows = row["similar_companies"].as_array().expect("rows");
    rows.iter().map(|row| row["display_name"].as_str().expect("a name").to_owned()).collect()
}

async fn name_of(app: &TestApp, vendor: &Actor) -> String {
    app.anybody().get(&format!("/api/vendors/{}", vendor.company_id)).await.is(200).text_at("/name")
}

on_every_engine!(an_approved_name_changes_by_review_and_stands_until_then, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (acme, boss) = (app.vendor("acme").await, app.staff(Role::SuperAdmin).await);

    let other = json!({ "display_name": "Zenith", "city": "Kollam" });
    acme.patch("/api/company", "*", &other).await.is(409).code("companies.name_needs_review");
    acme.patch("/api/company", "*", &json!({ "display_name": "acme", "city": "Kollam" })).await.is(200);
    let same = json!({ "display_name": "acme" });
    acme.post("/api/company/name-changes", &same).await.is(409).code("companies.name_same");
    let both = json!({ "display_name": "Zenith", "legal_name": "Zenith Limited" });
    let wish = acme.post("/api/company/name-changes", &both).await.is(201);
    assert_eq!((wish.text_at("/old_display_name"), wish.text_at("/state")), ("acme".into(), "open".into()));
    acme.post("/api/company/name-changes", &both).await.is(409).code("companies.name_change_open");

    assert_eq!(name_of(&app, &acme).await, "acme");
    let listed = boss.get("/api/admin/name-changes?state=open").await.is(200);
    assert_eq!((listed.items().len(), listed.text_at("/items/0/new_legal_name")), (1, "Zenith Limited".to_owned()));
    accepts(&boss, &wish.text_at("/id"), 0).await.is(200);
    assert_eq!(name_of(&app, &acme).await, "Zenith");
    assert_eq!(acme.get("/api/company").await.is(200).text_at("/legal_name"), "Zenith Limited");
    accepts(&boss, &wish.text_at("/id"), 0).await.is(409).code("companies.name_change_not_open");
    let trail = boss.get(&format!("/api/admin/audit?subject={}", acme.company_id)).await.is(200);
    assert_eq!(trail.text_at("/items/0/kind"), "company.renamed");
    assert_eq!(trail.text_at("/items/0/data/old_display_name"), "acme");
    app.finish().await;
});

on_every_engine!(a_name_that_is_refused_or_withdrawn_is_not_taken, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (acme, rival, boss) = (app.vendor("acme").await, app.vendor("rival").await, app.staff(Role::SuperAdmin).await);
    let (refused, withdrawn) = (asks(&acme, "Zenith").await, asks(&rival, "Nadir").await);
    let path = format!("/api/admin/name-changes/{refused}/decision");

    boss.post(&path, &json!({ "decision": "refuse" })).await.is(422).code("companies.reason_needed");
    boss.post(&path, &json!({ "decision": "refuse", "reason": "not in the register" })).await.is(200);
    acme.delete(&format!("/api/company/name-changes/{withdrawn}")).await.is(404);
    rival.delete(&format!("/api/company/name-changes/{withdrawn}")).await.is(204);

    accepts(&boss, &withdrawn, 0).await.is(409).code("companies.name_change_not_open");
    assert_eq!([name_of(&app, &acme).await, name_of(&app, &rival).await], ["acme", "rival"]);
    let own = acme.get("/api/company/name-changes").await.is(200);
    assert_eq!((own.items().len(), own.text_at("/items/0/reason")), (1, "not in the register".to_owned()));
    asks(&acme, "Zenith").await;
    app.finish().await;
});

on_every_engine!(a_name_like_anothers_is_not_taken_unseen, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (acme, boss) = (app.vendor("Acme-Mills").await, app.staff(Role::SuperAdmin).await);
    let (rival, third) = (app.vendor("rival").await, app.vendor("third").await);

    // Cyrillic, Lisu, Cherokee, small capitals, phonetic letters.
    let disguised = ["Асmе Mills", "ꓮꓚme Mills", "ᎪᏟᎷᎬ Mills", "Acme Millꜱ", "Acɱe Mills", "Aᴄme Mills"];
    for name in ["Acme Mills", "ACME-MILLS", "Acmé Mi1ls Pvt. Ltd.", "Acme Millsʼ"].into_iter().chain(disguised) {
        let wish = asks(&rival, name).await;
        let listed = boss.get("/api/admin/name-changes?state=open").await.is(200);
        assert_eq!(similar(&listed.items()[0]), ["Acme-Mills"], "{name}");
        assert_eq!(listed.items()[0]["mixes_scripts"], disguised.contains(&name), "{name}");
        let told = accepts(&boss, &wish, 0).await.is(409).code("companies.names_similar");
        assert_eq!(told.json["details"]["similar"], 1);
        rival.delete(&format!("/api/company/name-changes/{wish}")).await.is(204);
    }
    let wish = asks(&rival, "Acme Mills").await;
    accepts(&boss, &wish, 1).await.is(200);

    let wish = asks(&third, "acme mills").await;
    accepts(&boss, &wish, 1).await.is(409).code("companies.names_similar");
    let shown = boss.get(&format!("/api/admin/companies/{}", acme.company_id)).await.is(200);
    assert_eq!(similar(&shown.json), ["Acme Mills"]);
    app.finish().await;
});

on_every_engine!(whoever_approves_a_company_sees_whose_name_it_has, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let boss = app.staff(Role::SuperAdmin).await;
    app.vendor("acme").await;
    let (copy, honest) = (app.applicant("retailer", "ACME").await, app.applicant("vendor", "honest").await);
    let write = async |statement: &'static infra::db::Stmt| {
        let nobody = infra::Origin::default();
        let forgotten = app.ctx.store.write::<_, infra::db::Error, _, _>(&nobody, |tx| async move {
            tx.exec(statement, vec![]).await?;
            Ok(tx.commit_silently(()))
        });
        forgotten.await.expect("it is written");
        companies::index_names(&app.ctx, Operator::at_the_console()).await.expect("they are indexed");
    };

    for (turn, then) in [("registered", &FORGET_SKELETONS), ("forgotten", &AGE_SKELETONS), ("old", &AGE_SKELETONS)] {
        let path = format!("/admin/companies/{}", copy.company_id);
        let shown = boss.get(&format!("/api{path}")).await.is(200);
        assert_eq!(similar(&shown.json), ["acme"], "{turn}");
        let listed = boss.get("/api/admin/companies?state=submitted").await.is(200);
        let flagged: Vec<usize> = listed.items().iter().map(|row| similar(row).len()).collect();
        assert_eq!(flagged, [0, 1], "{turn}");
        assert!(boss.get(&path).await.is(200).text.contains("id=\"similar\""), "{turn}");
        let other = boss.get(&format!("/admin/companies/{}", honest.company_id)).await.is(200);
        assert!(!other.text.contains("id=\"similar\""), "{turn}");
        write(then).await;
    }
    app.finish().await;
});

on_every_engine!(a_company_with_anothers_name_is_not_approved_unseen, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let boss = app.staff(Role::SuperAdmin).await;
    app.vendor("GoldenLotus").await;
    let (copy, second) =
        (app.applicant("vendor", "golden-lotus").await, app.applicant("retailer", "g0lden.lotus").await);
    let approves = async |whom: &Actor, seen: Value| {
        boss.post(&format!("/api/admin/companies/{}/approval", whom.company_id), &seen).await
    };
    let state = async |of: &Actor| boss.get(&format!("/api/admin/companies/{}", of.company_id)).await.text_at("/state");

    let told = approves(&copy, json!({})).await.is(409).code("companies.names_similar");
    assert_eq!(told.json["details"]["similar"], 2);
    approves(&copy, json!({ "similar_seen": 1 })).await.is(409).code("companies.names_similar");
    approves(&copy, json!({ "similar_seen": 21 })).await.is(400).code("request.bad_body");
    let (page, action) = (format!("/admin/companies/{}", copy.company_id), "approval");
    let shown = boss.get(&page).await.is(200);
    assert!(shown.text.contains("name=\"similar_seen\" value=\"2\""), "{}", shown.text);
    assert!(shown.text.contains("2 other companies have names like this one"), "{}", shown.text);
    let blind = forms::fill(&boss, &[], &page, &format!("{page}/{action}"), &[]).await.is(409);
    assert!(blind.text.contains("names that look like these"), "{}", blind.text);
    assert_eq!(state(&copy).await, "submitted");
    forms::fill(&boss, &[], &page, &format!("{page}/{action}"), &[("similar_seen", "2")]).await.is(303);

    assert_eq!(state(&copy).await, "approved");
    approves(&second, json!({ "similar_seen": 2 })).await.is(200);
    approves(&app.applicant("vendor", "honest").await, json!({})).await.is(200);
    app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_suspended_company_gets_no_new_name_and_loses_its_larger_allowance() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (acme, boss) = (app.vendor("acme").await, app.staff(Role::SuperAdmin).await);
    let (wish, path) = (asks(&acme, "Zenith").await, format!("/api/admin/companies/{}", acme.company_id));
    let allowed = json!({ "allowed": true, "reason": "a large catalogue" });
    boss.put(&format!("{path}/bulk-listing"), "*", &allowed).await.is(200);

    let stopped = boss.post(&format!("{path}/suspension"), &json!({ "reason": "listed junk" })).await.is(200);
    assert_eq!(stopped.json["bulk_listing"], false);
    let refused = accepts(&boss, &wish, 0).await.is(409).code("companies.name_change_of_stopped");
    assert!(refused.text.contains("suspended"), "{}", refused.text);
    boss.act(&format!("{path}/reinstatement")).await.is(200);

    let back = boss.get(&path).await.is(200);
    assert_eq!(
        (&back.json["bulk_listing"], &back.json["version"]),
        (&json!(false), &stopped.json["version"].as_i64().map(|v| json!(v + 1)).expect("a version"))
    );
    accepts(&boss, &wish, 0).await.is(200);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_decides_about_the_name_of_a_company_of_their_own() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (acme, reviewer) = (app.vendor("acme").await, app.staff(Role::KycReviewer).await);
    let invited = acme.post("/api/invitations", &json!({ "email": reviewer.email, "role": "viewer" })).await.is(201);
    let join = json!({ "token": invited.text_at("/token"), "name": "Asha Menon", "password": PASSWORD });
    app.anybody().post("/api/auth/accept-invitation", &join).await.is(204);
    let wish = asks(&acme, "Zenith").await;

    accepts(&reviewer, &wish, 0).await.is(403).code("companies.conflict_of_interest");

    accepts(&app.staff(Role::SuperAdmin).await, &wish, 0).await.is(200);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_are_asked_for_and_decided_by_forms() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (acme, rival) = (app.vendor("acme").await, app.vendor("rival").await);
    let boss = app.staff(Role::SuperAdmin).await;
    let wish = |name: &'static str| [("display_name", name), ("legal_name", "Zenith Limited")];

    let bad = forms::fill(&acme, &[], "/company", "/company/names", &wish(" ")).await.is(422);
    assert!(bad.text.contains("display_name-error"), "{}", bad.text);
    forms::fill(&acme, &[], "/company", "/company/names", &wish("Rival")).await.is(303);
    let page = acme.get("/company").await.is(200);
    assert!(page.text.contains("id=\"name-change\"") && !page.text.contains("id=\"names\""), "{}", page.text);
    let listed = boss.get("/admin/name-changes?state=open").await.is(200);
    assert!(listed.text.contains(&rival.company_id) && listed.text.contains("One other company has a name like this"));
    let id = boss.get("/api/admin/name-changes").await.is(200).text_at("/items/0/id");
    let (path, decision) = ("/admin/name-changes", format!("/admin/name-changes/{id}/decision"));
    let blind = [("decision", "accept"), ("similar_seen", "0")];
    let stopped = forms::fill(&boss, &[], path, &decision, &blind).await.is(409);
    assert!(stopped.text.contains("names that look like these"), "{}", stopped.text);
    let refuse = [("decision", "refuse"), ("about", id.as_str()), ("reason", "another's name")];
    forms::fill(&boss, &[], path, &decision, &refuse).await.is(303);

    let page = acme.get("/company").await.is(200);
    assert!(page.text.contains("another&#39;s name") && page.text.contains("id=\"names\""), "{}", page.text);
    forms::fill(&acme, &[], "/company", "/company/names", &wish("Zenith")).await.is(303);
    let id = boss.get("/api/admin/name-changes").await.is(200).text_at("/items/0/id");
    let accept = [("decision", "accept"), ("similar_seen", "0")];
    forms::fill(&boss, &[], path, &format!("/admin/name-changes/{id}/decision"), &accept).await.is(303);
    assert_eq!(name_of(&app, &acme).await, "Zenith");
    let buyer = app.colleague(&acme, "viewer").await;
    assert!(!buyer.get("/company").await.is(200).text.contains("id=\"names\""), "others only look");
    app.finish().await;
}
