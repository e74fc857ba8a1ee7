//! Baskets, quick order, reorder, and a vendor's figures, on every engine.

mod checkout;
mod figures;
mod pad;
mod quick;
mod seen;
mod tenancy;
mod typed;

use kernel::{OfferId, Quantity};
use market::authority::{Operator, Principal, Retailer, Vendor};
use market::baskets::{self, AddMode, Availability, BasketError, BasketView};
use market::may::{self, CompanyKind, Right, Role};
use market::orders;
use testkit::{Actor, Engine, TestApp, TestOffer, on_every_engine};

fn principal(who: &Actor, kind: CompanyKind) -> Principal {
    let (user, company) = (who.user_id.parse().expect("an id"), who.company_id.parse().expect("an id"));
    Operator::at_the_console().act_as(user, company, kind, Role::Owner)
}

/// The proof that a retailer's owner may do something.
fn buyer<R: Right>(who: &Actor) -> Retailer<R> {
    market::authority::Access::grant(Some(&principal(who, CompanyKind::Retailer))).expect("a right")
}

/// The proof that a vendor's owner may do something.
pub fn seller<R: Right>(who: &Actor) -> Vendor<R> {
    market::authority::Access::grant(Some(&principal(who, CompanyKind::Vendor))).expect("a right")
}

fn id(offer: &TestOffer) -> OfferId {
    offer.offer_id.parse().expect("an id")
}

fn packs(n: i64) -> Quantity {
    Quantity::new(n).expect("a quantity")
}

async fn put(app: &TestApp, who: &Actor, lines: &[(&TestOffer, i64)], how: AddMode) -> Result<(), BasketError> {
    let lines = lines.iter().map(|(offer, n)| (id(offer), packs(*n))).collect();
    baskets::add(&app.ctx, &buyer::<may::PlaceOrders>(who), lines, how).await
}

async fn seen(app: &TestApp, who: &Actor) -> BasketView {
    baskets::show(&app.ctx, &buyer::<may::PlaceOrders>(who)).await.expect("a basket")
}

fn quantities(view: &BasketView) -> Vec<(String, i64)> {
    view.lines().map(|line| (line.title.clone(), line.quantity.get())).collect()
}

fn held(lines: &[(&str, i64)]) -> Vec<(String, i64)> {
    lines.iter().map(|(title, n)| ((*title).to_owned(), *n)).collect()
}

on_every_engine!(a_basket_is_shown_by_vendor_with_its_sums, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (zenith, acme, corner) = (app.vendor("zenith").await, app.vendor("acme").await, app.retailer("corner").await);
    let (tea, mangoes) = (zenith.sells("Tea", 8_000, 3).await, acme.sells("Mangoes", 12_000, 400).await);
    let salt = acme.sells("Salt", 500, 0).await;

    put(&app, &corner, &[(&tea, 5), (&mangoes, 2)], AddMode::Add).await.expect("it fits");
    put(&app, &corner, &[(&salt, 4), (&mangoes, 1)], AddMode::Add).await.expect("it fits");
    let view = seen(&app, &corner).await;

    let sums = view.vendors.iter().map(|p| (p.vendor_name.as_str(), p.total.map(kernel::Money::minor)));
    assert_eq!(sums.collect::<Vec<_>>(), [("acme", Some(38_000)), ("zenith", Some(40_000))]);
    assert_eq!(view.total.map(|total| total.to_string()), Some("INR 780.00".to_owned()));
    assert_eq!(quantities(&view), held(&[("Mangoes", 3), ("Salt", 4), ("Tea", 5)]));
    let there: Vec<_> = view.lines().map(|line| line.availability).collect();
    assert_eq!(there, [Availability::Enough, Availability::Nothing, Availability::Less]);
    assert!(!view.can_be_ordered() && !view.moved());
    app.finish().await;
});

on_every_engine!(set_add_and_at_least_do_what_they_say, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
    let (tea, salt) = (acme.sells("Tea", 8_000, 100).await, acme.sells("Salt", 500, 100).await);

    put(&app, &corner, &[(&tea, 2), (&tea, 3)], AddMode::Add).await.expect("twice is together");
    put(&app, &corner, &[(&tea, 4)], AddMode::Add).await.expect("added");
    assert_eq!(quantities(&seen(&app, &corner).await), held(&[("Tea", 9)]));
    put(&app, &corner, &[(&tea, 6), (&salt, 1)], AddMode::Set).await.expect("set");
    put(&app, &corner, &[(&tea, 2), (&salt, 3)], AddMode::AtLeast).await.expect("at least");
    assert_eq!(baskets::count(&app.ctx, &buyer(&corner)).await.expect("a count"), 2);
    assert_eq!(quantities(&seen(&app, &corner).await), held(&[("Tea", 6), ("Salt", 3)]));

    baskets::remove(&app.ctx, &buyer(&corner), id(&tea)).await.expect("removed");
    baskets::remove(&app.ctx, &buyer(&corner), id(&tea)).await.expect("it is gone already");
    assert_eq!(quantities(&seen(&app, &corner).await), held(&[("Salt", 3)]));
    put(&app, &corner, &[(&tea, 1)], AddMode::Add).await.expect("added");
    baskets::remove_many(&app.ctx, &buyer(&corner), &[id(&salt)]).await.expect("what was ordered goes");
    assert_eq!(quantities(&seen(&app, &corner).await), held(&[("Tea", 1)]));
    baskets::empty(&app.ctx, &buyer(&corner)).await.expect("emptied");
    assert_eq!(seen(&app, &corner).await.total, None);
    app.finish().await;
});

