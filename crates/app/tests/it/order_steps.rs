//! Moving orders along: which step is possible from which state, and what each does to the stock.

use std::collections::{BTreeMap, BTreeSet};

use market::may::Role;
use market::orders::{OrderState, VendorOrderState, VendorOrderStep};
use serde_json::{Value, json};
use testkit::{Actor, Engine, TestApp, TestOffer, TestResponse, TestVendorOrder, minutes, on_every_engine};

use crate::integrity::id;

infra::statements! {
    SUSPEND = "update companies set state = 'suspended' where id = ?";
}

/// Every step there is, by hand: from, step, to. Nothing leads out of completed, rejected and cancelled.
const STEPS: [(&str, &str, &str); 22] = [
    ("placed", "accept", "accepted"),
    ("placed", "accept_partly", "partially_accepted"),
    ("placed", "reject", "rejected"),
    ("placed", "expire", "rejected"),
    ("placed", "cancel", "cancelled"),
    ("partially_accepted", "confirm", "accepted"),
    ("partially_accepted", "cancel", "cancelled"),
    ("partially_accepted", "expire", "cancelled"),
    ("accepted", "request_cancel", "cancel_requested"),
    ("placed", "withdraw", "cancelled"),
    ("partially_accepted", "withdraw", "cancelled"),
    ("accepted", "withdraw", "cancelled"),
    ("cancel_requested", "withdraw", "cancelled"),
    ("preparing", "withdraw", "cancelled"),
    ("ready", "withdraw", "cancelled"),
    ("accepted", "prepare", "preparing"),
    ("cancel_requested", "agree_to_cancel", "cancelled"),
    ("cancel_requested", "refuse_to_cancel", "accepted"),
    ("preparing", "pack", "ready"),
    ("ready", "pick_up", "shipped"),
    ("shipped", "deliver", "delivered"),
    ("delivered", "complete", "completed"),
];

#[test]
fn an_order_moves_along_the_table_and_no_other_way() {
    let table: BTreeMap<(&str, &str), &str> = STEPS.iter().map(|(from, step, to)| ((*from, *step), *to)).collect();

    for state in VendorOrderState::ALL {
        for step in VendorOrderStep::ALL {
            let expected = table.get(&(state.as_str(), step.as_str())).copied();
            assert_eq!(state.next(*step).map(VendorOrderState::as_str), expected, "{state} {step}");
        }
        let leads_on = VendorOrderStep::ALL.iter().any(|step| state.next(*step).is_some());
        assert_eq!(state.is_final(), !leads_on, "{state}");
    }
}

#[test]
fn an_order_stands_where_its_parts_stand() {
    use VendorOrderState::{Accepted, Cancelled, Completed, Delivered, Placed, Rejected, Shipped};
    for (parts, expected) in [
        (vec![Placed], "open"),
        (vec![Placed, Rejected], "open"),
        (vec![Delivered, Shipped], "open"),
        (vec![Completed, Accepted], "open"),
        (vec![Delivered, Delivered], "delivered"),
        (vec![Delivered, Completed], "delivered"),
        (vec![Delivered, Cancelled, Rejected], "delivered"),
        (vec![Completed, Completed], "completed"),
        (vec![Completed, Cancelled], "completed"),
        (vec![Cancelled, Rejected], "cancelled"),
        (vec![Rejected], "cancelled"),
    ] {
        assert_eq!(OrderState::of(&parts).as_str(), expected, "{parts:?}");
    }
}

/// What can be asked of an order over HTTP, and the steps that it may mean while the vendor may trade.
const VERBS: [(&str, &[&str]); 8] = [
    ("acceptance", &["accept"]),
    ("rejection", &["reject"]),
    ("preparation", &["prepare"]),
    ("packing", &["pack"]),
    ("agreement", &["agree_to_cancel"]),
    ("cancellation-refusal", &["refuse_to_cancel"]),
    ("confirmation", &["confirm"]),
    ("cancellation", &["cancel", "request_cancel"]),
];

struct Stall {
    vendor: Actor,
    buyer: Actor,
    offer: TestOffer,
}

