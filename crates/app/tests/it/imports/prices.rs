//! Prices by file, and the guard.

use std::time::Duration;

use infra::jobs::Reactor;
use kernel::{PageLimit, Secret};
use market::imports::{self, Confirm, ImportError, ImportState, RowCode, RowState, RowVerdict};
use market::reactions::Reactions;
use serde_json::json;
use testkit::{Actor, Engine, TestApp, TestOffer, on_every_engine};

use super::{
    applied, counts, is_missing, many_products, once, outcomes, preview, price, prices_of, products_of, reversals,
    shown, sku, steps, stock_of, taken_back, vendor, with_password,
};

async fn offers(of: &Actor, how_many: usize) -> Vec<(TestOffer, String)> {
    let mut offers = Vec::new();
    for n in 0..how_many {
        let offer = of.sells(&format!("Mangoes {n}"), 10_000, 10).await;
        let sku = sku(of, &offer).await;
        offers.push((offer, sku));
    }
    offers
}

fn file(offers: &[(TestOffer, String)], price: &str) -> String {
    let rows = offers.iter().map(|(_, sku)| format!("{sku},{price}\n"));
    std::iter::once("sku,price\n".to_owned()).chain(rows).collect()
}

async fn put(of: &Actor, offer: &TestOffer, minor: i64) {
    let path = format!("/api/offers/{}/price", offer.offer_id);
    let answer = of.put(&path, "*", &json!({ "price_minor": minor })).await;
    assert!(answer.status.is_success(), "{}", answer.text);
}

on_every_engine!(a_preview_tells_of_each_row_what_it_would_do_and_changes_nothing, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (of, other) = (app.vendor("acme").await, app.vendor("zenith").await);
    let mine = offers(&of, 3).await;
    let theirs = offers(&other, 1).await;
    let csv = format!(
        "\u{feff}SKU;Price\r\n{};110.50\r\n{};100\r\n{};150.00\r\n{};110\r\nNOT-MINE;1\r\n{};110\r\n{};-5\r\n;7\r\nlonely\r\n",
        mine[0].1, mine[1].1, mine[2].1, theirs[0].1, mine[0].1, "A B",
    );

    let view = preview(&app, &prices_of(&of), &csv).await;

    let change = |to: &str| RowVerdict::Change { from: Some("100.00".to_owned()), to: to.to_owned(), held: None };
    let error = |field: &str, code| RowVerdict::Error { field: field.to_owned(), code };
    assert_eq!(view.rows[0].verdict, change("110.50"));
    assert_eq!(view.rows[1].verdict, RowVerdict::Same);
    assert!(
        matches!(&view.rows[2].verdict, RowVerdict::Change { held: Some(why), .. } if why.to_string().contains("50.0%"))
    );
    assert_eq!(view.rows[3].verdict, error("sku", RowCode::NoSuchSku));
    assert_eq!(view.rows[4].verdict, error("sku", RowCode::NoSuchSku));
    assert_eq!(view.rows[5].verdict, error("sku", RowCode::Twice));
    assert_eq!(view.rows[6].verdict, error("sku", RowCode::Characters));
    assert_eq!(view.rows[7].verdict, error("sku", RowCode::Empty));
    assert_eq!(view.rows[8].verdict, error("", RowCode::Width));
    assert_eq!(view.rows.iter().map(|r| r.line).collect::<Vec<_>>(), (2..=10).collect::<Vec<_>>());
    let row = &view.import;
    assert_eq!((row.rows, row.changes, row.errors, row.held), (9, 2, 6, 1));
    assert_eq!((row.state, view.columns.as_slice()), (ImportState::Previewed, ["sku", "price"].as_slice()));
    app.settle().await;
    assert_eq!((price(&of, &mine[0].0).await, steps(&of, &mine[0].0).await), (10_000, 1));
    app.finish().await;
});

