//! New products by file.

use infra::spreadsheet;
use market::imports::{self, ImportState, RowCode, RowState, RowVerdict};
use testkit::{Engine, TestApp, on_every_engine};

use super::{
    applied, counts, many_products, once, outcomes, preview, prices_of, products_of, reversals, shown, taken_back,
    with_password,
};

const HEADER: &str =
    "title,brand,category,gtin,description,tax_class,sku,pack_size,min_quantity,quantity_step,max_quantity,price\n";
const SCRIPT: &str = "<script>alert(\"\"Hacked\"\")</script>";

on_every_engine!(products_are_listed_as_text_whatever_they_say_and_exported_defused, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let of = app.vendor("acme").await;
    let rest = "1,2,2,10";
    let csv = format!(
        "{HEADER}\"=HYPERLINK(\"\"http://evil.example\"\",\"\"Invoice\"\")\",@Brand,fruits,4006381333931,\"{SCRIPT}\n- fresh; =1+1\",gst_5,-SKU1,{rest},120.50\n\
         \"{SCRIPT}\",Café,fruits,,\"two\nlines\",gst_5,SKU-2,{rest},99\n\
         Bad shelf,B,fresh-food,,D,gst_5,SKU-3,{rest},1\n\
         Bad tax,B,fruits,,D,gst_99,SKU-4,{rest},1\n\
         Bad digits,B,fruits,4006381333930,D,gst_5,SKU-5,{rest},1\n\
         Same digits,B,fruits,4006381333931,D,gst_5,SKU-6,{rest},1\n\
         Bad step,B,fruits,,D,gst_5,SKU-7,1,3,2,10,1\n\
         Same sku,B,fruits,,D,gst_5,SKU-2,{rest},1\n\
         ,B,fruits,,D,gst_5,SKU-8,{rest},1\n"
    );
    let by = products_of(&of);
    let view = preview(&app, &by, &csv).await;
    let error = |field: &str, code| RowVerdict::Error { field: field.to_owned(), code };
    let verdicts: Vec<_> = view.rows.iter().skip(2).map(|row| row.verdict.clone()).collect();
    assert_eq!(
        verdicts,
        [
            error("category", RowCode::NoSuchCategory),
            error("tax_class", RowCode::NoSuchTaxClass),
            error("gtin", RowCode::InvalidGtin),
            error("gtin", RowCode::Twice),
            error("quantity_step", RowCode::QuantitiesDoNotFit),
            error("sku", RowCode::Twice),
            error("title", RowCode::Empty),
        ]
    );

    let view = applied(&app, &of, &by, view.import.id).await;

    assert_eq!(outcomes(&view)[..2], [Some(RowState::Applied); 2]);
    assert_eq!(view.import.state, ImportState::Applied);
    let found = of.get("/api/products?q=hacked").await.is(200);
    assert_eq!(found.text_at("/items/0/title"), SCRIPT.replace("\"\"", "\""));
    let file = of.get("/vendor/exports/products").await.is(200).text;
    for defused in ["\"'=HYPERLINK(", ",'@Brand,", ",'-SKU1,", "\n'- fresh;' =1+1", SCRIPT] {
        assert!(file.contains(defused), "{defused} in {file}");
    }
    let back = spreadsheet::read(file.as_bytes(), imports::ImportKind::Products.columns()).expect("it can be read");
    assert_eq!(back.len(), 2);
    assert_eq!(back[0].cells[0], "=HYPERLINK(\"http://evil.example\",\"Invoice\")");
    assert_eq!(back[0].cells[4], format!("{}\n- fresh; =1+1", SCRIPT.replace("\"\"", "\"")));
    assert_eq!(
        back[1].cells,
        [
            "<script>alert(\"Hacked\")</script>",
            "Café",
            "fruits",
            "",
            "two\nlines",
            "gst_5",
            "SKU-2",
            "1",
            "2",
            "2",
            "10",
            "99.00"
        ]
    );

    let again = preview(&app, &by, &file).await;
    assert!(again.rows.iter().all(|row| row.verdict == RowVerdict::Same), "{:?}", again.rows);
    // Whatever is another is refused, and a new row beside them is one.
    let other =
        file.replace(",99.00", ",98.00").replace("04006381333931", "") + "New,B,fruits,,D,gst_5,SKU-9,1,2,2,10,5\r\n";
    let other = preview(&app, &by, &other).await;
    let verdicts: Vec<_> = other.rows.iter().map(|row| row.verdict.clone()).collect();
    assert_eq!(verdicts[..2], [error("sku", RowCode::SkuTaken), error("sku", RowCode::SkuTaken)]);
    assert!(matches!(&verdicts[2], RowVerdict::Change { to, .. } if to == "New"), "{verdicts:?}");
    let view = taken_back(&app, &of, &by, view.import.id).await;
    assert_eq!(reversals(&view)[..2], [Some(RowState::Undone); 2]);
    assert_eq!(view.import.state, ImportState::Undone);
    assert!(app.anybody().get("/api/products?q=hacked").await.is(200).items().iter().all(|p| p["offer_count"] == 0));
    app.finish().await;
});

#[tokio::test]
async fn two_thousand_rows_are_listed_repriced_and_taken_back() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let of = app.vendor("acme").await;
    let made = preview(&app, &products_of(&of), &many_products("fruits", 2_000)).await.import.id;
    let view = applied(&app, &of, &products_of(&of), made).await;
    assert_eq!(counts(&view.import), (ImportState::Applied, 2_000, 2_000, 0));
    let file = of.get("/vendor/exports/prices").await.is(200).text;
    assert_eq!(file.lines().count(), 1 + 2_000);

    let by = prices_of(&of);
    let view = preview(&app, &by, &file.replace(",100.00", ",110.00")).await;
    assert_eq!((view.import.changes, view.needs_password), (2_000, true));
    let id = view.import.id;
    imports::apply(&app.ctx, &by, id, &once(&of, "k"), with_password()).await.expect("it begins");
    app.settle().await;
    assert_eq!(counts(&shown(&app, &of, id).await.import), (ImportState::Applied, 2_000, 2_000, 0));
    let view = taken_back(&app, &of, &by, id).await;

    assert_eq!(counts(&view.import), (ImportState::Undone, 2_000, 2_000, 0));
    assert_eq!(of.get("/vendor/exports/prices").await.is(200).text, file);
    app.finish().await;
}

on_every_engine!(orders_are_exported_line_by_line_to_each_side_and_to_nobody_else, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (of, other) = (app.vendor("acme").await, app.vendor("zenith").await);
    let (buyer, stranger) = (app.retailer("corner").await, app.retailer("market").await);
    let (mine, theirs) = (of.sells("=1+1", 1_250, 50).await, other.sells("Plain", 700, 50).await);
    buyer.buys(&[(&mine, 2), (&theirs, 3)]).await;
    stranger.buys(&[(&mine, 1)]).await;

    let sold = of.get("/vendor/exports/orders").await.is(200).text;
    let bought = buyer.get("/orders/export").await.is(200).text;

    assert_eq!((sold.lines().count(), bought.lines().count()), (1 + 2, 1 + 2));
    assert!(sold.contains(",'=1+1,1,2,,0,12.50,INR") && sold.contains(",market,"), "{sold}");
    assert!(!sold.contains("Plain") && !sold.contains("zenith"), "{sold}");
    assert!(bought.contains(",zenith,") && bought.contains(",7.00,INR"), "{bought}");
    assert!(!bought.contains("market"), "{bought}");
    app.finish().await;
});