impl Stall {
    async fn open(app: &TestApp) -> Self {
        app.category().await;
        let vendor = app.vendor("acme").await;
        let offer = vendor.sells("Alphonso Mangoes", 10_000, 100).await;
        Self { buyer: app.retailer("corner").await, vendor, offer }
    }
    /// Both sign in once more, after some time has passed.
    async fn comes_back(&mut self) {
        (self.vendor, self.buyer) = (self.vendor.again().await, self.buyer.again().await);
    }
    async fn stock(&self) -> (i64, i64, i64) {
        self.vendor.stock_of(&self.offer).await
    }
    async fn order(&self, packs: i64) -> TestVendorOrder {
        self.buyer.buys(&[(&self.offer, packs)]).await.remove(0)
    }
    async fn seen(&self, part: &TestVendorOrder) -> TestResponse {
        self.vendor.get(&format!("/api/vendor-orders/{}", part.id)).await.is(200)
    }
    async fn ask(&self, part: &TestVendorOrder, verb: &str) -> TestResponse {
        let mine = format!("/api/vendor-orders/{}", part.id);
        let theirs = format!("/api/orders/{}/vendor-orders/{}", part.order_id, part.id);
        let why = json!({ "reason": "the road is closed" });
        match verb {
            "acceptance" => self.vendor.post(&format!("{mine}/acceptance"), &json!({})).await,
            "rejection" => self.vendor.post(&format!("{mine}/rejection"), &why).await,
            "agreement" => self.vendor.act(&format!("{mine}/cancellation")).await,
            "confirmation" => self.buyer.act(&format!("{theirs}/confirmation")).await,
            "cancellation" => self.buyer.post(&format!("{theirs}/cancellation"), &why).await,
            other => self.vendor.act(&format!("{mine}/{other}")).await,
        }
    }
    async fn accepts_only(&self, part: &TestVendorOrder, packs: i64) -> TestResponse {
        let line = self.seen(part).await.text_at("/lines/0/id");
        let body = json!({ "lines": [{ "line_id": line, "quantity": packs }] });
        self.vendor.post(&format!("/api/vendor-orders/{}/acceptance", part.id), &body).await
    }
    /// An order in a state that needs no rider.
    async fn order_in(&self, state: &str) -> TestVendorOrder {
        let part = self.order(5).await;
        let verbs: &[&str] = match state {
            "accepted" => &["acceptance"],
            "cancel_requested" => &["acceptance", "cancellation"],
            "preparing" => &["acceptance", "preparation"],
            "ready" => &["acceptance", "preparation", "packing"],
            "rejected" => &["rejection"],
            "cancelled" => &["cancellation"],
            _ => &[],
        };
        for verb in verbs {
            self.ask(&part, verb).await.is(200);
        }
        if state == "partially_accepted" {
            self.accepts_only(&part, 2).await.is(200);
        }
        assert_eq!(self.seen(&part).await.text_at("/state"), state);
        part
    }
}

#[tokio::test]
async fn an_impossible_step_is_refused_and_changes_nothing() {
    let app = TestApp::new(Engine::Sqlite).await;
    let stall = Stall::open(&app).await;
    let possible: BTreeSet<(&str, &str)> = STEPS.iter().map(|(from, step, _)| (*from, *step)).collect();

    for state in
        ["placed", "partially_accepted", "accepted", "cancel_requested", "preparing", "ready", "rejected", "cancelled"]
    {
        let part = stall.order_in(state).await;
        let (before, stock) = (stall.seen(&part).await.json, stall.stock().await);
        let mut refused = 0;
        for (verb, steps) in VERBS {
            if steps.iter().all(|step| !possible.contains(&(state, *step))) {
                let answer = stall.ask(&part, verb).await.is(409).code("orders.wrong_state");
                assert_eq!(answer.text_at("/details/state"), state);
                refused += 1;
            }
        }
        assert!(refused >= 5, "{state}: only {refused} verbs are impossible");
        assert_eq!(stall.seen(&part).await.json, before, "{state}");
        assert_eq!(stall.stock().await, stock, "{state}");
    }
    app.finish().await;
}

