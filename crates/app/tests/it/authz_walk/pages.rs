//! The same walk over every page, over HTTP with forms.

use edge::{MountedEndpoint, PageContext};
use kernel::SessionId;
use market::authority::Rule;
use testkit::{Actor, Engine, TestResponse, on_every_engine};

use super::allowed::{Due, who};
use super::page_places::{PAGES, PagePlace};
use super::places::Whose;
use super::strangers;
use super::world::{Holder, World};
use crate::sign_in::forged;

const FORM: &str = "application/x-www-form-urlencoded";
const REPORT: &str = r#"{"csp-report":{"effective-directive":"script-src-elem","blocked-uri":"inline"}}"#;

fn place_of(route: &str) -> Option<&'static PagePlace> {
    PAGES.iter().find(|place| place.0 == route)
}

/// Every page; those that end sign-ins come last.
pub fn every_page() -> Vec<MountedEndpoint> {
    let mut all: Vec<MountedEndpoint> = web::router().all().copied().collect();
    all.sort_by_key(|mounted| match mounted.route.id {
        "auth.page.end_other_sessions" => 1,
        "accounts.member.change_password" => 2,
        id if super::SIGN_OTHERS_OUT.contains(&id) => 3,
        "auth.page.switch_company" => 4,
        "auth.page.sign_out" => 5,
        _ => 0,
    });
    all
}

fn path_of(world: &World, mounted: &MountedEndpoint, place: &PagePlace) -> String {
    let mut objects = place.2.iter();
    let pieces = mounted.route.path.split('/').map(|piece| match (piece.starts_with('{'), place.0) {
        (true, "ui.page.asset") => stylesheet(),
        (true, _) => world.at(objects.next().expect("an object for each parameter")).to_owned(),
        (false, _) => piece.to_owned(),
    });
    pieces.collect::<Vec<_>>().join("/")
}

/// Where a page of tenant A is.
pub fn path_of_page(world: &World, mounted: &MountedEndpoint) -> String {
    path_of(world, mounted, place_of(mounted.route.id).expect("every page has a place"))
}

fn stylesheet() -> String {
    web::stylesheet().rsplit('/').next().unwrap_or_default().to_owned()
}

/// What is put into forms whoever sends them: the token of the sign-in, and a name of the attempt.
fn form(world: &World, by: &Actor, fields: &str) -> String {
    let session = by
        .token
        .as_ref()
        .and_then(|token| forged::claims(token)["sid"].as_str().and_then(|sid| sid.parse::<SessionId>().ok()));
    let token = session.map(|session| PageContext::csrf_token(&world.app.ctx.vault, session)).unwrap_or_default();
    let key = world.app.ctx.store.id::<kernel::RequestId>();
    format!("_csrf={token}&_key={key}&{fields}")
}

async fn send(world: &World, by: &Actor, mounted: &MountedEndpoint, path: &str, fields: &str) -> TestResponse {
    // The one page that browsers write to by themselves.
    let reports = mounted.route.id == "security.page.csp_report";
    let accept = if reports { "*/*" } else { "text/html" };
    let mut headers = vec![("accept", accept), ("sec-fetch-site", "same-origin")];
    let body = mounted.takes_body.then(|| form(world, by, fields).into_bytes());
    let (kind, body) = if reports { ("application/csp-report", Some(REPORT.into())) } else { (FORM, body) };
    if body.is_some() {
        headers.push(("content-type", kind));
    }
    by.send(mounted.route.method.name(), path, &headers, body).await
}

/// A page asked for as its place says, by anybody.
pub async fn ask(world: &World, by: &Actor, mounted: &MountedEndpoint) -> TestResponse {
    let place = place_of(mounted.route.id).expect("every page has a place");
    ask_with(world, by, mounted, &place.3(world)).await
}

/// The same with other fields.
pub async fn ask_with(world: &World, by: &Actor, mounted: &MountedEndpoint, fields: &str) -> TestResponse {
    let place = place_of(mounted.route.id).expect("every page has a place");
    send(world, by, mounted, &path_of(world, mounted, place), fields).await
}

