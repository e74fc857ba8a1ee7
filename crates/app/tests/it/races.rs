//! Many hands at once: whatever they do at the same moment, the outcome is one that they could
//! have reached one after the other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use infra::JobClaim;
use infra::clock::OsEntropy;
use infra::db::Db;
use infra::jobs::{self, JobError, NewJob, Reactor};
use infra::outbox::PendingEvent;
use kernel::Timestamp;
use market::Ctx;
use market::may::Role;
use market::reactions::Reactions;
use serde_json::json;
use testkit::{Actor, Engine, PASSWORD, TestApp, TestResponse, on_every_engine};
use tokio::sync::Barrier;

/// Starts all of it at one moment; tells the outcomes in the order of the list.
pub async fn at_once<T: Send + 'static>(work: Vec<impl Future<Output = T> + Send + 'static>) -> Vec<T> {
    let barrier = Arc::new(Barrier::new(work.len()));
    let running: Vec<_> = work
        .into_iter()
        .map(|one| {
            let barrier = Arc::clone(&barrier);
            tokio::spawn(async move {
                barrier.wait().await;
                one.await
            })
        })
        .collect();
    let mut outcomes = Vec::with_capacity(running.len());
    for one in running {
        outcomes.push(one.await.expect("no task panics"));
    }
    outcomes
}

/// Many retailers that may trade.
async fn retailers(app: &TestApp, many: usize) -> Vec<Actor> {
    let admin = app.staff(Role::SuperAdmin).await;
    let mut all = Vec::new();
    for n in 0..many {
        let owner = app.applicant("retailer", &format!("shop{n}")).await;
        admin
            .post(&format!("/api/admin/companies/{}/approval", owner.company_id), &json!({ "similar_seen": 20 }))
            .await
            .is(200);
        all.push(owner);
    }
    all
}

fn statuses(answers: &[TestResponse]) -> BTreeMap<u16, usize> {
    let mut seen = BTreeMap::new();
    for answer in answers {
        *seen.entry(answer.status.as_u16()).or_default() += 1;
    }
    seen
}

on_every_engine!(five_hundred_orders_of_the_last_unit_leave_one_winner, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let vendor = app.vendor("acme").await;
    let offer = vendor.sells("The Last Mango", 12_000, 1).await;
    let buyers = retailers(&app, 20).await;

    let attempt = |n: usize| {
        let (buyer, offer) = (buyers[n % buyers.len()].clone(), offer.clone());
        async move { buyer.tries_to_buy(&[(&offer, 1)]).await }
    };
    let answers = at_once((0..500).map(attempt).collect()).await;

    assert_eq!(statuses(&answers), BTreeMap::from([(201, 1), (409, 499)]));
    for refused in answers.into_iter().filter(|a| a.status == 409) {
        refused.code("orders.out_of_stock");
    }
    assert_eq!(vendor.stock_of(&offer).await, (1, 1, 0));
    let mut orders = 0;
    for buyer in &buyers {
        orders += buyer.get("/api/orders").await.is(200).items().len();
    }
    assert_eq!(orders, 1);
    app.finish().await;
});

on_every_engine!(the_same_key_fifty_times_at_once_makes_one_order, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let vendor = app.vendor("acme").await;
    let offer = vendor.sells("Alphonso Mangoes", 12_000, 1_000).await;
    let buyer = app.retailer("corner").await;
    let other = app.retailer("other").await;
    let (one, two) = (Actor::order_body(&[(&offer, 3)]), Actor::order_body(&[(&offer, 4)]));

    let attempt = |_| {
        let (buyer, body) = (buyer.clone(), one.clone());
        async move { buyer.post_once("/api/orders", "spring-order", &body).await }
    };
    let answers = at_once((0..50).map(attempt).collect()).await;

    assert_eq!(statuses(&answers), BTreeMap::from([(201, 50)]));
    let bodies: BTreeSet<&str> = answers.iter().map(|a| a.text.as_str()).collect();
    assert_eq!(bodies.len(), 1, "{bodies:?}");
    let fresh = answers.iter().filter(|a| !a.headers.contains_key("idempotency-replayed")).count();
    assert_eq!(fresh, 1);
    assert_eq!(buyer.get("/api/orders").await.is(200).items().len(), 1);
    assert_eq!(vendor.stock_of(&offer).await, (1_000, 3, 997));

    buyer.post_once("/api/orders", "spring-order", &two).await.is(422).code("idempotency.key_reused");
    let others = other.post_once("/api/orders", "spring-order", &two).await.is(201);
    assert_ne!(others.text_at("/id"), answers[0].text_at("/id"));
    assert!(!others.headers.contains_key("idempotency-replayed"));
    assert_eq!(vendor.stock_of(&offer).await, (1_000, 7, 993));
    app.finish().await;
});

