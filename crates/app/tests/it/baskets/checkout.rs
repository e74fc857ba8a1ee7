//! A basket is ordered once, in however many tabs it is shown, and however often a form is sent.

use infra::{IdempotentRequest, WriteOutcome};
use kernel::ids::Id;
use kernel::{Currency, Money};
use market::baskets::AddMode;
use market::may;
use market::orders::{CheckoutError, PaymentTerms, PlaceOrderCommand, PlaceOrderLine, check_out};
use testkit::{Actor, Engine, TestApp, TestOffer, on_every_engine};
use tokio::task::JoinSet;

use super::{buyer, id, packs, put, quantities, seen};

/// What a page showed: some packs of one offer.
fn shown(offer: &TestOffer, n: i64) -> PlaceOrderCommand {
    let expected_total = Money::new(n * 8_000, Currency::INR).expect("a sum");
    let lines = vec![PlaceOrderLine { offer: id(offer), quantity: packs(n) }];
    PlaceOrderCommand { lines, expected_total, terms: PaymentTerms::Prepaid, reference: None, ship_to: None }
}

fn key(who: &Actor, name: &str) -> IdempotentRequest {
    let company: kernel::CompanyId = who.company_id.parse().expect("an id");
    IdempotentRequest { company: company.uuid(), key: name.to_owned(), request_hash: vec![7; 32] }
}

async fn orders(who: &Actor) -> usize {
    who.get("/api/orders").await.is(200).json["items"].as_array().expect("a list").len()
}

on_every_engine!(a_basket_in_many_tabs_is_ordered_once, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
    let tea = acme.sells("Tea", 8_000, 100).await;
    put(&app, &corner, &[(&tea, 2)], AddMode::Add).await.expect("it is in the basket");

    let mut tabs = JoinSet::new();
    for tab in 0..8 {
        let (ctx, who, cmd, key) =
            (app.ctx.clone(), corner.clone(), shown(&tea, 2), key(&corner, &format!("tab-{tab}")));
        tabs.spawn(async move { check_out(&ctx, &buyer::<may::PlaceOrders>(&who), &key, cmd).await });
    }
    let (mut placed, mut changed) = (0, 0);
    for outcome in tabs.join_all().await {
        match outcome {
            Ok(WriteOutcome::Fresh(_)) => placed += 1,
            Err(CheckoutError::BasketChanged) => changed += 1,
            other => panic!("{other:?}"),
        }
    }

    assert_eq!((placed, changed, orders(&corner).await), (1, 7, 1));
    assert!(quantities(&seen(&app, &corner).await).is_empty());
    app.finish().await;
});

on_every_engine!(a_form_sent_again_leaves_what_is_in_the_basket_by_then, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
    let tea = acme.sells("Tea", 8_000, 100).await;
    let by = buyer::<may::PlaceOrders>(&corner);
    put(&app, &corner, &[(&tea, 2)], AddMode::Add).await.expect("it is in the basket");

    let otherwise = check_out(&app.ctx, &by, &key(&corner, "early"), shown(&tea, 3)).await;
    assert!(matches!(otherwise, Err(CheckoutError::BasketChanged)), "{otherwise:?}");
    let dear = PlaceOrderCommand { expected_total: Money::new(1, Currency::INR).expect("a sum"), ..shown(&tea, 2) };
    let moved = check_out(&app.ctx, &by, &key(&corner, "dear"), dear).await;
    assert!(matches!(moved, Err(CheckoutError::Place(_))), "{moved:?}");
    assert_eq!(quantities(&seen(&app, &corner).await), [("Tea".to_owned(), 2)], "a refusal takes nothing out");

    let first = check_out(&app.ctx, &by, &key(&corner, "form"), shown(&tea, 2)).await.expect("placed");
    put(&app, &corner, &[(&tea, 2)], AddMode::Add).await.expect("it is in the basket again");
    let again = check_out(&app.ctx, &by, &key(&corner, "form"), shown(&tea, 2)).await.expect("told again");

    let ((first, _), (again, _)) = (first.split(), again.split());
    assert_eq!((first.id, orders(&corner).await), (again.id, 1));
    assert_eq!(quantities(&seen(&app, &corner).await), [("Tea".to_owned(), 2)]);
    app.finish().await;
});
