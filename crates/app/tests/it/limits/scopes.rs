//! Every class of route with everybody it is counted against: the numbers, and that each of them is held for
//! that very scope. The tables were written by hand.

use std::sync::atomic::{AtomicU32, Ordering};

use edge::limits::{Budget, CallerKind, LimitScope, RateSubject, budgets};
use edge::{LimitClass, Route};
use infra::config::{LimitsConfig, Quota};
use kernel::{CompanyId, UserId};
use testkit::{Engine, TestApp, seconds};

use super::BEHIND_A_PROXY;

/// Each limit as it comes: requests, in so many seconds, and in any one second (0: no such limit).
const NUMBERS: &[(&str, u64, u32, u64)] = &[
    ("service", 0, 1, 0),
    ("probe", 600, 60, 0),
    ("address", 600, 60, 50),
    ("user", 1_000, 3_600, 50),
    ("login", 5, 900, 0),
    ("login_device", 5, 900, 0),
    ("login_device_daily", 50, 86_400, 0),
    ("login_address", 100, 900, 0),
    ("login_accounts", 20, 3_600, 0),
    ("login_unknown", 50, 86_400, 0),
    ("registration", 5, 3_600, 0),
    ("invitation_acceptance", 50, 3_600, 0),
    ("token", 600, 900, 0),
    ("bad_token", 60, 900, 0),
    ("search", 100, 900, 0),
    ("search_user", 600, 900, 0),
    ("search_burst", 20, 30, 0),
    ("typing", 600, 900, 20),
    ("catalogue", 500, 900, 0),
    ("rows", 20_000, 86_400, 0),
    ("rows_user", 50_000, 86_400, 0),
    ("read", 1_000, 3_600, 0),
    ("refresh", 3_600, 3_600, 20),
    ("write", 300, 3_600, 0),
    ("order", 30, 900, 0),
    ("order_company", 600, 3_600, 0),
    ("listing", 50, 3_600, 0),
    ("listing_bulk", 10_000, 86_400, 0),
    ("price", 5_000, 3_600, 0),
    ("price_bulk", 50_000, 3_600, 0),
    ("stock", 10_000, 3_600, 0),
    ("stock_bulk", 50_000, 3_600, 0),
    ("invitation", 3, 3_600, 0),
    ("admin", 20, 900, 0),
    ("otp", 3, 600, 0),
    ("otp_daily", 10, 86_400, 0),
    ("otp_address", 10, 3_600, 0),
    ("password_reset", 3, 3_600, 0),
    ("password_reset_address", 10, 3_600, 0),
    ("payment", 5, 60, 0),
    ("payment_company", 20, 3_600, 0),
    ("upload", 50, 3_600, 0),
    ("upload_bytes", 209_715_200, 3_600, 0),
    ("export", 60, 3_600, 0),
];

/// Whom a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Address,
    Person,
    Company,
}
use By::{Address, Company, Person};

/// The limits of each class besides those of everything an address or a person does: of somebody who is not
/// signed in, and of somebody who is.
type Limits = &'static [(&'static str, By)];
const CLASSES: &[(&str, Limits, Limits)] = &[
    // Counted by what is in the body: an account and where it is tried from (`guessing`).
    ("login", &[], &[]),
    ("registration", &[("registration", Address)], &[("registration", Address)]),
    ("invitation_acceptance", &[("invitation_acceptance", Address)], &[("invitation_acceptance", Address)]),
    ("token", &[("token", Address)], &[("token", Person)]),
    ("search", &[("search", Address), ("search_burst", Address)], &[("search_user", Person), ("search_burst", Person)]),
    ("catalogue", &[("catalogue", Address)], &[("catalogue", Person)]),
    ("typing", &[("typing", Address), ("search_burst", Address)], &[("typing", Person), ("search_burst", Person)]),
    ("read", &[("read", Address)], &[("read", Person)]),
    ("refresh", &[("refresh", Address)], &[("refresh", Person)]),
    ("write", &[("write", Address)], &[("write", Person)]),
    ("order", &[("order", Address), ("order_company", Address)], &[("order", Person), ("order_company", Company)]),
    ("listing", &[("listing", Address)], &[("listing", Company)]),
    ("price", &[("write", Address), ("price", Address)], &[("write", Person), ("price", Company)]),
    ("stock", &[("write", Address), ("stock", Address)], &[("write", Person), ("stock", Company)]),
    ("admin", &[("admin", Address)], &[("admin", Person)]),
    ("otp", &[("otp_address", Address)], &[("otp_address", Address)]),
    ("password_reset", &[("password_reset_address", Address)], &[("password_reset_address", Address)]),
    (
        "payment",
        &[("payment", Address), ("payment_company", Address)],
        &[("payment", Person), ("payment_company", Company)],
    ),
    ("upload", &[("upload", Address)], &[("upload", Company)]),
    ("export", &[("export", Address)], &[("export", Person)]),
    ("probe", &[("probe", Address)], &[("probe", Address)]),
    ("open", &[], &[]),
];

