//! A node that changes something and cannot tell, or dies before it tells: the event stands in the
//! outbox, and whichever node relays it tells the others.

use std::io::Write;
use std::time::{Duration, Instant};

use infra::db::{Query, Stmt};
use serde_json::json;
use testkit::{Actor, Engine, TestApp, TestOffer};
use tokio::task::JoinSet;

use super::{RECOVERY, at, node, nodes, reprice, stage, truth};
use crate::nodes::proxy::Proxy;
use crate::nodes::redis_server::Server;

const DEAD: Stmt = Stmt::same("select count(*) from jobs where kind = 'invalidate_cache' and state = 'dead'");

async fn shown(url: &str, offer: &TestOffer) -> i64 {
    let page = Actor::anybody(url).get(&format!("/api/products/{}", offer.product_id)).await.is(200);
    page.int_at("/offers/0/price/amount_minor")
}

/// Waits until all nodes show a price; tells how long after an instant the last of them began to.
async fn all_show<'a>(
    urls: impl Iterator<Item = &'a String>,
    offer: &TestOffer,
    price: i64,
    since: Instant,
) -> Duration {
    let mut last = Duration::ZERO;
    for url in urls {
        loop {
            let (age, seen) = (since.elapsed(), shown(url, offer).await);
            if seen == price {
                break;
            }
            assert!(age < RECOVERY, "{url} shows {seen} instead of {price}, {age:?} later");
            last = last.max(age);
            // SLEEP: between two looks; each checks the bound of recovery.
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
    last
}

async fn dead(truth: &TestApp) -> i64 {
    let row = truth.ctx.store.db.one(&DEAD, vec![]).await.expect("jobs are counted");
    row.expect("a row").take().expect("a number")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_writer_that_cannot_tell_redis_is_told_of_by_the_others() {
    let (redis, truth) = (Server::start(), truth(Engine::Mariadb).await);
    let proxy = Proxy::before(redis.port).await;
    let (_, vendor, offer) = stage(&truth).await;
    let others = nodes(&truth, 3, &redis.url(), &[]);
    let writer = node(&truth, &proxy.url(), &[]);
    let urls: Vec<String> = others.iter().map(|node| node.url.clone()).collect();
    let (vendor, elsewhere) = (at(&vendor, &writer.url), at(&vendor, &urls[0]));
    let (mut price, mut worst) = (10_000, Duration::ZERO);

    for round in 0..2 {
        for url in urls.iter().chain([&writer.url]) {
            assert_eq!(shown(url, &offer).await, price, "{url}");
        }
        proxy.blackhole();
        if round % 2 == 1 {
            // It has noticed that it is cut off.
            // SLEEP: longer than the bound, within which a node notices that it hears nothing.
            tokio::time::sleep(Duration::from_millis(400)).await;
        }
        price += 10;
        reprice(&vendor, &offer, price).await.is(200);
        let acknowledged = Instant::now();
        assert_eq!(shown(&writer.url, &offer).await, price, "the node that wrote it shows the old price");
        worst = worst.max(all_show(urls.iter(), &offer, price, acknowledged).await);

        // It hears of nothing, and so trusts nothing that it kept.
        price += 10;
        reprice(&elsewhere, &offer, price).await.is(200);
        let acknowledged = Instant::now();
        // SLEEP: the bound itself: from here on nobody may show the old price.
        tokio::time::sleep(super::BOUND).await;
        assert_eq!(shown(&writer.url, &offer).await, price, "the node that is cut off shows an old price");
        assert!(all_show(urls.iter(), &offer, price, acknowledged).await <= super::BOUND);
        proxy.heal();
        // SLEEP: longer than the longest pause between two tries to connect.
        tokio::time::sleep(Duration::from_millis(700)).await;
    }

    let _ = writeln!(std::io::stderr(), "seen by the others {worst:?} later");
    assert_eq!(dead(&truth).await, 0);
    drop((others, writer));
    truth.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_writer_killed_right_after_its_commit_leaves_nobody_with_the_old_price_for_long() {
    let (redis, truth) = (Server::start(), truth(Engine::Postgres).await);
    let (admin, vendor, offer) = stage(&truth).await;
    let others = nodes(&truth, 2, &redis.url(), &[]);
    let urls: Vec<String> = others.iter().map(|node| node.url.clone()).collect();
    let source = at(&vendor, &truth.url);
    let path = format!("/api/offers/{}", offer.offer_id);
    let (mut committed, mut unanswered, mut worst) = (0, 0, Duration::ZERO);

    for round in 0..8_u64 {
        // It would wait for Redis for long after its commit. What the proxy holds back is never told.
        let proxy = Proxy::before(redis.port).await;
        let writer = node(&truth, &proxy.url(), &[("cache.redis_timeout_ms", "1000")]);
        // It has joined Redis: a node that has not tells nobody, and answers at once.
        while at(&admin, &writer.url).get("/api/admin/cache").await.is(200).text_at("/health") != "shared" {}
        let here = at(&vendor, &writer.url);
        let before = here.get(&path).await.is(200);
        let (price, etag) = (before.int_at("/price/amount_minor"), before.etag());
        for url in &urls {
            assert_eq!(shown(url, &offer).await, price, "{url}");
        }
        let request = here
            .client
            .put(format!("{}{path}/price", here.url))
            .bearer_auth(here.token.as_deref().unwrap_or_default())
            .header("if-match", etag)
            .header("content-type", "application/json")
            .body(json!({ "price_minor": price + 1 }).to_string());
        if round % 2 == 0 {
            proxy.blackhole();
        }
        let writing = tokio::spawn(request.send());
        if round % 2 == 0 {
            // Right after the commit, and before anybody could be told.
            while source.get(&path).await.is(200).int_at("/price/amount_minor") == price {}
        } else {
            // At any moment of the write.
            // SLEEP: the moment of the write at which it is killed.
            tokio::time::sleep(Duration::from_millis(5 + round * 4)).await;
        }
        drop(writer);
        let killed = Instant::now();
        let is_answered = writing.await.expect("it was sent").is_ok_and(|answer| answer.status() == 200);

        let now = source.get(&path).await.is(200).int_at("/price/amount_minor");
        assert!(!is_answered || now == price + 1, "it was acknowledged and is not so");
        if now == price + 1 {
            committed += 1;
            unanswered += i32::from(!is_answered);
            worst = worst.max(all_show(urls.iter(), &offer, now, killed).await);
        }
    }

    let _ = writeln!(std::io::stderr(), "{committed} committed, {unanswered} of them unanswered, seen {worst:?} later");
    assert!(unanswered >= 4, "the writer was always killed too late: {unanswered} of {committed}");
    assert_eq!(dead(&truth).await, 0);
    drop(others);
    truth.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_that_was_stopped_shows_nothing_old_when_it_goes_on() {
    let (redis, truth) = (Server::start(), truth(Engine::Postgres).await);
    let (_, vendor, offer) = stage(&truth).await;
    let nodes = nodes(&truth, 2, &redis.url(), &[]);
    let (writer, sleeper) = (at(&vendor, &nodes[0].url), Actor::anybody(&nodes[1].url));
    let path = format!("/api/products/{}", offer.product_id);

    for round in 1..=10 {
        // Kept, and with connections that are open.
        let warming: JoinSet<_> = (0..8).map(|_| asks(sleeper.clone(), path.clone())).collect();
        warming.join_all().await;
        nodes[1].pause();
        reprice(&writer, &offer, 10_000 + round).await.is(200);
        // SLEEP: the bound: whoever asks from here on may not be shown the old price.
        tokio::time::sleep(super::BOUND + Duration::from_millis(20)).await;
        let asking: JoinSet<_> = (0..8).map(|_| asks(sleeper.clone(), path.clone())).collect();
        // SLEEP: so that the requests wait in the sockets of the stopped node when it goes on.
        tokio::time::sleep(Duration::from_millis(50)).await;
        nodes[1].resume();

        for seen in asking.join_all().await {
            assert_eq!(seen, 10_000 + round, "asked later than the bound, answered with what it knew before");
        }
    }
    drop(nodes);
    truth.finish().await;
}

async fn asks(who: Actor, path: String) -> i64 {
    who.get(&path).await.is(200).int_at("/offers/0/price/amount_minor")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_that_is_repeated_elsewhere_is_an_acknowledgement_too() {
    for _ in 0..4 {
        if repeats_a_reply().await {
            return;
        }
    }
    panic!("the writer was always killed too late");
}

/// False when the writer gave Redis up and answered before it was killed, as on a machine that stalls.
async fn repeats_a_reply() -> bool {
    let (redis, truth) = (Server::start(), truth(Engine::Postgres).await);
    let (_, _, offer) = stage(&truth).await;
    let bharat = truth.vendor("bharat").await;
    let proxy = Proxy::before(redis.port).await;
    let other = node(&truth, &redis.url(), &[]);
    let writer = node(&truth, &proxy.url(), &[("cache.redis_timeout_ms", "1000")]);
    let (here, there) = (at(&bharat, &writer.url), at(&bharat, &other.url));
    let (product, offers) = (format!("/api/products/{}", offer.product_id), |page: &testkit::TestResponse| {
        page.json["offers"].as_array().map_or(0, Vec::len)
    });
    here.get(&product).await.is(200);
    assert_eq!(offers(&there.get(&product).await.is(200)), 1);
    let terms = json!({
        "sku": "ALSO", "pack_size": 1, "min_quantity": 1, "quantity_step": 1, "max_quantity": 100, "price_minor": 9_900,
    });
    proxy.blackhole();
    let request = here
        .client
        .post(format!("{}{product}/offers", here.url))
        .bearer_auth(here.token.as_deref().unwrap_or_default())
        .header("idempotency-key", "also")
        .header("content-type", "application/json")
        .body(terms.to_string());
    let writing = tokio::spawn(request.send());
    while offers(&truth.anybody().get(&product).await.is(200)) == 1 {}
    drop(writer);
    if writing.await.expect("it was sent").is_ok() {
        return false;
    }

    there.post_once(&format!("{product}/offers"), "also", &terms).await.is(201);

    assert_eq!(offers(&there.get(&product).await.is(200)), 2, "the node that says it was done shows that it was not");
    drop(other);
    truth.finish().await;
    true
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_told_once_more_that_they_are_signed_out_is() {
    for _ in 0..4 {
        if signs_out_once_more().await {
            return;
        }
    }
    panic!("the writer was always killed too late");
}

/// False when the writer gave Redis up and answered before it was killed, as on a machine that stalls.
async fn signs_out_once_more() -> bool {
    let (redis, truth) = (Server::start(), truth(Engine::Postgres).await);
    let bharat = truth.vendor("bharat").await;
    let proxy = Proxy::before(redis.port).await;
    let other = node(&truth, &redis.url(), &[]);
    let writer = node(&truth, &proxy.url(), &[("cache.redis_timeout_ms", "1000")]);
    let (here, there) = (at(&bharat, &writer.url), at(&bharat, &other.url));
    here.get("/api/me").await.is(200);
    there.get("/api/me").await.is(200);
    proxy.blackhole();
    let token = here.token.as_deref().unwrap_or_default();
    let leaving = tokio::spawn(here.client.post(format!("{}/api/auth/logout", here.url)).bearer_auth(token).send());
    while bharat.get("/api/me").await.status == 200 {}
    drop(writer);
    if leaving.await.expect("it was sent").is_ok() {
        return false;
    }

    let again = there.act("/api/auth/logout").await;

    assert!([204, 401].contains(&again.status.as_u16()), "{}", again.text);
    there.get("/api/me").await.is(401);
    drop(other);
    truth.finish().await;
    true
}
