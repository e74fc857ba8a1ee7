//! Files that are none, or mean harm.

use market::imports::{self, ImportError};
use testkit::{Engine, TestApp, on_every_engine};

use super::{prices_of, vendor};

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