on_every_engine!(carts_in_opposite_order_do_not_stand_in_each_others_way, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, bharat) = (app.vendor("acme").await, app.vendor("bharat").await);
    let offers = [
        acme.sells("Mangoes", 100, 10_000).await,
        bharat.sells("Tea", 200, 10_000).await,
        acme.sells("Rice", 300, 10_000).await,
    ];
    let buyers = retailers(&app, 2).await;

    let attempt = |n: usize| {
        let (buyer, [a, b, c]) = (buyers[n % 2].clone(), offers.clone());
        async move {
            let lines = if n.is_multiple_of(2) { [(&a, 1), (&b, 1), (&c, 1)] } else { [(&c, 1), (&b, 1), (&a, 1)] };
            buyer.tries_to_buy(&lines).await
        }
    };
    let answers = at_once((0..120).map(attempt).collect()).await;

    assert_eq!(statuses(&answers), BTreeMap::from([(201, 120)]));
    for (vendor, offer) in [(&acme, &offers[0]), (&bharat, &offers[1]), (&acme, &offers[2])] {
        assert_eq!(vendor.stock_of(offer).await, (10_000, 120, 9_880));
    }
    app.finish().await;
});

on_every_engine!(two_people_of_a_vendor_accept_an_order_once, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let owner = app.vendor("acme").await;
    let manager = app.colleague(&owner, "order_manager").await;
    let offer = owner.sells("Mangoes", 100, 1_000).await;
    let buyer = app.retailer("corner").await;

    for _ in 0..10 {
        let part = buyer.buys(&[(&offer, 5)]).await.remove(0);
        let path = format!("/api/vendor-orders/{}/acceptance", part.id);
        let attempt = |by: &Actor| {
            let (by, path) = (by.clone(), path.clone());
            async move { by.post(&path, &json!({})).await }
        };

        let answers = at_once(vec![attempt(&owner), attempt(&manager)]).await;

        assert_eq!(statuses(&answers), BTreeMap::from([(200, 1), (409, 1)]));
        for refused in answers.into_iter().filter(|a| a.status == 409) {
            refused.code("orders.wrong_state");
        }
        let seen = owner.get(&format!("/api/vendor-orders/{}", part.id)).await.is(200);
        assert_eq!(seen.text_at("/state"), "accepted");
        assert_eq!(seen.json["history"].as_array().map(Vec::len), Some(2), "{}", seen.text);
    }
    app.finish().await;
});

on_every_engine!(twenty_price_changes_on_one_version_apply_one, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let vendor = app.vendor("acme").await;
    let offer = vendor.sells("Mangoes", 10_000, 1).await;
    let path = format!("/api/offers/{}/price", offer.offer_id);
    let tag = vendor.get(&format!("/api/offers/{}", offer.offer_id)).await.is(200).etag();

    let attempt = |n: i64| {
        let (vendor, path, tag) = (vendor.clone(), path.clone(), tag.clone());
        async move { vendor.put(&path, &tag, &json!({ "price_minor": 10_001 + n })).await }
    };
    let answers = at_once((0..20).map(attempt).collect()).await;

    assert_eq!(statuses(&answers), BTreeMap::from([(200, 1), (412, 19)]));
    let won = answers.iter().find(|a| a.status == 200).expect("one wins").int_at("/price/amount_minor");
    let shown = vendor.get(&format!("/api/offers/{}", offer.offer_id)).await.is(200);
    assert_eq!((shown.int_at("/price/amount_minor"), shown.int_at("/price_version")), (won, 2));
    let history = vendor.get(&format!("/api/offers/{}/price-changes", offer.offer_id)).await.is(200);
    assert_eq!(history.items().len(), 2, "{}", history.text);
    app.finish().await;
});