#[tokio::test]
async fn an_order_of_a_vendor_that_may_not_trade_can_be_cancelled_until_it_is_picked_up() {
    let app = TestApp::new(Engine::Sqlite).await;
    let stall = Stall::open(&app).await;
    let staff = app.staff(Role::SuperAdmin).await;
    let mut parts = Vec::new();
    for state in ["accepted", "cancel_requested", "preparing", "ready"] {
        parts.push((state, stall.order_in(state).await));
    }
    let vendor = format!("/api/admin/companies/{}", stall.vendor.company_id);
    staff.post(&format!("{vendor}/suspension"), &json!({ "reason": "fraud" })).await.is(200);

    for (state, part) in &parts {
        let page = stall.buyer.get(&format!("/orders/{}", part.order_id)).await.is(200);
        let offered = page.text.contains(&format!("{}/cancellation", part.id));
        let answer = stall.ask(part, "cancellation").await;
        assert_eq!(answer.is(200).text_at("/state"), "cancelled", "{state}");
        assert!(offered, "{state}: {}", page.text);
    }
    staff.act(&format!("{vendor}/reinstatement")).await.is(200);
    assert_eq!(stall.stock().await, (100, 0, 100));
    app.finish().await;
}

on_every_engine!(an_order_that_meets_its_retailers_suspension_is_not_placed, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let stall = Stall::open(&app).await;
    let (buyer, body) = (stall.buyer.clone(), Actor::order_body(&[(&stall.offer, 5)]));
    let (company, nobody) = (id(&buyer.company_id), infra::Origin::default());
    let ordering = std::sync::Mutex::new(None);

    let suspended = app.ctx.store.write::<_, infra::db::Error, _, _>(&nobody, |tx| {
        let (buyer, body, company, ordering) = (buyer.clone(), body.clone(), company.clone(), &ordering);
        async move {
            tx.exec(&SUSPEND, vec![company]).await?;
            let order = tokio::spawn(async move { buyer.post_once("/api/orders", "late", &body).await });
            // SLEEP: the order has reached the database by then, and waits there for its company.
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            *ordering.lock().expect("nobody panicked") = Some(order);
            Ok(tx.commit_with(market::Event::Seeded { what: "a suspension".to_owned() }.record(), ()))
        }
    });
    suspended.await.expect("it is suspended");
    let order = ordering.into_inner().expect("nobody panicked").expect("it began").await.expect("an answer");

    order.is(403).code("access.company_not_approved");
    assert_eq!(stall.stock().await, (100, 0, 100));
    app.settle().await;
    app.finish().await;
});

on_every_engine!(what_a_suspended_retailer_ordered_ends, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let stall = Stall::open(&app).await;
    let staff = app.staff(Role::SuperAdmin).await;
    let mut parts = Vec::new();
    for state in ["placed", "partially_accepted", "accepted", "cancel_requested", "preparing", "ready"] {
        parts.push((state, stall.order_in(state).await));
    }
    let other = app.retailer("other").await;
    let theirs = other.buys(&[(&stall.offer, 5)]).await.remove(0);
    let company = format!("/api/admin/companies/{}", stall.buyer.company_id);
    staff.post(&format!("{company}/suspension"), &json!({ "reason": "credit fraud" })).await.is(200);
    app.settle().await;

    for (state, part) in &parts {
        let seen = stall.seen(part).await;
        assert_eq!(seen.text_at("/state"), "cancelled", "{state}");
        let last = seen.json["history"].as_array().expect("a history").last().expect("an entry").clone();
        assert_eq!(last["reason_code"], "retailer_suspended", "{state}");
    }
    assert_eq!(stall.seen(&theirs).await.text_at("/state"), "placed", "somebody else's order ended");
    assert_eq!(stall.stock().await, (100, 5, 95));
    app.finish().await;
});

on_every_engine!(a_part_that_is_taken_gives_the_rest_back, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let stall = Stall::open(&app).await;
    let part = stall.order(10).await;
    assert_eq!(stall.stock().await, (100, 10, 90));

    let accepted = stall.accepts_only(&part, 7).await.is(200);
    assert_eq!(accepted.text_at("/state"), "partially_accepted");
    assert_eq!(stall.stock().await, (100, 7, 93));

    stall.ask(&part, "confirmation").await.is(200);
    let seen = stall.seen(&part).await;
    assert_eq!(seen.text_at("/state"), "accepted");
    let of = |name: &str| seen.int_at(&format!("/lines/0/quantity_{name}"));
    assert_eq!((of("ordered"), of("accepted"), of("declined")), (10, 7, 3));
    assert_eq!(stall.stock().await, (100, 7, 93));

    let second = stall.order(10).await;
    stall.accepts_only(&second, 1).await.is(200);
    assert_eq!(stall.stock().await, (100, 8, 92));
    stall.ask(&second, "cancellation").await.is(200);
    assert_eq!(stall.seen(&second).await.text_at("/state"), "cancelled");
    assert_eq!(stall.stock().await, (100, 7, 93));
    app.finish().await;
});

