//! Whose basket it is; and that two tabs keep its bounds.

use kernel::CompanyId;
use market::baskets::{self, MOST_LINES};

use super::*;

on_every_engine!(nobody_sees_or_changes_another_persons_basket, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, corner, rival) = (app.vendor("acme").await, app.retailer("corner").await, app.retailer("rival").await);
    let colleague = app.colleague(&corner, "buyer").await;
    let tea = acme.sells("Tea", 8_000, 100).await;
    put(&app, &corner, &[(&tea, 2)], AddMode::Add).await.expect("it fits");

    for other in [&colleague, &rival] {
        assert_eq!(seen(&app, other).await.lines().count(), 0);
        put(&app, other, &[(&tea, 7)], AddMode::Set).await.expect("a line of their own");
        baskets::accept_prices(&app.ctx, &buyer(other)).await.expect("of their own");
        baskets::remove(&app.ctx, &buyer(other), id(&tea)).await.expect("of their own");
        baskets::empty(&app.ctx, &buyer(other)).await.expect("of their own");
    }
    // The same person in another company has another basket.
    let elsewhere =
        Actor { company_id: rival.company_id.parse::<CompanyId>().expect("an id").to_string(), ..corner.clone() };
    baskets::empty(&app.ctx, &buyer(&elsewhere)).await.expect("theirs is empty");

    assert_eq!(quantities(&seen(&app, &corner).await), held(&[("Tea", 2)]));
    app.finish().await;
});

on_every_engine!(a_basket_is_a_draft_and_leaves_no_fact, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, corner, admin) =
        (app.vendor("acme").await, app.retailer("corner").await, app.staff(Role::SuperAdmin).await);
    let tea = acme.sells("Tea", 8_000, 100).await;
    let trail = async || admin.get("/api/admin/audit?limit=100").await.is(200).items().len();
    let before = trail().await;

    put(&app, &corner, &[(&tea, 2)], AddMode::Add).await.expect("it fits");
    baskets::empty(&app.ctx, &buyer(&corner)).await.expect("emptied");

    assert_eq!(trail().await, before);
    app.finish().await;
});

on_every_engine!(two_tabs_cannot_fill_a_basket_beyond_its_bounds, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
    let mut offers = Vec::new();
    for n in 0..=MOST_LINES + 1 {
        let body = Actor::product_body(&format!("Product {n}"), &format!("P-{n}"), 100);
        let listed = acme.post_once("/api/products", &format!("list-{n}"), &body).await.is(201);
        let (product_id, offer_id) = (listed.text_at("/product_id"), listed.text_at("/offer_id"));
        offers.push(TestOffer { product_id, offer_id, price: 100, location_id: String::new() });
    }
    let most: Vec<_> = offers[..MOST_LINES - 1].iter().map(|offer| (offer, 1)).collect();
    put(&app, &corner, &most, AddMode::Add).await.expect("one is left");

    let one_more = |at: usize| {
        let (app, corner, offer) = (&app, &corner, &offers[MOST_LINES + at]);
        async move { put(app, corner, &[(offer, 1)], AddMode::Add).await }
    };
    let (one, two) = tokio::join!(one_more(0), one_more(1));

    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
    assert!(matches!(one.and(two), Err(BasketError::Full { most: MOST_LINES })));
    assert_eq!(seen(&app, &corner).await.lines().count(), MOST_LINES);
    let all: Vec<_> = offers.iter().map(|offer| (offer, 1)).collect();
    assert!(matches!(put(&app, &corner, &all, AddMode::Set).await, Err(BasketError::Full { .. })));
    app.finish().await;
});

on_every_engine!(a_basket_holds_the_currency_that_its_company_buys_in, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
    let gulf = app.vendor_in("gulf", "AE", "AED").await;
    let (tea, dates) = (acme.sells("Tea", 8_000, 100).await, gulf.sells("Dates", 900, 100).await);
    put(&app, &corner, &[(&tea, 1)], AddMode::Add).await.expect("it fits");

    let refused = put(&app, &corner, &[(&dates, 1)], AddMode::Add).await;

    let Err(BasketError::OtherCurrency { offer_id, .. }) = refused else { panic!("{refused:?}") };
    assert_eq!(offer_id, id(&dates));
    baskets::empty(&app.ctx, &buyer(&corner)).await.expect("emptied");
    let refused = put(&app, &corner, &[(&dates, 1)], AddMode::Add).await;
    assert!(matches!(refused, Err(BasketError::OtherCurrency { .. })), "an empty one takes no other: {refused:?}");
    let souk = app.retailer_in("souk", "AE", "AED").await;
    put(&app, &souk, &[(&dates, 1)], AddMode::Add).await.expect("its own currency");
    assert_eq!(seen(&app, &souk).await.total.map(|total| total.to_string()), Some("AED 9.00".to_owned()));
    app.finish().await;
});
