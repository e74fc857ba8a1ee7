//! What follows an order costs as many trips to the database as what follows a small one, and fewer than the order.
//! The commit of what a job writes runs in a task of its own, on another thread, and is not among those counted here.

use infra::jobs::{self, Reactor};
use kernel::JobId;
use kernel::ids::Id;
use market::may::Role;
use market::reactions::Reactions;
use serde_json::json;
use testkit::{Engine, TestApp, hours, on_every_engine};

use super::round_trips::{Trips, market_on};

/// Relays and runs everything; tells the trips.
async fn settled(app: &TestApp, trips: &Trips) -> u64 {
    let reactor = Reactions(app.ctx.clone());
    trips.take();
    while jobs::tick(&app.ctx.store, &reactor).await.expect("the queue answers") > 0 {}
    trips.take().0
}

on_every_engine!(what_follows_an_order_costs_the_same_however_many_vendors_it_has, |engine: Engine| async move {
    let m = market_on(engine, 20, 1_000).await;
    m.app.settle().await;
    let trips = Trips::default();
    let _counted = trips.begin();

    let mut idle_and_busy = vec![settled(&m.app, &trips).await];
    for vendors in [1, 3, 20] {
        m.buyer.buys(&m.lines(vendors)).await;
        idle_and_busy.push(settled(&m.app, &trips).await);
    }

    // Look whether anything waits; begin, lock the event, insert all jobs (a notice and a deadline of each vendor
    // order), mark the event, commit; begin, insert all notices, write the trail, end their jobs; look again. Forty
    // jobs are inserted by two statements.
    assert_eq!(idle_and_busy, [1, 11, 11, 12]);
    m.app.finish().await;
});

on_every_engine!(what_ran_out_with_an_order_is_looked_at_in_one_go, |engine: Engine| async move {
    let m = market_on(engine, 5, 1).await;
    m.app.settle().await;
    let trips = Trips::default();
    let _counted = trips.begin();
    let (first, others) = m.offers.split_first().expect("an offer");
    let mut costs = Vec::new();
    for offers in [std::slice::from_ref(first), others] {
        m.buyer.buys(&offers.iter().map(|offer| (offer, 1)).collect::<Vec<_>>()).await;
        costs.push(settled(&m.app, &trips).await);
    }

    // As above, and for what ran out: begin, lock the products, compare, set them, write trail and outbox, end the
    // jobs; then the events that they changed: begin, lock, mark, commit, and look once more.
    assert_eq!(costs, [23, 23]);
    m.app.finish().await;
});

on_every_engine!(deadlines_of_orders_that_moved_on_cost_the_same_however_many_they_are, |engine: Engine| async move {
    let m = market_on(engine, 4, 1_000).await;
    let trips = Trips::default();
    let _counted = trips.begin();
    let mut costs = Vec::new();
    for vendors in [1, 4] {
        let buyer = m.buyer.again().await;
        for part in buyer.buys(&m.lines(vendors)).await {
            let vendor = m.vendors.iter().find(|vendor| vendor.company_id == part.vendor_id).expect("one of them");
            let accepted = format!("/api/vendor-orders/{}/acceptance", part.id);
            vendor.again().await.post(&accepted, &json!({})).await.is(200);
        }
        m.app.settle().await;
        m.app.clock.advance(hours(25));
        costs.push(settled(&m.app, &trips).await);
    }

    // Look; begin, claim them all, commit; see that none waits for an answer; begin, end them, commit; look again.
    assert_eq!(costs, [10, 10]);
    m.app.finish().await;
});

#[tokio::test]
async fn what_an_order_states_is_written_down_in_one_go() {
    let (scarce, plenty) = (market_on(Engine::Sqlite, 6, 1).await, market_on(Engine::Sqlite, 6, 1_000).await);
    let trips = Trips::default();
    let _counted = trips.begin();
    let mut more = Vec::new();
    for range in [0..1, 1..3, 3..6] {
        let mut costs = Vec::new();
        for m in [&scarce, &plenty] {
            let lines: Vec<_> = m.offers[range.clone()].iter().map(|offer| (offer, 1)).collect();
            m.buyer.get("/api/me").await.is(200);
            trips.take();
            m.buyer.buys(&lines).await;
            costs.push(trips.take().0);
        }
        more.push(costs[0] - costs[1]);
    }

    // Of each product that is gone it is stated that it may be: one more insert, however many they are.
    assert_eq!(more, [1, 1, 1]);
    for m in [scarce, plenty] {
        m.app.finish().await;
    }
}

on_every_engine!(who_was_told_already_is_not_told_again_with_others, |engine: Engine| async move {
    let m = market_on(engine, 3, 1_000).await;
    m.app.settle().await;
    let (store, reactor) = (&m.app.ctx.store, Reactions(m.app.ctx.clone()));
    m.buyer.buys(&m.lines(3)).await;
    while jobs::relay(store, &reactor).await.expect("the queue answers") > 0 {}
    let ready = jobs::list(&store.db, "ready", JobId::least(), 100).await.expect("a list");
    let told = ready.iter().find(|job| job.kind == "notify").expect("a vendor is told");

    reactor.run(&told.kind, &told.data, None).await.expect("a worker died before it could say that it was done");
    m.app.settle().await;

    let admin = m.app.staff(Role::SuperAdmin).await;
    for vendor in &m.vendors {
        let notices = vendor.get("/api/notices?limit=100").await.is(200);
        let placed: Vec<_> = notices.items().iter().filter(|notice| notice["kind"] == "order.placed").collect();
        let [notice] = placed.as_slice() else { panic!("{placed:?}") };
        let trail = format!("/api/admin/audit?subject={}", notice["id"].as_str().expect("an id"));
        assert_eq!(admin.get(&trail).await.is(200).items().len(), 1);
    }
    m.app.finish().await;
});