on_every_engine!(a_confirmed_file_is_applied_once_and_taken_back_step_by_step, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let of = app.vendor("acme").await;
    let mine = offers(&of, 4).await;
    let by = prices_of(&of);
    let csv = format!("sku,price\n{},110\n{},150\n{},90\n{},105.25\n", mine[0].1, mine[1].1, mine[2].1, mine[3].1);
    let id = preview(&app, &by, &csv).await.import.id;
    // Somebody changes one of them by hand, after the preview.
    put(&of, &mine[2].0, 10_100).await;

    let first = imports::apply(&app.ctx, &by, id, &once(&of, "k"), Confirm::default()).await.expect("it begins");
    assert_eq!(counts(&first.import), (ImportState::Applying, 4, 0, 0));
    imports::apply(&app.ctx, &by, id, &once(&of, "k"), Confirm::default()).await.expect("the same again");
    let again = imports::apply(&app.ctx, &by, id, &once(&of, "other"), Confirm::default()).await;
    assert!(matches!(again, Err(ImportError::NotWaiting { state: ImportState::Applying })));
    app.settle().await;

    let view = shown(&app, &of, id).await;
    let (did, held, conflict) = (Some(RowState::Applied), Some(RowState::Held), Some(RowState::Conflict));
    assert_eq!(outcomes(&view), [did, held, conflict, did]);
    assert_eq!(counts(&view.import), (ImportState::Partly, 4, 4, 1));
    assert_eq!(view.rows[2].outcome.as_ref().and_then(|o| o.code.as_deref()), Some("prices.changed_meanwhile"));
    for (at, (now, took)) in [(11_000, 2), (10_000, 2), (10_100, 2), (10_525, 2)].into_iter().enumerate() {
        assert_eq!((price(&of, &mine[at].0).await, steps(&of, &mine[at].0).await), (now, took), "row {at}");
    }
    assert_eq!(of.get("/api/price-changes").await.is(200).items().len(), 1);
    // One notice of the batch, one of the change by hand.
    let notices = of.get("/api/notices").await.is(200);
    assert_eq!(notices.items().iter().filter(|n| n["kind"] == "import.advanced").count(), 1);
    assert_eq!(notices.items().iter().filter(|n| n["kind"] == "price.changed").count(), 1);

    // Somebody changes another one, after the import.
    put(&of, &mine[3].0, 10_600).await;
    let view = taken_back(&app, &of, &by, id).await;

    // What waited is not approved any more by somebody who does not know that the file was taken back.
    let undone = Some(RowState::Undone);
    assert_eq!(reversals(&view), [undone, undone, None, conflict]);
    assert_eq!((counts(&view.import), view.withdrawn), ((ImportState::Partly, 3, 3, 1), 1));
    assert!(of.get("/api/price-changes").await.is(200).items().is_empty());
    assert_eq!((price(&of, &mine[1].0).await, steps(&of, &mine[1].0).await), (10_000, 2));
    assert_eq!((price(&of, &mine[0].0).await, steps(&of, &mine[0].0).await), (10_000, 3));
    assert_eq!(price(&of, &mine[3].0).await, 10_600);
    let twice = imports::undo(&app.ctx, &by, id).await;
    assert!(matches!(twice, Err(ImportError::NotApplied { .. })));
    app.finish().await;
});

/// Decides about the change that waits on an offer.
async fn decides(by: &Actor, offer: &TestOffer, decision: &str) {
    let held = by.get("/api/price-changes").await.is(200);
    let change = held.items().iter().find(|row| row["offer_id"] == offer.offer_id.as_str()).expect("it waits").clone();
    let path = format!("/api/price-changes/{}/decision", change["id"].as_str().expect("an id"));
    by.post(&path, &json!({ "decision": decision })).await.is(200);
}