/// What is done over HTTP: which limit it is counted against, and by whom.
const ASKS: &[(&str, By, &str, &str)] = &[
    ("address", Address, "GET", "/api/vendors"),
    ("address", Address, "GET", "/sign-in"),
    ("user", Person, "GET", "/api/me"),
    ("probe", Address, "GET", "/livez"),
    ("registration", Address, "POST", "/api/auth/register"),
    ("invitation_acceptance", Address, "POST", "/api/auth/accept-invitation"),
    ("token", Address, "POST", "/api/auth/refresh"),
    ("token", Person, "POST", "/api/auth/password"),
    ("search", Address, "GET", "/api/products"),
    ("search_user", Person, "GET", "/api/products"),
    ("catalogue", Address, "GET", "/api/vendors"),
    ("catalogue", Person, "GET", "/api/vendors"),
    ("read", Address, "GET", "/api/orders"),
    ("read", Person, "GET", "/api/orders"),
    ("write", Address, "POST", "/api/notices/read"),
    ("write", Person, "POST", "/api/notices/read"),
    ("order", Person, "POST", "/api/orders"),
    ("order_company", Company, "POST", "/api/orders"),
    ("listing", Company, "POST", "/api/products"),
    ("admin", Person, "POST", "/api/admin/categories"),
    ("upload", Company, "POST", "/vendor/imports"),
    ("export", Person, "GET", "/orders/export"),
];

/// Configuration with one limit, and none besides it that could be met.
fn only(config: &LimitsConfig, name: &str, requests: u64, per_seconds: u32) -> LimitsConfig {
    let mut limits = LimitsConfig { enabled: true, ..config.clone() };
    for (budget, quota) in &mut limits.quotas {
        let requests = if budget == name { requests } else { 10_000_000 };
        *quota = Quota { requests, seconds: per_seconds, burst: 0, monitor_only: false };
    }
    limits
}

#[tokio::test]
async fn limits_have_the_numbers_that_were_reviewed() {
    let app = TestApp::new(Engine::Sqlite).await;
    let quotas = &app.config.limits.quotas;

    for (name, requests, seconds, burst) in NUMBERS {
        // Rows are only watched until an operator says otherwise.
        let monitor_only = name.starts_with("rows");
        let expected = Quota { requests: *requests, seconds: *seconds, burst: *burst, monitor_only };
        assert_eq!(format!("{:?}", quotas[*name]), format!("{expected:?}"), "{name}");
    }
    let named: Vec<&str> = NUMBERS.iter().map(|row| row.0).collect();
    assert_eq!(named, Budget::ALL.iter().map(|budget| budget.as_str()).collect::<Vec<_>>());
    app.finish().await;
}

#[test]
fn every_class_is_counted_against_these_limits_and_no_others() {
    let scope = |of: LimitScope, by: CallerKind| match (of, by) {
        // Nobody is known by more than their address.
        (_, CallerKind::Address) | (LimitScope::Address, _) => Address,
        (LimitScope::Caller | LimitScope::Person, CallerKind::Person) => Person,
        (LimitScope::Company, CallerKind::Person) => Company,
    };

    let classes: Vec<&str> = CLASSES.iter().map(|row| row.0).collect();
    assert_eq!(classes, LimitClass::ALL.iter().map(|class| class.as_str()).collect::<Vec<_>>());
    for (class, (_, of_address, of_person)) in LimitClass::ALL.iter().zip(CLASSES) {
        for (by, expected) in [(CallerKind::Address, of_address), (CallerKind::Person, of_person)] {
            let counted: Vec<(&str, By)> =
                budgets(*class, by).iter().map(|(budget, of)| (budget.as_str(), scope(*of, by))).collect();
            assert_eq!(counted, *expected, "{class} {by:?}");
        }
    }
}

/// Addresses, people and companies, each another than all before.
struct Crowd<'a> {
    app: &'a TestApp,
    next: AtomicU32,
}

