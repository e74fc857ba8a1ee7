//! Files that are none, or mean harm.

use market::imports::{self, ImportError};
use testkit::{Actor, Engine, TestApp, TestResponse, on_every_engine};

use super::{prices_of, vendor};
use crate::forms;

on_every_engine!(hostile_files_are_refused_in_words_and_nothing_of_them_is_kept, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let of = app.vendor("acme").await;
    let wide = (0..10_000).map(|n| format!("c{n}")).collect::<Vec<_>>().join(",");
    let files: Vec<(Vec<u8>, &str)> = vec![
        (b"sku,price\nA\0,1\n".to_vec(), "null character"),
        (vec![b'a'; 10 << 20], "1 MiB"),
        (b"sku,price\nA,\"1\n".to_vec(), "quotation mark"),
        (wide.into_bytes(), "9995 more"),
        (b"sku,price\n\xff\xfe,1\n".to_vec(), "UTF-8"),
        (b"s\0k\0u\0".to_vec(), "null character"),
        (vec![], "empty"),
        (b"sku\nA\n".to_vec(), "missing the columns price"),
        (b"sku,price,<script>alert(1)</script>\n".to_vec(), "allowed columns are sku, price"),
        (format!("sku,price\n{}", "A,1\n".repeat(2_001)).into_bytes(), "2000 rows"),
        (b"PK\x03\x04 a spreadsheet, not saved as text".to_vec(), "control character on line 1"),
    ];

    for (file, says) in files {
        match imports::preview(&app.ctx, &prices_of(&of), &file).await {
            Err(ImportError::Unreadable { why }) => assert!(why.contains(says) && why.len() < 500, "{says}: {why}"),
            other => panic!("{says}: {other:?}"),
        }
    }
    let none = imports::preview(&app.ctx, &prices_of(&of), b"sku,price\n\n  \n,\n").await;

    assert!(matches!(none, Err(ImportError::NoRows)));
    let kept = imports::list(&app.ctx, &vendor(&of), None, kernel::PageLimit::default()).await.expect("a page");
    assert!(kept.items.is_empty());
    app.finish().await;
});

/// Sends a file with the form of a page, as a browser does.
async fn chooses(by: &Actor, (page, lang): (&str, &str), file: &[u8]) -> TestResponse {
    let token = forms::hidden(&by.get(page).await.is(200), "_csrf");
    let part = |name: &str| format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"");
    let mut body = format!(
        "{}\r\n\r\n{token}\r\n{}\r\n\r\nprices\r\n{}; filename=\"p.xlsx\"\r\n\r\n",
        part("_csrf"),
        part("kind"),
        part("file")
    )
    .into_bytes();
    body.extend([file, b"\r\n--b--\r\n"].concat());
    let headers = [
        ("content-type", "multipart/form-data; boundary=b"),
        ("sec-fetch-site", "same-origin"),
        ("accept-language", lang),
    ];
    by.send("POST", page, &headers, Some(body)).await
}

#[tokio::test]
async fn a_workbook_is_refused_beside_its_field_with_what_to_do_instead() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (of, buyer) = (app.vendor("acme").await, app.retailer("corner").await);
    let (workbook, older) = (b"PK\x03\x04\x14\0\x08\xff\xfe", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    let picture = b"\xff\xd8\xff\xe0 a picture";

    for (by, page) in [(&of, "/vendor/imports"), (&buyer, "/quick-order")] {
        for file in [&workbook[..], older] {
            let refused = chooses(by, (page, "en"), file).await.is(422).text;
            let says = "This file is a workbook, not text. Save it as CSV (UTF-8) and choose that file.";
            assert!(refused.contains(says) && refused.contains("name=\"file\""), "{page}: {refused}");
        }
        let refused = chooses(by, (page, "en"), picture).await.is(422).text;
        assert!(refused.contains("This file isn\u{2019}t text in UTF-8. Save it as CSV (UTF-8)"), "{page}: {refused}");
        let refused = chooses(by, (page, "ar"), workbook).await.is(422).text.replace(['\u{2068}', '\u{2069}'], "");
        assert!(refused.contains("احفظه بصيغة CSV (UTF-8)"), "{page}: {refused}");
    }
    app.finish().await;
}
