//! Lists that only pages have, walked by the links that stand on them.

use std::collections::BTreeSet;

use market::may::Role;
use testkit::{Actor, Engine, TestApp};

use super::scene::{changes_price, lists, opens, receives};
use crate::forms;

/// Rows of each list: one page, and two more.
const ROWS: usize = 22;

/// What stands behind a mark, up to the end of the attribute or element.
fn behind(text: &str, mark: &str) -> Vec<String> {
    let ends = |c: char| ['"', '<', '/'].contains(&c);
    text.split(mark).skip(1).map(|rest| rest.split(ends).next().unwrap_or_default().to_owned()).collect()
}

/// The rows of all pages of a list, page by page.
async fn follow(by: &Actor, first: &str, mark: &str) -> Vec<Vec<String>> {
    let (mut pages, mut path) = (Vec::new(), first.to_owned());
    while pages.len() < 10 {
        let page = by.get(&path).await.is(200);
        pages.push(behind(&page.text, mark));
        let Some((_, next)) = page.text.split_once("rel=\"next\" href=\"") else { return pages };
        path = next.split('"').next().expect("an address").replace("&#38;", "&").replace("&amp;", "&");
    }
    panic!("{first} has no end: {pages:?}");
}

struct Shop {
    app: TestApp,
    vendor: Actor,
    /// The one offer with very many movements.
    main: String,
}

async fn shop() -> Shop {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let vendor = app.vendor("acme").await;
    let hall = opens(&vendor, "Hall").await;
    let mut main = None;
    for n in 0..ROWS {
        let offer = lists(&vendor, (&format!("Item {n}"), "Delta", 8_000), &format!("ITEM-{n:02}")).await;
        receives(&vendor, &offer, &hall, &format!("opening {n:02}")).await;
        assert_eq!(changes_price(&vendor, &offer, 80_000).await, "held");
        let pasted = format!("sku,price\nITEM-{n:02},81.00\n");
        let file = [("kind", "prices"), ("pasted", pasted.as_str())];
        forms::fill(&vendor, &[], "/vendor/imports", "/vendor/imports", &file).await.is(303);
        main.get_or_insert(offer);
    }
    let main = main.expect("there are some");
    for n in 1..ROWS {
        receives(&vendor, &main, &hall, &format!("refill {n:02}")).await;
    }
    app.settle().await;
    Shop { app, vendor, main: main.offer_id }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_links_of_a_list_lead_to_each_row_once() {
    let shop = shop().await;
    let admin = shop.app.staff(Role::SuperAdmin).await;
    let of_main = format!("/vendor/stock/movements?offer={}", shop.main);
    let product = "<th scope=\"row\"><a href=\"/vendor/products/";

    let mut wrong = Vec::new();

    for (by, path, mark, rows) in [
        (&shop.vendor, "/vendor/prices", "id=\"change-", ROWS),
        (&shop.vendor, "/vendor/imports", "href=\"/vendor/imports/", ROWS),
        (&shop.vendor, "/vendor/products", product, ROWS),
        (&shop.vendor, "/vendor/products?state=active", product, ROWS),
        (&shop.vendor, "/vendor/products?q=item&state=active", product, ROWS),
        (&shop.vendor, "/vendor/stock/movements", "<td data-label=\"Note\"><bdi>", 2 * ROWS - 1),
        (&shop.vendor, &of_main, "<td data-label=\"Note\"><bdi>", ROWS),
        (&admin, "/admin/prices", "<tr id=\"", ROWS),
    ] {
        let pages = follow(by, path, mark).await;

        let sizes: Vec<usize> = pages.iter().map(Vec::len).collect();
        let names: BTreeSet<String> = pages.concat().into_iter().collect();
        let are_full = sizes[..sizes.len() - 1].iter().all(|size| *size == 20);
        if names.len() != rows || sizes.iter().sum::<usize>() != rows || !are_full {
            wrong.push(format!("{path}: {} rows on pages of {sizes:?}, not {rows}", names.len()));
        }
    }

    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    shop.app.finish().await;
}
