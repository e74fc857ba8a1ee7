//! A vendor's figures, its low stock, and a company's time zone.

use kernel::{PageLimit, Timestamp, ZoneName};
use market::inventory::{self, SetThreshold, StockError, Threshold};
use market::orders::VendorOrderState;
use serde_json::json;

use super::*;

on_every_engine!(a_vendor_sees_its_own_figures_only, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, zenith, corner) = (app.vendor("acme").await, app.vendor("zenith").await, app.retailer("corner").await);
    let (tea, salt) = (acme.sells("Tea", 8_000, 100).await, acme.sells("Salt", 500, 100).await);
    let dates = zenith.sells("Dates", 900, 100).await;
    corner.buys(&[(&tea, 3), (&salt, 50), (&dates, 1)]).await;
    let rejected = corner.buys(&[(&tea, 9)]).await;
    let reason = json!({ "reason": "none left today" });
    acme.post(&format!("/api/vendor-orders/{}/rejection", rejected[0].id), &reason).await.is(200);
    let part = corner.buys(&[(&tea, 5)]).await;
    let view = acme.get(&format!("/api/vendor-orders/{}", part[0].id)).await.is(200);
    let less = json!({ "lines": [{ "line_id": view.text_at("/lines/0/id"), "quantity": 2 }] });
    acme.post(&format!("/api/vendor-orders/{}/acceptance", part[0].id), &less).await.is(200);

    let reader = seller::<may::ReadVendorOrders>(&acme);
    let counts = orders::vendor_counts(&app.ctx, &reader).await.expect("counts");
    let sales = orders::sales(&app.ctx, &reader, u16::MAX).await.expect("sales");
    let best = orders::best_sellers(&app.ctx, &reader, 30).await.expect("best sellers");

    assert_eq!(counts, [(VendorOrderState::PartiallyAccepted, 1), (VendorOrderState::Placed, 1)]);
    assert_eq!(sales.len(), 90);
    let sold: Vec<_> = sales.iter().filter(|day| day.orders > 0).collect();
    let (orders, total) = sold.iter().fold((0, 0), |(n, sum), day| (n + day.orders, sum + day.total.minor()));
    assert_eq!((orders, total), (2, 5 * 8_000 + 50 * 500), "{sold:?}");
    let days = ZoneName::new("Asia/Kolkata").expect("a zone").last_days(app.ctx.store.now(), 90);
    assert_eq!(sales.iter().map(|day| day.day).collect::<Vec<Timestamp>>(), days[..90]);
    let best: Vec<_> = best.iter().map(|b| (b.title.as_str(), b.packs, b.total.minor())).collect();
    assert_eq!(best, [("Tea", 5, 40_000), ("Salt", 50, 25_000)]);
    let nothing = orders::sales(&app.ctx, &seller(&app.vendor("newcomer").await), 0).await.expect("one day");
    assert_eq!(nothing.iter().map(|day| (day.orders, day.total.minor())).collect::<Vec<_>>(), [(0, 0)]);
    app.finish().await;
});

on_every_engine!(stock_is_low_from_its_threshold_on, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, zenith) = (app.vendor("acme").await, app.vendor("zenith").await);
    let (tea, salt) = (acme.sells("Tea", 8_000, 20).await, acme.sells("Salt", 500, 0).await);
    let place = |offer: &TestOffer| offer.location_id.parse().expect("an id");
    let set = async |who: &Actor, offer: &TestOffer, n: i64| {
        let threshold = Threshold::new(n).expect("a threshold");
        let cmd = SetThreshold { offer: id(offer), location: place(offer), threshold };
        inventory::set_threshold(&app.ctx, &seller::<may::MoveStock>(who), cmd).await
    };
    let low = async |who: &Actor| {
        let page = inventory::low(&app.ctx, &seller::<may::ReadStock>(who), None, PageLimit::default()).await;
        page.expect("a page")
            .items
            .into_iter()
            .map(|row| (row.title, row.available, row.low_threshold))
            .collect::<Vec<_>>()
    };

    assert_eq!(low(&acme).await, []);
    set(&acme, &tea, 19).await.expect("set");
    assert_eq!(low(&acme).await, []);
    set(&acme, &tea, 20).await.expect("set");
    set(&acme, &tea, 20).await.expect("twice is once");
    assert_eq!(low(&acme).await, [("Tea".to_owned(), 20, 20)]);
    // A place that never had any gets its level with the threshold.
    set(&acme, &salt, 5).await.expect("set");
    assert_eq!(low(&acme).await.last(), Some(&("Salt".to_owned(), 0, 5)));

    assert!(matches!(set(&zenith, &tea, 1).await, Err(StockError::Missing)));
    assert_eq!(low(&zenith).await, []);
    assert_eq!(Threshold::new(-1).or(Threshold::new(1_000_001)), None);
    app.finish().await;
});

on_every_engine!(a_company_has_a_time_zone_at_first_its_countrys, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let gulf = app.vendor_in("gulf", "AE", "AED").await;
    assert_eq!(gulf.get("/api/me").await.is(200).text_at("/time_zone"), "Asia/Dubai");
    let own = gulf.get("/api/company").await.is(200);
    assert_eq!(own.text_at("/time_zone"), "Asia/Dubai");

    let edited = gulf.patch("/api/company", &own.etag(), &json!({ "time_zone": "asia/kolkata" })).await.is(200);
    assert_eq!(edited.text_at("/time_zone"), "Asia/Kolkata");
    for bad in ["", "Asia/Atlantis", "+05:30", "Etc/Unknown"] {
        let answer = gulf.patch("/api/company", &edited.etag(), &json!({ "time_zone": bad })).await;
        assert_eq!(answer.status.as_u16(), 400, "{bad}: {}", answer.text);
    }

    assert_eq!(gulf.get("/api/me").await.is(200).text_at("/time_zone"), "Asia/Kolkata");
    app.finish().await;
});