on_every_engine!(
    what_waits_of_an_import_is_withdrawn_with_it_whatever_was_decided_meanwhile,
    |engine: Engine| async move {
        let app = TestApp::new(engine).await;
        app.category().await;
        let of = app.vendor("acme").await;
        let colleague = app.colleague(&of, "vendor_finance").await;
        let mine = offers(&of, 5).await;
        let by = prices_of(&of);
        let id = preview(&app, &by, &file(&mine, "150")).await.import.id;
        let view = applied(&app, &of, &by, id).await;
        let held = Some(RowState::Held);
        assert_eq!((view.import.state, outcomes(&view)), (ImportState::Applied, vec![held; 5]));
        decides(&colleague, &mine[1].0, "refuse").await;
        put(&of, &mine[2].0, 10_100).await;
        let first = of.get("/api/price-changes").await.is(200);
        let waits = first.items().iter().find(|row| row["offer_id"] == mine[0].0.offer_id.as_str()).expect("it waits");
        let waits = format!("/api/price-changes/{}/decision", waits["id"].as_str().expect("an id"));

        // One is approved after somebody wanted the import taken back, and before it was.
        imports::undo(&app.ctx, &by, id).await.expect("it begins");
        decides(&colleague, &mine[3].0, "confirm").await;
        app.settle().await;

        let view = shown(&app, &of, id).await;
        // What a second person approved goes as far back as it went there: that takes a second person, too.
        let undone = Some(RowState::Undone);
        assert_eq!(reversals(&view), [undone, undone, undone, held, undone]);
        assert_eq!((counts(&view.import), view.withdrawn), ((ImportState::Partly, 5, 5, 1), 2));
        let prices = [10_000, 10_000, 10_100, 15_000, 10_000];
        for (at, now) in prices.into_iter().enumerate() {
            assert_eq!(price(&of, &mine[at].0).await, now, "row {at}");
        }
        colleague.post(&waits, &json!({ "decision": "confirm" })).await.is(409).code("prices.not_held");
        assert_eq!(of.get("/api/price-changes").await.is(200).items().len(), 1);
        decides(&colleague, &mine[3].0, "confirm").await;
        assert_eq!(price(&of, &mine[3].0).await, 10_000);
        // The batch is told of at its ends; of changes by themselves only what the colleague decided.
        let notices = of.get("/api/notices?limit=100").await.is(200);
        assert_eq!(notices.items().iter().filter(|n| n["kind"] == "price.rejected").count(), 1);
        let page = of.get(&format!("/vendor/imports/{id}")).await.is(200);
        assert!(page.text.contains("2 price changes that still needed approval were withdrawn"), "{}", page.text);
        app.finish().await;
    }
);

on_every_engine!(an_import_that_is_killed_again_and_again_does_each_row_once, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let of = app.vendor("acme").await;
    let made = preview(&app, &products_of(&of), &many_products("fruits", 70)).await.import.id;
    assert_eq!(applied(&app, &of, &products_of(&of), made).await.import.state, ImportState::Applied);
    let csv = (0..70).map(|n| format!("MANY-{n},110")).collect::<Vec<_>>().join("\n");
    let by = prices_of(&of);
    let id = preview(&app, &by, &format!("sku,price\n{csv}")).await.import.id;
    imports::apply(&app.ctx, &by, id, &once(&of, "k"), with_password()).await.expect("it begins");
    let (reactor, job) = (Reactions(app.ctx.clone()), json!({ "import_id": id }).to_string());

    // Every run is dropped somewhere in the middle, a little later each time.
    let mut killed = 0;
    for millis in (5..).step_by(10) {
        let ran = tokio::time::timeout(Duration::from_millis(millis), reactor.run("advance_import", &job, None)).await;
        killed += usize::from(ran.is_err());
        if shown(&app, &of, id).await.import.state == ImportState::Applied {
            break;
        }
    }
    app.settle().await;

    assert!(killed > 1, "it was killed {killed} times");
    let view = shown(&app, &of, id).await;
    assert_eq!(counts(&view.import), (ImportState::Applied, 70, 70, 0));
    assert!(outcomes(&view).iter().all(|o| *o == Some(RowState::Applied)));
    let mut from = String::new();
    let mut seen = 0;
    loop {
        let page = of.get(&format!("/api/offers?limit=100{from}")).await.is(200);
        for offer in page.items() {
            assert_eq!(
                (offer["price"]["amount_minor"].as_i64(), offer["price_version"].as_i64()),
                (Some(11_000), Some(2))
            );
            seen += 1;
        }
        let Some(next) = page.json["next_cursor"].as_str() else { break };
        from = format!("&cursor={next}");
    }
    assert_eq!(seen, 70);
    app.finish().await;
});

#[tokio::test]
async fn more_changes_than_go_unasked_take_the_password_and_each_that_goes_too_far_waits_all_the_same() {
    let app = TestApp::with(Engine::Sqlite, &[("trade.price_guard_burst", "3")]).await;
    app.category().await;
    let of = app.vendor("acme").await;
    let mine = offers(&of, 5).await;
    let by = prices_of(&of);
    let mut csv = file(&mine[..4], "110");
    csv.extend([mine[4].1.as_str(), ",200\n"]);
    let view = preview(&app, &by, &csv).await;
    let id = view.import.id;
    assert!(view.needs_password);

    let without = imports::apply(&app.ctx, &by, id, &once(&of, "a"), Confirm::default()).await;
    assert!(matches!(without, Err(ImportError::PasswordNeeded)));
    let wrong = Confirm { password: Some(Secret::new("another copper kettle".to_owned())) };
    assert!(matches!(imports::apply(&app.ctx, &by, id, &once(&of, "b"), wrong).await, Err(ImportError::Password(_))));
    app.settle().await;
    assert_eq!(price(&of, &mine[0].0).await, 10_000);
    imports::apply(&app.ctx, &by, id, &once(&of, "c"), with_password()).await.expect("it begins");
    app.settle().await;

    let view = shown(&app, &of, id).await;
    let (did, held) = (Some(RowState::Applied), Some(RowState::Held));
    assert_eq!(outcomes(&view), [did, did, did, did, held]);
    // Afterwards the batch counts: by hand, and for the next file.
    put(&of, &mine[0].0, 11_100).await;
    assert_eq!(price(&of, &mine[0].0).await, 11_000);
    assert!(preview(&app, &by, &file(&mine[1..2], "111")).await.needs_password);
    app.finish().await;
}

