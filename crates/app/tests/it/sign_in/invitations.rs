//! An invitation is worth what its maker's rights are worth now, and tells nobody who has an account.

use kernel::{Secret, UserId};
use market::may::Role;
use serde_json::{Value, json};
use testkit::{Actor, Engine, PASSWORD, TestApp, TestResponse, on_every_engine};

use super::{OTHER_PASSWORD, assert_silent, comparable, login};
use crate::forms;

infra::statements! {
    // As an earlier release left people whom it locked out: what they handed out stays open.
    LOCK_ONLY = "update users set state = 'locked' where id = ?";
    // As a release with another policy let somebody choose it.
    SET_PASSWORD = "update users set password_hash = ? where id = ?";
}

/// Invites somebody; gives the code.
async fn invite(by: &Actor, email: &str, role: &str) -> String {
    let body = json!({ "email": email, "role": role, "password": PASSWORD });
    by.post("/api/invitations", &body).await.is(201).text_at("/token")
}

async fn accept(by: &Actor, token: &str, password: &str) -> TestResponse {
    let body = json!({ "token": token, "name": "Ravi Nair", "password": password });
    by.post("/api/auth/accept-invitation", &body).await
}

/// Somebody who chose a password when it was still good enough.
async fn chose_early(app: &TestApp, name: &str, password: &str) -> Actor {
    let actor = app.retailer(name).await;
    let user: UserId = actor.user_id.parse().expect("an id");
    let hash = app.ctx.passwords.hash(Secret::new(password.to_owned())).await.expect("a free thread");
    let nobody = infra::Origin::default();
    let changed = app.ctx.store.write::<_, infra::db::Error, _, _>(&nobody, |tx| {
        let values = infra::args![hash.clone(), user];
        async move {
            let changed = tx.exec(&SET_PASSWORD, values).await?;
            Ok(tx.commit_silently(changed))
        }
    });
    assert_eq!(changed.await.expect("it is written"), 1);
    actor
}

/// Changes somebody's place, as it stands now.
async fn change(by: &Actor, of: &Actor, what: Value) {
    let members = by.get("/api/members?limit=100").await.is(200);
    let row = members.items().iter().find(|row| row["user_id"] == of.user_id.as_str()).expect("a member").clone();
    let path = format!("/api/members/{}", row["id"].as_str().expect("an id"));
    by.patch(&path, "*", &what).await.is(200);
}

on_every_engine!(who_is_blocked_leaves_no_invitation_behind, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let boss = app.staff(Role::SuperAdmin).await;
    let mallory = app.staff_called(Role::SuperAdmin, "mallory").await;
    let ghost = invite(&mallory, "ghost@platform.example", "super_admin").await;
    let fair = invite(&boss, "fair@platform.example", "auditor").await;
    let listed = boss.get("/api/invitations").await.is(200);
    let row = listed.items().iter().find(|row| row["email"] == "ghost@platform.example").expect("it").clone();
    let user = format!("/api/admin/users/{}", mallory.user_id);

    boss.post(&format!("{user}/lock"), &json!({ "reason": "left us" })).await.is(204);

    accept(&app.anybody(), &ghost, PASSWORD).await.is(422).code("team.invitation_not_valid");
    assert_eq!(boss.get("/api/invitations").await.is(200).items().len(), 1, "the other one is open");
    let trail = boss.get(&format!("/api/admin/audit?subject={}", row["id"].as_str().expect("an id"))).await.is(200);
    assert_eq!(trail.text_at("/items/0/kind"), "member.invitation_withdrawn");
    boss.act(&format!("{user}/unlock")).await.is(204);
    let again = accept(&app.anybody(), &ghost, PASSWORD).await.is(422);
    assert_eq!(again.text_at("/detail"), "this invitation is no longer valid; ask for a new one");
    login(&app.anybody(), "ghost@platform.example", PASSWORD).await.is(401);
    accept(&app.anybody(), &fair, PASSWORD).await.is(204);
    app.finish().await;
});