on_every_engine!(what_does_not_fit_is_refused_and_changes_nothing, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
    let (tea, salt) = (acme.sells("Tea", 8_000, 100).await, acme.sells("Salt", 500, 100).await);
    let path = format!("/api/offers/{}", tea.offer_id);
    let terms = serde_json::json!({ "min_quantity": 4, "quantity_step": 2, "max_quantity": 10 });
    acme.patch(&path, &acme.get(&path).await.etag(), &terms).await.is(200);
    put(&app, &corner, &[(&tea, 8)], AddMode::Add).await.expect("it fits");

    for (n, how, made) in [(2, AddMode::Set, 2), (5, AddMode::Set, 5), (12, AddMode::Set, 12), (4, AddMode::Add, 12)] {
        let refused = put(&app, &corner, &[(&salt, 1), (&tea, n)], how).await;
        let Err(BasketError::BadQuantity { wanted, min_quantity: 4, quantity_step: 2, max_quantity: 10, .. }) = refused
        else {
            panic!("{n} packs: {refused:?}")
        };
        assert_eq!(wanted, made);
    }
    let nowhere = TestOffer { offer_id: app.ctx.store.id::<OfferId>().to_string(), ..tea.clone() };
    let refused = put(&app, &corner, &[(&salt, 1), (&nowhere, 1)], AddMode::Add).await;
    assert!(
        matches!(&refused, Err(BasketError::NotSellable { offer_ids }) if *offer_ids == [id(&nowhere)]),
        "{refused:?}"
    );

    assert_eq!(quantities(&seen(&app, &corner).await), held(&[("Tea", 8)]));
    app.finish().await;
});

on_every_engine!(a_price_that_moved_is_told_until_it_is_accepted, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
    let tea = acme.sells("Tea", 8_000, 100).await;
    put(&app, &corner, &[(&tea, 2)], AddMode::Add).await.expect("it fits");

    let price = serde_json::json!({ "price_minor": 8_200 });
    acme.put(&format!("/api/offers/{}/price", tea.offer_id), "*", &price).await.is(200);
    put(&app, &corner, &[(&tea, 3)], AddMode::Set).await.expect("a number changes, the price stays unseen");

    let view = seen(&app, &corner).await;
    let line = view.lines().next().expect("a line");
    assert_eq!((line.seen.minor(), line.price.minor(), line.moved()), (8_000, 8_200, true));
    assert_eq!(view.total.map(kernel::Money::minor), Some(24_600));
    baskets::accept_prices(&app.ctx, &buyer(&corner)).await.expect("accepted");
    assert!(!seen(&app, &corner).await.moved());
    app.finish().await;
});

on_every_engine!(an_offer_that_paused_stays_in_the_basket_and_out_of_its_sum, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
    let (tea, salt) = (acme.sells("Tea", 8_000, 100).await, acme.sells("Salt", 500, 100).await);
    put(&app, &corner, &[(&tea, 1), (&salt, 1)], AddMode::Add).await.expect("it fits");
    assert!(seen(&app, &corner).await.can_be_ordered());

    let path = format!("/api/offers/{}", tea.offer_id);
    acme.patch(&path, &acme.get(&path).await.etag(), &serde_json::json!({ "state": "paused" })).await.is(200);

    let view = seen(&app, &corner).await;
    assert_eq!(view.total.map(kernel::Money::minor), Some(500));
    assert_eq!(view.lines().map(|line| line.sellable).collect::<Vec<_>>(), [false, true]);
    assert!(!view.can_be_ordered());
    app.finish().await;
});

on_every_engine!(an_earlier_order_goes_into_the_basket_again, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
    let (tea, salt) = (acme.sells("Tea", 8_000, 100).await, acme.sells("Salt", 500, 100).await);
    let order = corner.buys(&[(&tea, 3), (&salt, 2)]).await[0].order_id.parse().expect("an id");
    let path = format!("/api/offers/{}", salt.offer_id);
    acme.patch(&path, &acme.get(&path).await.etag(), &serde_json::json!({ "state": "paused" })).await.is(200);

    orders::reorder(&app.ctx, &buyer(&corner), order).await.expect("reordered");
    let again = orders::reorder(&app.ctx, &buyer(&corner), order).await.expect("twice does no more than once");

    assert_eq!(again.added.iter().map(|line| line.title.as_str()).collect::<Vec<_>>(), ["Tea"]);
    let missing: Vec<_> = again.missing.iter().map(|missing| (missing.line.title.as_str(), &missing.why)).collect();
    assert!(matches!(missing[..], [("Salt", BasketError::NotSellable { .. })]), "{missing:?}");
    assert_eq!(quantities(&seen(&app, &corner).await), held(&[("Tea", 3)]));
    let stranger = app.retailer("stranger").await;
    let refused = orders::reorder(&app.ctx, &buyer(&stranger), order).await;
    assert!(matches!(refused, Err(orders::ReorderError::Missing)), "{refused:?}");
    app.finish().await;
});