#[tokio::test]
async fn few_changes_need_no_password_and_those_beyond_the_guards_count_wait() {
    let app = TestApp::with(Engine::Sqlite, &[("trade.price_guard_burst", "3")]).await;
    app.category().await;
    let of = app.vendor("acme").await;
    let mine = offers(&of, 4).await;
    let view = preview(&app, &prices_of(&of), &file(&mine[..3], "110")).await;
    assert!(!view.needs_password);
    // One by hand comes first: the last of the file is one too many.
    put(&of, &mine[3].0, 10_100).await;
    let late = imports::show(&app.ctx, &vendor(&of), view.import.id).await.expect("it is there");
    assert!(late.needs_password);
    app.finish().await;
}

on_every_engine!(nobody_sees_or_touches_anothers_import, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (of, other) = (app.vendor("acme").await, app.vendor("zenith").await);
    let mine = offers(&of, 1).await;
    let id = preview(&app, &prices_of(&of), &file(&mine, "110")).await.import.id;

    let (thief, key) = (prices_of(&other), once(&other, "k"));
    assert!(is_missing(&imports::show(&app.ctx, &vendor(&other), id).await));
    assert!(is_missing(&imports::progress(&app.ctx, &vendor(&other), id).await));
    assert!(is_missing(&imports::apply(&app.ctx, &thief, id, &key, Confirm::default()).await));
    assert!(is_missing(&imports::undo(&app.ctx, &thief, id).await));
    assert!(is_missing(&imports::importer(&app.ctx, &vendor(&other), id).await));
    assert!(
        imports::list(&app.ctx, &vendor(&other), None, PageLimit::default()).await.expect("a page").items.is_empty()
    );
    // The right to move stock is none to change prices.
    assert!(is_missing(&imports::apply(&app.ctx, &stock_of(&of), id, &once(&of, "k"), Confirm::default()).await));
    app.settle().await;
    assert_eq!(price(&of, &mine[0].0).await, 10_000);
    let page = imports::list(&app.ctx, &vendor(&of), None, PageLimit::default()).await.expect("a page");
    assert_eq!(page.items.iter().map(|row| row.id).collect::<Vec<_>>(), [id]);
    app.finish().await;
});

#[tokio::test]
async fn an_import_goes_no_further_than_the_rights_of_whoever_confirmed() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let of = app.vendor("acme").await;
    let mine = offers(&of, 2).await;
    let manager = app.colleague(&of, "catalog_manager").await;
    let by = prices_of(&manager);
    let id = preview(&app, &by, &file(&mine, "110")).await.import.id;
    imports::apply(&app.ctx, &by, id, &once(&of, "k"), Confirm::default()).await.expect("it begins");
    // Before the job runs, the manager becomes a viewer.
    let team = of.get("/api/members?limit=100").await.is(200);
    let row = team.items().iter().find(|m| m["user_id"] == manager.user_id.as_str()).expect("the manager").clone();
    let path = format!("/api/members/{}", row["id"].as_str().expect("an id"));
    of.patch(&path, "*", &json!({ "role": "viewer" })).await.is(200);

    app.settle().await;

    let view = shown(&app, &of, id).await;
    assert_eq!(outcomes(&view), [Some(RowState::Refused), Some(RowState::Refused)]);
    assert_eq!(view.rows[0].outcome.as_ref().and_then(|o| o.code.as_deref()), Some("imports.no_right"));
    assert_eq!(view.import.state, ImportState::Partly);
    assert_eq!(price(&of, &mine[0].0).await, 10_000);
    app.finish().await;
}