on_every_engine!(who_may_not_invite_any_more_leaves_no_invitation_behind, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let owner = app.retailer("corner").await;
    let cases = [json!({ "state": "removed" }), json!({ "state": "suspended" }), json!({ "role": "viewer" })];

    for (n, what) in cases.into_iter().enumerate() {
        let second = app.colleague(&owner, "owner").await;
        let token = invite(&second, &format!("ghost-{n}@corner.example"), "owner").await;
        change(&owner, &second, what.clone()).await;

        accept(&app.anybody(), &token, PASSWORD).await.is(422).code("team.invitation_not_valid");
        assert!(owner.get("/api/invitations").await.is(200).items().is_empty(), "{what}");
        if what["state"] != "removed" {
            change(&owner, &second, json!({ "state": "active", "role": "owner", "password": PASSWORD })).await;
            accept(&app.anybody(), &token, PASSWORD).await.is(422).code("team.invitation_not_valid");
        }
    }
    app.finish().await;
});

on_every_engine!(a_company_that_was_stopped_leaves_no_invitation_behind, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (owner, boss) = (app.retailer("corner").await, app.staff(Role::SuperAdmin).await);
    let token = invite(&owner, "ghost@corner.example", "buyer").await;
    let path = format!("/api/admin/companies/{}", owner.company_id);

    boss.post(&format!("{path}/suspension"), &json!({ "reason": "complaints" })).await.is(200);
    accept(&app.anybody(), &token, PASSWORD).await.is(422).code("team.invitation_not_valid");
    app.settle().await;
    boss.act(&format!("{path}/reinstatement")).await.is(200);

    accept(&app.anybody(), &token, PASSWORD).await.is(422).code("team.invitation_not_valid");
    assert!(owner.get("/api/invitations").await.is(200).items().is_empty());
    let anew = invite(&owner, "fair@corner.example", "buyer").await;
    app.settle().await;
    accept(&app.anybody(), &anew, PASSWORD).await.is(204);
    app.finish().await;
});