#[tokio::test]
async fn a_line_may_be_declined_whole_but_not_the_whole_order() {
    let app = TestApp::new(Engine::Sqlite).await;
    let stall = Stall::open(&app).await;
    let tea = stall.vendor.sells("Tea", 5_000, 100).await;
    let part = stall.buyer.buys(&[(&stall.offer, 4), (&tea, 6)]).await.remove(0);
    let seen = stall.seen(&part).await;
    let line = |offer: &TestOffer| {
        let lines = seen.json["lines"].as_array().expect("lines");
        lines.iter().find(|l| l["offer_id"] == json!(offer.offer_id)).expect("its line")["id"].clone()
    };
    let path = format!("/api/vendor-orders/{}/acceptance", part.id);
    let accept = |lines: Value| {
        let (vendor, path) = (stall.vendor.clone(), path.clone());
        async move { vendor.post(&path, &json!({ "lines": lines })).await }
    };
    let (mangoes, teas) = (line(&stall.offer), line(&tea));

    let none = json!([{ "line_id": mangoes, "quantity": 0 }, { "line_id": teas, "quantity": 0 }]);
    accept(none).await.is(422).code("orders.nothing_accepted");
    let more = accept(json!([{ "line_id": mangoes, "quantity": 5 }])).await.is(422).code("orders.bad_lines");
    assert_eq!(more.text_at("/details/line_id"), mangoes);
    let twice = json!([{ "line_id": mangoes, "quantity": 1 }, { "line_id": mangoes, "quantity": 1 }]);
    accept(twice).await.is(422).code("orders.bad_lines");
    let other = stall.order(1).await;
    let foreign = stall.seen(&other).await.text_at("/lines/0/id");
    accept(json!([{ "line_id": foreign, "quantity": 1 }])).await.is(422).code("orders.bad_lines");
    assert_eq!(stall.seen(&part).await.text_at("/state"), "placed");

    accept(json!([{ "line_id": mangoes, "quantity": 0 }])).await.is(200);
    assert_eq!(stall.stock().await, (100, 1, 99));
    assert_eq!(stall.vendor.stock_of(&tea).await, (100, 6, 94));
    app.finish().await;
}

on_every_engine!(a_rejected_or_cancelled_order_gives_its_stock_back, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let stall = Stall::open(&app).await;

    let rejected = stall.order(10).await;
    stall.ask(&rejected, "rejection").await.is(200);
    assert_eq!(stall.stock().await, (100, 0, 100));
    let seen = stall.seen(&rejected).await;
    assert_eq!(seen.text_at("/history/1/reason"), "the road is closed");
    assert_eq!(seen.int_at("/lines/0/quantity_declined"), 10);

    let called_off = stall.order(10).await;
    let answer = stall.ask(&called_off, "cancellation").await.is(200);
    assert_eq!(answer.text_at("/state"), "cancelled");
    assert_eq!(stall.stock().await, (100, 0, 100));

    let agreed = stall.order_in("cancel_requested").await;
    assert_eq!(stall.stock().await, (100, 5, 95));
    stall.ask(&agreed, "agreement").await.is(200);
    assert_eq!(stall.seen(&agreed).await.text_at("/state"), "cancelled");
    assert_eq!(stall.stock().await, (100, 0, 100));

    let refused = stall.order_in("cancel_requested").await;
    stall.ask(&refused, "cancellation-refusal").await.is(200);
    assert_eq!(stall.seen(&refused).await.text_at("/state"), "accepted");
    assert_eq!(stall.stock().await, (100, 5, 95));
    app.finish().await;
});