impl Crowd<'_> {
    /// An address that shares no network with another.
    fn address(&self) -> RateSubject {
        let n = self.next.fetch_add(1, Ordering::SeqCst).to_be_bytes();
        RateSubject::from_address([11 + n[1], n[2], n[3], 7].into())
    }
    fn person(&self, user: UserId, company: CompanyId) -> RateSubject {
        self.address().with_user(user, company)
    }
    /// Those who share a limit, asked for one after another, and somebody near them who does not share it.
    fn sharers(&self, by: By, signed_in: bool) -> (Box<dyn Fn() -> RateSubject + '_>, RateSubject) {
        let id = || self.app.ctx.store.id::<UserId>();
        let (user, company) = (id(), self.app.ctx.store.id::<CompanyId>());
        let here = self.address();
        match by {
            Address if signed_in => (
                Box::new(move || here.with_user(id(), self.app.ctx.store.id())),
                self.address().with_user(user, company),
            ),
            Address => (Box::new(move || here), self.address()),
            Person => (Box::new(move || self.person(user, company)), self.person(id(), company)),
            Company => {
                (Box::new(move || self.person(id(), company)), self.person(user, self.app.ctx.store.id::<CompanyId>()))
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_limit_of_every_class_is_reached_at_its_number_by_those_who_share_it() {
    let app = TestApp::new(Engine::Sqlite).await;
    let crowd = Crowd { app: &app, next: AtomicU32::new(0) };
    let keeper = &app.running().gatekeeper;
    let id = || app.ctx.store.id::<kernel::RequestId>();
    let mut wrong = Vec::new();

    for (class, (name, of_address, of_person)) in LimitClass::ALL.iter().zip(CLASSES) {
        let route = Route::post("to.come", "/to/come", "", &[]).limit(*class);
        let rows = of_address.iter().map(|row| (false, row)).chain(of_person.iter().map(|row| (true, row)));
        for (signed_in, (budget, by)) in rows {
            let what = format!("{name}: {budget} by {by:?}, signed in: {signed_in}");
            let (_, requests, window, _) = NUMBERS.iter().find(|row| row.0 == *budget).expect("its numbers");
            keeper.reconfigure(&only(&app.config.limits, budget, *requests, *window)).expect("good numbers");
            let (next, neighbour) = crowd.sharers(*by, signed_in);
            let ask = async |who: &RateSubject| keeper.admit(who, Some(&route), id()).await;

            // Requests that run are over at the end only: they count among those that run at once.
            let mut running = Vec::new();
            while running.len() <= 10_000
                && let Ok(permit) = ask(&next()).await
            {
                running.push(permit);
            }
            let neighbour = ask(&neighbour).await.is_ok();
            app.clock.advance(seconds(u64::from(*window) - 10));
            let before = ask(&next()).await.is_ok();
            // Large quotas are counted by thirtieths of their window, each until a window after its end.
            app.clock.advance(seconds(11 + if *requests > 1_000 { u64::from(*window) / 30 } else { 0 }));
            let after = ask(&next()).await.is_ok();
            let seen = (running.len() as u64, neighbour, before, after);
            if seen != (*requests, true, false, true) {
                wrong.push(format!("{what}: (reached at, neighbour, before, after) = {seen:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn over_http_each_limit_is_shared_by_its_scope_and_by_nobody_else() {
    let app = TestApp::with(Engine::Sqlite, &[BEHIND_A_PROXY]).await;
    let keeper = &app.running().gatekeeper;
    let owner = app.retailer("corner").await;
    let (one, two) = (app.colleague(&owner, "buyer").await, app.colleague(&owner, "buyer").await);
    let mut people = vec![owner, one, two, app.retailer("spring").await];
    // What a company shares is counted for those only who may do it.
    let vendor = app.vendor("acme").await;
    let (one, two) = (app.colleague(&vendor, "catalog_manager").await, app.colleague(&vendor, "catalog_manager").await);
    people.extend([vendor, one, two, app.vendor("rival").await]);
    let (nobody, mut wrong) = (app.anybody(), Vec::new());

    for (nth, (budget, by, method, path)) in ASKS.iter().enumerate() {
        // What the row before was counted for is over.
        app.clock.advance(seconds(65));
        if nth % 8 == 7 {
            // Tokens run out; signing in again counts for nothing.
            keeper.reconfigure(&app.config.limits).expect("limits that are off");
            for person in &mut people {
                *person = person.again().await;
            }
        }
        let from = if matches!(*path, "/api/products" | "/vendor/imports") && *method == "POST" { 4 } else { 0 };
        let [buyer, colleague, third, other] = &people[from..from + 4] else { unreachable!("four people") };
        keeper.reconfigure(&only(&app.config.limits, budget, 2, 60)).expect("good numbers");
        let address = |host: u8| format!("{}.{}.0.1", 20 + host, nth + 1);
        let (here, there) = (address(0), address(1));
        let ask = async |who: &testkit::Actor, from: &str| {
            let headers =
                [("x-forwarded-for", from), ("content-type", "application/json"), ("sec-fetch-site", "same-origin")];
            let body = (*method == "POST").then(|| b"{}".to_vec());
            let answer = who.send(method, path, &headers, body).await;
            let refused = answer.status == 429;
            if refused {
                let told = answer.headers["ratelimit"].to_str().expect("text");
                assert!(told.contains(&format!("\"{}\";r=0", budget.replace('_', "-"))), "{method} {path}: {told}");
            }
            assert!(!answer.status.is_server_error(), "{method} {path}: {}", answer.text);
            refused
        };
        // Those who share the limit ask twice, and twice too often; the last one does not share it.
        let (first, second, third, free) = match by {
            Address => ((&nobody, &here), (&nobody, &here), (&nobody, &here), (&nobody, &there)),
            Person => ((buyer, &here), (buyer, &there), (buyer, &address(2)), (colleague, &here)),
            Company => ((buyer, &here), (colleague, &there), (third, &address(2)), (other, &here)),
        };

        let mut refused = Vec::new();
        for (who, from) in [first, second, third, first, free] {
            refused.push(ask(who, from).await);
        }
        if refused != [false, false, true, true, false] {
            wrong.push(format!("{budget} by {by:?}, {method} {path}: refused {refused:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    app.finish().await;
}