on_every_engine!(an_invitation_is_judged_again_when_it_is_taken, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let owner = app.retailer("corner").await;
    let token = invite(&owner, "ghost@corner.example", "owner").await;
    let user: UserId = owner.user_id.parse().expect("an id");
    let nobody = infra::Origin::default();
    let locked = app.ctx.store.write::<_, infra::db::Error, _, _>(&nobody, |tx| async move {
        let changed = tx.exec(&LOCK_ONLY, infra::args![user]).await?;
        Ok(tx.commit_silently(changed))
    });
    assert_eq!(locked.await.expect("it is written"), 1);

    accept(&app.anybody(), &token, PASSWORD).await.is(422).code("team.invitation_not_valid");
    let page = [("code", token.as_str()), ("name", "Ravi Nair"), ("password", PASSWORD)];
    let page = forms::send(&app.anybody(), &[], "/join", &page).await.is(422);

    assert!(page.text.contains("ask for a new one"), "{}", page.text);
    login(&app.anybody(), "ghost@corner.example", PASSWORD).await.is(401);
    app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_role_with_power_over_the_others_is_given_with_the_password() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (owner, boss) = (app.retailer("corner").await, app.staff(Role::SuperAdmin).await);
    let buyer = app.colleague(&owner, "buyer").await;

    for (by, role) in [(&owner, "owner"), (&boss, "super_admin"), (&boss, "auditor")] {
        let mut body = json!({ "email": "new@corner.example", "role": role });
        by.post("/api/invitations", &body).await.is(403).code("team.password_needed");
        body["password"] = json!(OTHER_PASSWORD);
        let wrong = by.post("/api/invitations", &body).await.is(403).code("accounts.wrong_password");
        assert_silent(&wrong, OTHER_PASSWORD);
        body["password"] = json!(PASSWORD);
        by.post("/api/invitations", &body).await.is(201);
    }
    owner.post("/api/invitations", &json!({ "email": "new@corner.example", "role": "buyer" })).await.is(201);

    let members = owner.get("/api/members").await.is(200);
    let row = members.items().iter().find(|row| row["user_id"] == buyer.user_id.as_str()).expect("a member").clone();
    let path = format!("/api/members/{}", row["id"].as_str().expect("an id"));
    let raise = json!({ "role": "owner" });
    owner.patch(&path, "*", &raise).await.is(403).code("team.password_needed");
    owner.patch(&path, "*", &json!({ "role": "owner", "password": PASSWORD })).await.is(200);
    owner.patch(&path, "*", &json!({ "state": "suspended" })).await.is(200);
    owner.patch(&path, "*", &json!({ "state": "active" })).await.is(403).code("team.password_needed");
    owner.patch(&path, "*", &json!({ "state": "active", "password": PASSWORD })).await.is(200);
    owner.patch(&path, "*", &json!({ "role": "viewer" })).await.is(200);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_asks_for_the_password_where_a_role_needs_it() {
    let app = TestApp::new(Engine::Sqlite).await;
    let owner = app.retailer("corner").await;
    let buyer = app.colleague(&owner, "buyer").await;
    let invited = [("email", "new@corner.example"), ("role", "owner")];
    let form = |page: &str| {
        page.split("id=\"invite\"").nth(1).and_then(|rest| rest.split("</form>").next().map(str::to_owned))
    };
    let at_first = form(&owner.get("/team").await.is(200).text).expect("a form");
    assert!(!at_first.contains("name=\"password\""), "{at_first}");

    let asked = forms::fill(&owner, &[], "/team", "/team/invitations", &invited).await.is(403);
    assert!(asked.text.contains("name=\"password\"") && asked.text.contains("value=\"new@corner.example\""));
    let wrong = [&invited[..], &[("password", OTHER_PASSWORD)]].concat();
    let wrong = forms::fill(&owner, &[], "/team", "/team/invitations", &wrong).await.is(403);
    assert!(wrong.text.contains("password-error") && !wrong.text.contains(OTHER_PASSWORD), "{}", wrong.text);
    let right = [&invited[..], &[("password", PASSWORD)]].concat();
    let right = forms::fill(&owner, &[], "/team", "/team/invitations", &right).await.is(200);
    assert!(right.text.contains("id=\"invitation-code\""));

    let members = owner.get("/api/members").await.is(200);
    let row = members.items().iter().find(|row| row["user_id"] == buyer.user_id.as_str()).expect("a member").clone();
    let action = format!("/team/members/{}", row["id"].as_str().expect("an id"));
    let raise = [("version", "1"), ("role", "owner")];
    let asked = forms::fill(&owner, &[], "/team", &action, &raise).await.is(403);
    assert_eq!(asked.text.matches("id=\"password\"").count(), 1, "{}", asked.text);
    let right = [&raise[..], &[("password", PASSWORD)]].concat();
    forms::fill(&owner, &[], "/team", &action, &right).await.is(303);
    assert!(app.staff(Role::SuperAdmin).await.get("/team").await.is(200).text.contains("name=\"password\""));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_team_page_shows_every_open_invitation() {
    let app = TestApp::new(Engine::Sqlite).await;
    let owner = app.retailer("corner").await;
    for n in 0..120 {
        let body = json!({ "email": format!("guest-{n:03}@corner.example"), "role": "buyer" });
        owner.post("/api/invitations", &body).await.is(201);
    }

    let (mut seen, mut path) = (Vec::new(), "/team".to_owned());
    loop {
        let page = owner.get(&path).await.is(200);
        seen.extend(page.text.split("guest-").skip(1).map(|rest| rest[..3].to_owned()));
        let Some((_, next)) = page.text.split_once("rel=\"next\" href=\"") else { break };
        path = next.split('"').next().expect("an address").to_owned();
    }

    let every: Vec<String> = (0..120).map(|n| format!("{n:03}")).collect();
    assert_eq!(seen, every);
    app.finish().await;
}

/// What an answer says, as far as an account could show in it.
fn told(answer: &TestResponse) -> String {
    let mut page = answer.text.clone();
    // The token that was typed stands in the page again, and differs.
    if let Some((before, after)) = page.clone().split_once("name=\"code\"") {
        page = format!("{before}{}", after.split_once('>').map_or("", |(_, rest)| rest));
    }
    let (status, json, headers) = comparable(answer);
    let body = if answer.json.is_null() { without_ids(&page) } else { json.to_string() };
    let headers: Vec<_> = headers.into_iter().filter(|(name, _)| name != "content-length" && name != "etag").collect();
    format!("{status} {body} {headers:?}")
}

/// A page without what differs between any two.
fn without_ids(page: &str) -> String {
    let mut text = String::new();
    for piece in page.split("value=\"") {
        text.push_str(piece.split_once('"').map_or(piece, |(_, rest)| rest));
    }
    text.split("req_").map(|piece| piece.get(26..).unwrap_or(piece)).collect()
}

on_every_engine!(taking_an_invitation_does_not_tell_who_has_an_account, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (owner, boss) = (app.retailer("corner").await, app.staff(Role::SuperAdmin).await);
    app.retailer("known").await;
    let locked = app.retailer("locked").await;
    let path = format!("/api/admin/users/{}/lock", locked.user_id);
    boss.post(&path, &json!({ "reason": "lost telephone" })).await.is(204);
    chose_early(&app, "old", "an old one").await;
    let addresses =
        ["known@retailer.example", "locked@retailer.example", "old@retailer.example", "nobody@retailer.example"];
    let strong = "nine slow herons over tin roofs";

    for password in ["short but odd", "password1234567", strong] {
        let (mut answers, mut pages) = (Vec::new(), Vec::new());
        for email in addresses {
            let token = invite(&owner, email, "buyer").await;
            answers.push(told(&accept(&app.anybody(), &token, password).await));
        }
        for email in addresses {
            let email = if password == strong { email.replace("nobody", "noone") } else { email.to_owned() };
            let token = invite(&owner, &email, "buyer").await;
            let form = [("code", token.as_str()), ("name", "Ravi Nair"), ("password", password)];
            pages.push(told(&forms::send(&app.anybody(), &[], "/join", &form).await));
        }
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{password}: {answers:#?}");
        assert!(pages.iter().all(|page| *page == pages[0]), "{password}: {pages:#?}");
    }

    let members = owner.get("/api/members").await.is(200);
    let mut joined: Vec<_> = members.items().iter().map(|row| row["email"].as_str().expect("one").to_owned()).collect();
    joined.sort();
    assert_eq!(joined, ["corner@retailer.example", "nobody@retailer.example", "noone@retailer.example"]);
    login(&app.anybody(), "known@retailer.example", strong).await.is(401);
    login(&app.anybody(), "known@retailer.example", PASSWORD).await.is(200);
    app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_password_from_before_todays_policy_takes_an_invitation_and_no_other_weak_one_does() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (owner, boss) = (app.retailer("corner").await, app.staff(Role::SuperAdmin).await);
    // Too short, too easy to guess, and made of the name that is typed.
    for (name, password) in [("short", "an old one"), ("easy", "qwerty password 2026"), ("named", "ravi nair ravi n!")]
    {
        let email = format!("{name}@retailer.example");
        chose_early(&app, name, password).await;
        let (first, page) = (invite(&owner, &email, "buyer").await, invite(&boss, &email, "auditor").await);

        for weak in ["an odd one", "password1234567"] {
            accept(&app.anybody(), &first, weak).await.is(422).code("accounts.weak_password");
        }
        login(&app.anybody(), &email, password).await.is(200);
        accept(&app.anybody(), &first, password).await.is(204);
        let form = [("code", page.as_str()), ("name", "Ravi Nair"), ("password", password)];
        forms::send(&app.anybody(), &[], "/join", &form).await.is(303);

        let body = json!({ "email": email, "password": password, "company_id": owner.company_id });
        let there = app.anybody().post("/api/auth/login", &body).await.is(200);
        assert_eq!(there.text_at("/role"), "buyer");
        let body = json!({ "email": email, "password": password, "company_id": boss.company_id });
        app.anybody().post("/api/auth/login", &body).await.is(200);
    }

    // It is nobody else's way in: a locked account, and an address without one.
    let locked = chose_early(&app, "locked", "an old one").await;
    let path = format!("/api/admin/users/{}/lock", locked.user_id);
    boss.post(&path, &json!({ "reason": "lost telephone" })).await.is(204);
    for email in ["locked@retailer.example", "nobody@retailer.example"] {
        let token = invite(&owner, email, "buyer").await;
        accept(&app.anybody(), &token, "an old one").await.is(422).code("accounts.weak_password");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_password_leaves_the_invitation_open_and_stands_in_the_trail() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (owner, boss) = (app.retailer("corner").await, app.staff(Role::SuperAdmin).await);
    app.retailer("known").await;
    let token = invite(&owner, "known@retailer.example", "buyer").await;
    let id = owner.get("/api/invitations").await.is(200).text_at("/items/0/id");

    accept(&app.anybody(), &token, OTHER_PASSWORD).await.is(204);

    let trail = boss.get(&format!("/api/admin/audit?subject={id}")).await.is(200);
    assert_eq!(trail.text_at("/items/0/kind"), "member.invitation_not_accepted");
    assert_eq!(owner.get("/api/invitations").await.is(200).items().len(), 1);
    accept(&app.anybody(), &token, PASSWORD).await.is(204);
    assert_eq!(owner.get("/api/members").await.is(200).items().len(), 2);
    app.finish().await;
}
