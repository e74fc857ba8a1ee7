//! Files that are taken along: CSV that Excel reads as UTF-8 and our own import reads back, and workbooks.

use market::authority::{Access, Operator, Vendor};
use market::imports::{self, Importer, RowVerdict};
use market::may::{CompanyKind, EditPrices, Role};
use testkit::{Actor, Engine, TestApp, TestResponse, on_every_engine};

fn is_a_file(answer: &TestResponse, name: &str, content_type: &str) {
    let header = |name: &str| answer.headers[name].to_str().expect("a text").to_owned();
    assert_eq!(header("content-disposition"), format!("attachment; filename=\"{name}\""));
    assert_eq!(header("content-type"), content_type);
}

fn importer(of: &Actor) -> Importer {
    let (user, company) = (of.user_id.parse().expect("an id"), of.company_id.parse().expect("an id"));
    let principal = Operator::at_the_console().act_as(user, company, CompanyKind::Vendor, Role::Owner);
    Vendor::<EditPrices>::grant(Some(&principal)).expect("an owner may").into()
}

on_every_engine!(an_export_begins_with_a_byte_order_mark_and_is_read_back, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
    let tea = acme.sells("दूध वाली चाय", 8_050, 100).await;
    corner.buys(&[(&tea, 2)]).await;

    for (by, path, name) in [
        (&acme, "/vendor/exports/prices", "prices.csv"),
        (&acme, "/vendor/exports/stock", "stock.csv"),
        (&acme, "/vendor/exports/products", "products.csv"),
        (&acme, "/vendor/exports/orders", "orders.csv"),
        (&corner, "/orders/export", "orders.csv"),
    ] {
        let file = by.get(path).await.is(200);
        is_a_file(&file, name, "text/csv; charset=utf-8");
        assert!(file.text.starts_with('\u{feff}') && file.text.lines().count() == 2, "{path}: {}", file.text);
    }

    let prices = acme.get("/vendor/exports/prices").await.is(200).text;
    let read = imports::preview(&app.ctx, &importer(&acme), prices.as_bytes()).await.expect("it can be read");
    assert!(read.rows.iter().all(|row| row.verdict == RowVerdict::Same), "{read:?}");
    let dearer = prices.replace("80.50", "\"₹८०,७५\"");
    let read = imports::preview(&app.ctx, &importer(&acme), dearer.as_bytes()).await.expect("it can be read");
    let changes = RowVerdict::Change { from: Some("80.50".to_owned()), to: "80.75".to_owned(), held: None };
    assert_eq!(read.rows.iter().map(|row| &row.verdict).collect::<Vec<_>>(), [&changes]);
    app.finish().await;
});

#[tokio::test]
async fn an_export_is_a_workbook_where_the_address_asks_for_one() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
    let tea = acme.sells("=HYPERLINK(1)", 8_050, 100).await;
    corner.buys(&[(&tea, 2)]).await;
    let workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    for (by, path, name) in [
        (&acme, "/vendor/exports/prices", "prices.xlsx"),
        (&acme, "/vendor/exports/stock", "stock.xlsx"),
        (&acme, "/vendor/exports/products", "products.xlsx"),
        (&acme, "/vendor/exports/orders", "orders.xlsx"),
        (&corner, "/orders/export", "orders.xlsx"),
    ] {
        let file = by.get(&format!("{path}?format=xlsx")).await.is(200);
        is_a_file(&file, name, workbook);
        assert!(file.text.starts_with("PK\u{3}\u{4}") && file.text.contains("xl/worksheets/sheet1.xml"), "{path}");
        is_a_file(
            &by.get(&format!("{path}?format=csv")).await.is(200),
            &name.replace("xlsx", "csv"),
            "text/csv; charset=utf-8",
        );
        by.get(&format!("{path}?format=pdf")).await.is(422);
    }
    for (by, page) in
        [(&acme, "/vendor/orders"), (&acme, "/vendor/stock"), (&acme, "/vendor/imports"), (&corner, "/orders")]
    {
        assert!(by.get(page).await.is(200).text.contains("?format=xlsx"), "{page}");
    }
    app.finish().await;
}