on_every_engine!(an_order_that_nobody_answers_in_time_is_rejected, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let mut stall = Stall::open(&app).await;
    let part = stall.order(10).await;
    let answered = stall.order_in("accepted").await;
    assert_eq!(stall.stock().await, (100, 15, 85));
    let unconfirmed = stall.order_in("partially_accepted").await;

    app.settle().await;
    app.clock.advance(minutes(24 * 60 - 5));
    app.settle().await;
    stall.comes_back().await;
    assert_eq!(stall.seen(&part).await.text_at("/state"), "placed", "there are five minutes left");
    assert_eq!(stall.seen(&unconfirmed).await.text_at("/state"), "partially_accepted");
    app.clock.advance(minutes(5));
    app.settle().await;

    let seen = stall.seen(&part).await;
    assert_eq!(seen.text_at("/state"), "rejected");
    assert_eq!(seen.text_at("/history/1/reason_code"), "not_answered");
    assert_eq!(stall.seen(&unconfirmed).await.text_at("/state"), "cancelled");
    assert_eq!(stall.seen(&answered).await.text_at("/state"), "accepted");
    assert_eq!(stall.stock().await, (100, 5, 95));
    let order = stall.buyer.get(&format!("/api/orders/{}", part.order_id)).await.is(200);
    assert_eq!(order.text_at("/state"), "cancelled");
    app.finish().await;
});

on_every_engine!(a_delivered_order_is_complete_after_the_days_of_return, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let mut stall = Stall::open(&app).await;
    let partner = app.partner("wheels").await;
    let rider = app.colleague(&partner, "rider").await;
    let dispatcher = app.staff(Role::Dispatcher).await;
    let part = stall.order(5).await;
    stall.vendor.packs(&part).await;
    app.settle().await;
    let id = dispatcher.get("/api/deliveries").await.is(200).text_at("/items/0/id");
    let to = |step: &str| format!("/api/deliveries/{id}/{step}");
    dispatcher.post(&to("partner"), &json!({ "partner_id": partner.company_id })).await.is(200);
    partner.post(&to("rider"), &json!({ "rider_id": rider.user_id })).await.is(200);
    rider.act(&to("pickup")).await.is(200);
    let tracking = stall.buyer.get(&format!("/api/orders/{}/tracking", part.order_id)).await.is(200);
    rider.post(&to("completion"), &json!({ "code": tracking.text_at("/0/proof_code") })).await.is(200);
    let path = format!("/api/orders/{}", part.order_id);
    app.settle().await;
    app.clock.advance(minutes(7 * 24 * 60 - 5));
    app.settle().await;
    stall.comes_back().await;
    assert_eq!(stall.buyer.get(&path).await.is(200).text_at("/state"), "delivered", "it may still be returned");

    app.clock.advance(minutes(5));
    app.settle().await;

    let complete = stall.buyer.get(&path).await.is(200);
    assert_eq!(complete.text_at("/state"), "completed");
    assert_eq!(complete.text_at("/vendor_orders/0/state"), "completed");
    assert_eq!(stall.stock().await, (95, 0, 95));
    for (verb, _) in VERBS {
        stall.ask(&part, verb).await.is(409).code("orders.wrong_state");
    }
    app.finish().await;
});

#[tokio::test]
async fn an_order_is_open_until_its_last_part_is_settled() {
    let app = TestApp::new(Engine::Sqlite).await;
    let stall = Stall::open(&app).await;
    let other = app.vendor("bharat").await;
    let tea = other.sells("Tea", 5_000, 100).await;
    let parts = stall.buyer.buys(&[(&stall.offer, 1), (&tea, 1)]).await;
    let part_of = |vendor: &Actor| parts.iter().find(|p| p.vendor_id == vendor.company_id).expect("its part");
    let state =
        || async { stall.buyer.get(&format!("/api/orders/{}", parts[0].order_id)).await.is(200).text_at("/state") };

    stall.ask(part_of(&stall.vendor), "rejection").await.is(200);
    assert_eq!(state().await, "open");
    let path = format!("/api/vendor-orders/{}/rejection", part_of(&other).id);
    other.post(&path, &json!({ "reason": "sold out" })).await.is(200);
    assert_eq!(state().await, "cancelled");
    app.finish().await;
}
