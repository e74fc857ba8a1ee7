//! What a vendor's pages read besides: the oldest orders, named price changes, what is free, movements
//! by name, and own offers by words.

use kernel::text::SearchText;
use kernel::{PageLimit, Price};
use market::catalog::{self, OfferState, WhichOffers};
use market::inventory::{self, MovementKind};
use market::orders::VendorOrderState;
use market::pricing::{self, GuardDecision};
use serde_json::json;

use super::*;

on_every_engine!(the_oldest_order_of_a_state_comes_first, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, zenith, corner) = (app.vendor("acme").await, app.vendor("zenith").await, app.retailer("corner").await);
    let tea = acme.sells("Tea", 8_000, 100).await;
    let (first, second) = (corner.buys(&[(&tea, 1)]).await, corner.buys(&[(&tea, 2)]).await);
    let one = PageLimit::new(1).expect("a limit");
    let oldest = async |who: &Actor, limit| {
        let by = seller::<may::ReadVendorOrders>(who);
        let rows = orders::oldest_vendor_orders(&app.ctx, &by, VendorOrderState::Placed, limit).await.expect("orders");
        rows.into_iter().map(|row| row.id.to_string()).collect::<Vec<_>>()
    };

    assert_eq!(oldest(&acme, PageLimit::default()).await, [first[0].id.clone(), second[0].id.clone()]);
    assert_eq!(oldest(&acme, one).await, [first[0].id.clone()]);
    assert_eq!(oldest(&zenith, one).await, Vec::<String>::new());
    app.finish().await;
});

on_every_engine!(price_changes_are_foreseen_and_seen_with_their_names, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, zenith) = (app.vendor("acme").await, app.vendor("zenith").await);
    let tea = acme.sells("Tea", 8_000, 1).await;
    let offer = catalog::own_offer(&app.ctx, &seller(&acme), id(&tea)).await.expect("an offer");
    let price = |minor| Price::new(minor).expect("a price");
    let preview_change = async |minor| {
        let by = seller::<may::EditPrices>(&acme);
        pricing::preview_change(&app.ctx, &by, offer.id, (offer.price, price(minor))).await.expect("a verdict")
    };

    assert_eq!(preview_change(8_100).await, GuardDecision::Apply);
    assert!(matches!(preview_change(80_000).await, GuardDecision::Hold(_)));
    let change = async |minor, version| {
        pricing::change_price(&app.ctx, &seller(&acme), id(&tea), price(minor), version).await.expect("a change")
    };
    let changed = change(8_100, offer.price_version).await;
    change(80_000, changed.version).await;
    let latest = pricing::latest_changes(&app.ctx, &seller(&acme), PageLimit::default()).await.expect("changes");
    let held = pricing::held_change_views(&app.ctx, &seller(&acme), None, PageLimit::default()).await.expect("changes");

    let seen: Vec<_> = latest.iter().map(|row| (row.title.as_str(), row.change.new_minor)).collect();
    assert_eq!(seen, [("Tea", 80_000), ("Tea", 8_100)]);
    assert!(latest.iter().all(|row| row.by_name.is_some() && row.sku.starts_with("SKU-")));
    assert_eq!(held.items.iter().map(|row| row.change.new_minor).collect::<Vec<_>>(), [80_000]);
    let others = pricing::latest_changes(&app.ctx, &seller(&zenith), PageLimit::default()).await.expect("changes");
    assert!(others.is_empty());
    assert!(
        pricing::held_change_views(&app.ctx, &seller(&zenith), None, PageLimit::default())
            .await
            .expect("none")
            .items
            .is_empty()
    );
    app.finish().await;
});

on_every_engine!(what_is_free_and_what_moved_is_told_to_its_vendor_alone, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, zenith, corner) = (app.vendor("acme").await, app.vendor("zenith").await, app.retailer("corner").await);
    let (tea, salt) = (acme.sells("Tea", 8_000, 20).await, acme.sells("Salt", 500, 0).await);
    corner.buys(&[(&tea, 3)]).await;
    let both = [id(&tea), id(&salt)];
    let free = async |who: &Actor| {
        let rows = inventory::free_of(&app.ctx, &seller(who), &both).await.expect("stock");
        rows.into_iter().map(|row| (row.offer_id, row.available, row.is_low)).collect::<Vec<_>>()
    };

    assert_eq!(free(&acme).await, [(id(&tea), 17, false)]);
    assert_eq!(free(&zenith).await, []);
    assert!(inventory::free_of(&app.ctx, &seller(&acme), &[]).await.expect("nothing").is_empty());
    let ledger = async |who: &Actor, offer| {
        let page =
            inventory::ledger(&app.ctx, &seller(who), offer, None, PageLimit::default()).await.expect("movements");
        page.items.into_iter().map(|row| (row.title, row.movement.kind, row.by_name)).collect::<Vec<_>>()
    };
    // Who bought is not told by name: they are another company's people.
    let own = Some("Asha Menon".to_owned());
    let moved = [("Tea".to_owned(), MovementKind::Allocated, None), ("Tea".to_owned(), MovementKind::Received, own)];
    assert_eq!(ledger(&acme, None).await, moved);
    assert_eq!(ledger(&acme, Some(id(&tea))).await, moved);
    assert_eq!(ledger(&acme, Some(id(&salt))).await, []);
    assert_eq!(ledger(&zenith, Some(id(&tea))).await, []);
    app.finish().await;
});

on_every_engine!(own_offers_are_found_by_words_sku_and_state, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, zenith) = (app.vendor("acme").await, app.vendor("zenith").await);
    let (tea, salt) = (acme.sells("Green Tea Leaves", 8_000, 1).await, acme.sells("Rock Salt", 500, 1).await);
    zenith.sells("Green Tea Powder", 900, 1).await;
    let sku = catalog::own_offer(&app.ctx, &seller(&acme), id(&salt)).await.expect("an offer").sku;
    let shown = acme.get(&format!("/api/offers/{}", tea.offer_id)).await.is(200);
    let paused = json!({ "state": "paused" });
    acme.patch(&format!("/api/offers/{}", tea.offer_id), &shown.etag(), &paused).await.is(200);
    let find = async |q: &str, state| {
        let which = WhichOffers { q: SearchText::new(q).ok(), state, after: None };
        let page =
            catalog::find_own_offers(&app.ctx, &seller(&acme), which, PageLimit::default()).await.expect("offers");
        page.items.into_iter().map(|offer| offer.title).collect::<Vec<_>>()
    };

    assert_eq!(find("", None).await, ["Green Tea Leaves", "Rock Salt"]);
    assert_eq!(find("tea gre", None).await, ["Green Tea Leaves"]);
    assert_eq!(find("gre tea", None).await, Vec::<String>::new(), "only the last word may be a beginning");
    assert_eq!(find(&sku, None).await, ["Rock Salt"]);
    assert_eq!(find("%", None).await, Vec::<String>::new());
    assert_eq!(find("", Some(OfferState::Paused)).await, ["Green Tea Leaves"]);
    let product = tea.product_id.parse().expect("an id");
    assert!(catalog::own_product(&app.ctx, &seller(&acme), product).await.expect("read").is_some());
    assert!(catalog::own_product(&app.ctx, &seller(&zenith), product).await.expect("read").is_none());
    app.finish().await;
});
