//! What is not there, or not any more, is kept for a while, too: what comes to be, goes and comes
//! back is seen as soon as a price is.

use std::io::Write;
use std::time::Duration;

use serde_json::{Value, json};
use testkit::Engine;

use super::lookers::{View, everybody_sees};
use super::{RECOVERY, at, nodes, stage, truth};
use crate::nodes::redis_server::Server;

fn is(status: u16) -> impl Fn(u16, &Value) -> bool {
    move |answered, page| {
        assert!([200, 404].contains(&answered), "{answered} {page}");
        answered == status
    }
}

fn offers(count: usize) -> impl Fn(u16, &Value) -> bool {
    move |status, page| status == 200 && page["offers"].as_array().is_some_and(|offers| offers.len() == count)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_comes_to_be_goes_and_comes_back_is_seen_everywhere_within_the_bound() {
    let (redis, truth) = (Server::start(), truth(Engine::Mariadb).await);
    let (admin, acme, offer) = stage(&truth).await;
    let bharat = truth.applicant("vendor", "bharat").await;
    let nodes = nodes(&truth, 4, &redis.url(), &[]);
    let urls: Vec<String> = nodes.iter().map(|node| node.url.clone()).collect();
    let (admin, acme, bharat) = (at(&admin, &urls[0]), at(&acme, &urls[0]), at(&bharat, &urls[0]));
    let reason = json!({ "reason": "said so by telephone" });
    let decide = |company: &str, noun: &str| {
        let path = format!("/api/admin/companies/{company}/{noun}");
        let body = match noun {
            "suspension" => Some(reason.clone()),
            "approval" => Some(json!({ "similar_seen": 20 })),
            _ => None,
        };
        let admin = &admin;
        async move {
            let answer = match body {
                Some(body) => admin.post(&path, &body).await,
                None => admin.act(&path).await,
            };
            answer.is(200);
        }
    };
    let product = format!("/api/products/{}", offer.product_id);
    let (profile, theirs) =
        (format!("/api/vendors/{}", bharat.company_id), format!("/api/vendors/{}", acme.company_id));
    let mut worst = Duration::ZERO;

    let age = everybody_sees(&urls, &[View::new(&profile, is(200))], decide(&bharat.company_id, "approval")).await;
    worst = worst.max(age);

    let terms = json!({
        "sku": "ALSO", "pack_size": 1, "min_quantity": 1, "quantity_step": 1, "max_quantity": 100, "price_minor": 9_900,
    });
    let listed = format!("/api/products?vendor_id={}", bharat.company_id);
    let is_listed = |_, page: &Value| page["items"].as_array().is_some_and(|rows| rows.len() == 1);
    let views = [View::new(&product, offers(2)), View::new(&listed, is_listed)];
    let age = everybody_sees(&urls, &views, async {
        bharat.post_once(&format!("{product}/offers"), "also", &terms).await.is(201);
    });
    worst = worst.max(age.await);

    let views = [View::new(&product, offers(1)), View::new(&theirs, is(404))];
    worst = worst.max(everybody_sees(&urls, &views, decide(&acme.company_id, "suspension")).await);
    let views = [View::new(&product, offers(2)), View::new(&theirs, is(200))];
    worst = worst.max(everybody_sees(&urls, &views, decide(&acme.company_id, "reinstatement")).await);

    // Both gone: a product without an offer is shown, and what comes back comes back to it.
    decide(&acme.company_id, "suspension").await;
    let views = [View::new(&product, offers(0)), View::new(&profile, is(404))];
    worst = worst.max(everybody_sees(&urls, &views, decide(&bharat.company_id, "suspension")).await);
    let views = [View::new(&product, offers(1)), View::new(&profile, is(200))];
    worst = worst.max(everybody_sees(&urls, &views, decide(&bharat.company_id, "reinstatement")).await);

    // Listings follow by a job, which is promised soon, not within the bound.
    decide(&acme.company_id, "reinstatement").await;
    for url in &urls {
        let mut count = Value::Null;
        let began = std::time::Instant::now();
        while count != json!(2) {
            assert!(began.elapsed() < RECOVERY, "{url} lists {count} offers");
            count =
                at(&acme, url).get("/api/products?q=alphonso").await.is(200).json["items"][0]["offer_count"].clone();
        }
    }

    let views = [View::new(&product, is(404))];
    let age = everybody_sees(&urls, &views, async {
        let path = format!("/api/admin/products/{}/retirement", offer.product_id);
        let answer = admin.post(&path, &reason).await;
        assert!(answer.status.is_success(), "{}", answer.text);
    });
    worst = worst.max(age.await);

    let _ = writeln!(std::io::stderr(), "old at most {worst:?}");
    drop(nodes);
    truth.finish().await;
}