fn leads_to(answer: &TestResponse) -> &str {
    answer.headers.get("location").and_then(|to| to.to_str().ok()).unwrap_or_default()
}

/// Led to the page where one signs in; or shown it at once, with what was typed kept.
fn is_shown_the_door(answer: &TestResponse) -> bool {
    let led = answer.status == 303 && leads_to(answer).starts_with("/sign-in") && !leads_to(answer).contains("flash=");
    led || (answer.status == 401 && answer.text.contains("action=\"/sign-in\""))
}

pub fn is_served(answer: &TestResponse) -> bool {
    answer.status.is_success() || (answer.status == 303 && !is_shown_the_door(answer))
}

/// Whom a file lets in depends on what it would change, and who is new as an approver waits behind the
/// others; the action decides.
const BY_KIND: [&str; 4] =
    ["imports.vendor.upload", "imports.vendor.apply", "imports.vendor.undo", "pricing.vendor.decide"];

fn meets(answer: &TestResponse, due: Due, page: &str) -> bool {
    match due {
        Due::Entry if answer.status == 403 => BY_KIND.contains(&page) && !answer.text.contains("access.no_right"),
        Due::Entry => !matches!(answer.status.as_u16(), 401 | 500..),
        Due::NoRight => answer.status == 403 && answer.text.contains("access.no_right"),
        Due::NotApproved => answer.status == 403 && answer.text.contains("access.company_not_approved"),
    }
}

#[test]
fn every_page_has_a_place_and_every_place_a_page() {
    let pages = every_page();

    let unplaced: Vec<_> = pages.iter().map(|m| m.route.id).filter(|id| place_of(id).is_none()).collect();
    let unrouted: Vec<_> =
        PAGES.iter().map(|place| place.0).filter(|id| !pages.iter().any(|m| m.route.id == *id)).collect();

    assert!(unplaced.is_empty(), "pages that nobody walks: {unplaced:?}");
    assert!(unrouted.is_empty(), "places without a page: {unrouted:?}");
    assert_eq!(PAGES.len(), pages.len(), "a place that is there twice");
}