on_every_engine!(one_address_registered_twenty_times_at_once_makes_one_account, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let spellings = ["asha@corner.example", "Asha@Corner.example", "ASHA@CORNER.EXAMPLE", " asha@corner.example"];

    let attempt = |n: usize| {
        let somebody = app.anybody();
        async move {
            let body = json!({
                "kind": "retailer", "legal_name": "Corner Private Limited", "display_name": format!("Corner {n}"),
                "currency": "INR", "name": "Asha Menon", "email": spellings[n % spellings.len()], "password": PASSWORD,
                "address": { "line": "1 Harbour Road", "city": "Kochi", "postcode": "682001", "country": "IN" },
            });
            // Passwords are hashed a few at a time; whoever waits too long is asked to come back.
            for _ in 0..20 {
                let answer = somebody.post("/api/auth/register", &body).await;
                if answer.json["code"] != "service.busy" {
                    return answer;
                }
            }
            panic!("passwords are not hashed any more")
        }
    };
    let answers = at_once((0..20).map(attempt).collect()).await;

    assert_eq!(statuses(&answers), BTreeMap::from([(202, 20)]), "{answers:?}");
    let bodies: BTreeSet<&str> = answers.iter().map(|a| a.text.as_str()).collect();
    assert_eq!(bodies.len(), 1, "{bodies:?}");
    let admin = app.staff(Role::SuperAdmin).await;
    assert_eq!(admin.get("/api/admin/users?email=asha@corner.example").await.is(200).items().len(), 1);
    assert_eq!(admin.get("/api/admin/companies?kind=retailer").await.is(200).items().len(), 1);
    app.anybody().sign_in("asha@corner.example").await;
    app.finish().await;
});

/// Does the business's work and notes what it was asked for.
#[derive(Clone)]
struct Noting {
    inner: Reactions,
    ran: Arc<Mutex<Vec<String>>>,
}

impl Reactor for Noting {
    fn events(&self) -> Vec<(&'static str, i64)> {
        self.inner.events()
    }
    fn jobs(&self) -> Vec<&'static str> {
        self.inner.jobs()
    }
    fn jobs_of(&self, event: &PendingEvent, now: Timestamp) -> Result<Vec<NewJob>, JobError> {
        self.inner.jobs_of(event, now)
    }
    async fn run(&self, kind: &str, data: &str, claim: Option<JobClaim>) -> Result<(), JobError> {
        self.ran.lock().unwrap_or_else(PoisonError::into_inner).push(data.to_owned());
        tokio::task::yield_now().await;
        self.inner.run(kind, data, claim).await
    }
}

/// Another node on the same database.
async fn second_node(app: &TestApp) -> Ctx {
    let mut settings = app.config.database_settings().expect("settings");
    settings.source = app.db.source();
    let database = Db::open(&settings).await.expect("the database opens a second time");
    Ctx::open_for_tests(&app.config, database, app.ctx.store.clock.clone(), Arc::new(OsEntropy))
        .await
        .expect("a second node")
}

on_every_engine!(two_workers_never_do_one_job_twice, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let vendor = app.vendor("acme").await;
    let offer = vendor.sells("Mangoes", 100, 1_000).await;
    let buyer = app.retailer("corner").await;
    app.settle().await;
    let told_before = vendor.get("/api/notices?limit=100").await.is(200).items().len();
    for _ in 0..40 {
        buyer.buys(&[(&offer, 1)]).await;
    }

    let ran = Arc::new(Mutex::new(Vec::new()));
    let work = |ctx: Ctx| {
        let reactor = Noting { inner: Reactions(ctx.clone()), ran: Arc::clone(&ran) };
        async move {
            // A collision between workers is no failure: the next look finds the work again.
            for _ in 0..2_000 {
                let _ = jobs::tick(&ctx.store, &reactor).await;
                let backlog = jobs::backlog(&ctx.store.db, ctx.store.now()).await.expect("the queue answers");
                if backlog.events + backlog.due == 0 {
                    return true;
                }
            }
            false
        }
    };
    let other = second_node(&app).await;
    assert_eq!(at_once(vec![work(app.ctx.clone()), work(other.clone())]).await, [true, true]);

    let ran = ran.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let distinct: BTreeSet<&String> = ran.iter().collect();
    assert_eq!((ran.len(), distinct.len()), (40, 40));
    let told = vendor.get("/api/notices?limit=100").await.is(200).items().len();
    assert_eq!(told - told_before, 40);
    other.store.db.close().await;
    app.finish().await;
});