#[test]
fn a_page_and_its_twin_of_the_api_ask_for_the_same() {
    let twins: Vec<(&str, Vec<Rule>)> = api::router().all().map(|m| (m.route.id, (m.rules)())).collect();
    for mounted in every_page() {
        let twin = place_of(mounted.route.id).expect("every page has a place").4;
        let Some((_, rules)) = twins.iter().find(|(id, _)| *id == twin) else {
            assert!(twin.is_empty(), "{}: there is no endpoint {twin}", mounted.route.id);
            continue;
        };
        let own = (mounted.rules)();
        assert!(own.iter().all(|rule| rules.contains(rule)), "{}: {own:?}, and {twin}: {rules:?}", mounted.route.id);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_lets_in_whom_it_names_and_nobody_else() {
    let mut world = World::new(Engine::Sqlite).await;
    world.make_work_for_staff().await;
    world.make_file().await;
    let holders = world.holders().await;
    let spoilt = forged::with_flipped_bit(world.a.vendor.token.as_deref().expect("signed in"));
    let mut wrong = Vec::new();

    for mounted in every_page() {
        let place = place_of(mounted.route.id).expect("every page has a place");
        let (who, path, fields) = (who(&mounted), path_of(&world, &mounted, place), place.3(&world));
        let mut reached = false;
        if mounted.route.id == "imports.vendor.undo" {
            // What was applied is taken back, and the worker applies.
            world.app.settle().await;
        }

        let answer = send(&world, &world.app.anybody(), &mounted, &path, &fields).await;
        reached |= is_served(&answer);
        if !(mounted.is_public() && is_served(&answer) || !mounted.is_public() && is_shown_the_door(&answer)) {
            wrong.push(format!("{}: anonymous: {} {}", mounted.route.id, answer.status, brief(&answer)));
        }
        let bad = send(&world, &world.a.vendor.with_token(&spoilt), &mounted, &path, &fields).await;
        if !(mounted.is_public() && bad.status != 401 || is_shown_the_door(&bad)) {
            wrong.push(format!("{}: a bad token: {} {}", mounted.route.id, bad.status, brief(&bad)));
        }
        for holder in &holders {
            let answer = send(&world, &actor_for_page(holder, &mounted).await, &mounted, &path, &fields).await;
            let due = who.due(holder);
            reached |= due == Due::Entry && is_served(&answer);
            if !meets(&answer, due, mounted.route.id) {
                let caller = format!("{} {} of a company that is {}", holder.kind, holder.role, holder.state);
                wrong.push(format!(
                    "{}: {caller} is due {due:?}: {} {}",
                    mounted.route.id,
                    answer.status,
                    brief(&answer)
                ));
            }
        }
        // Otherwise the place is not valid, and the walk would prove little.
        if !reached {
            let owner = send(&world, &holders[0].actor, &mounted, &path, &fields).await;
            wrong.push(format!("{}: nobody succeeded at {path} with {fields}: {}", mounted.route.id, brief(&owner)));
        }
    }

    assert!(wrong.is_empty(), "{} wrong answers:\n{}", wrong.len(), wrong.join("\n"));
    world.app.finish().await;
}

/// The words of a page's main part, as far as they help.
fn brief(answer: &TestResponse) -> String {
    let main = answer.text.split("<main").nth(1).unwrap_or(&answer.text);
    let mut inside = false;
    let words: String = main
        .chars()
        .filter(|c| {
            inside = *c == '<' || (inside && *c != '>');
            !inside && *c != '>'
        })
        .collect();
    words.split_whitespace().take(50).collect::<Vec<_>>().join(" ")
}

/// Some pages end the sign-in that asks, or those of others: whoever walks them has one of their own.
pub async fn actor_for_page(holder: &Holder, mounted: &MountedEndpoint) -> Actor {
    let id = mounted.route.id;
    let ends = super::SIGN_OTHERS_OUT.contains(&id) || matches!(id, "auth.page.sign_out" | "auth.page.switch_company");
    if ends { holder.actor.again().await } else { holder.actor.clone() }
}

on_every_engine!(what_belongs_to_another_is_no_page_to_strangers, |engine: Engine| async move {
    let mut world = World::new(engine).await;
    world.make_file().await;
    let before = world.seen_by_a().await;
    let mut walked = 0;

    for mounted in every_page() {
        let place = place_of(mounted.route.id).expect("every page has a place");
        if mounted.is_public() || place.1 == Whose::Nobodys {
            continue;
        }
        let strangers = strangers(&world, &who(&mounted));
        assert!(!strangers.is_empty(), "{}: nobody else holds what it asks for", mounted.route.id);
        let (path, fields) = (path_of(&world, &mounted, place), place.3(&world));
        for (who, stranger) in strangers {
            let theirs = send(&world, stranger, &mounted, &path, &fields).await;

            // To end a sign-in twice is to have it ended, whosever it is: nothing of it changes, see below.
            let ended = place.0 == "auth.page.end_session" && theirs.status == 303;
            let lost = ended || matches!(theirs.status.as_u16(), 404 | 409 | 422);
            assert!(lost, "{}: {who}: {} {}", mounted.route.id, theirs.status, brief(&theirs));
            for secret in ["Alphonso", "acme"] {
                assert!(!theirs.text.contains(secret), "{}: {who} reads {secret}", mounted.route.id);
            }
            walked += 1;
        }
        if mounted.route.method.name() != "GET" {
            assert_eq!(world.seen_by_a().await, before, "{} changed what is tenant A's", mounted.route.id);
        }
    }

    assert!(walked >= 20, "only {walked} requests were tried");
    world.app.finish().await;
});
