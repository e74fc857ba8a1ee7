//! Clients that hang up in the middle: their request is given up wherever it is, and nobody else
//! is worse off.

use std::future::poll_fn;
use std::task::Poll;
use std::time::Duration;

use infra::db::{Error, Query, Stmt};
use infra::{Origin, args};
use testkit::{Engine, TestApp, on_every_engine};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::timeout;

on_every_engine!(a_write_given_up_at_any_step_leaves_no_transaction_open, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let store = &app.ctx.store;

    for steps in 0..60 {
        let origin = Origin::default();
        let mut write = Box::pin(store.write(&origin, |tx| async move { Ok::<_, Error>(tx.no_change(())) }));
        // Awake a few times, then given up; or done before that.
        for _ in 0..=steps % 4 {
            let ended = poll_fn(|task| Poll::Ready(write.as_mut().poll(task).is_ready())).await;
            if ended {
                break;
            }
            tokio::task::yield_now().await;
        }
        drop(write);

        let next = store.write(&Origin::default(), |tx| async move { Ok::<_, Error>(tx.no_change(())) }).await;
        assert!(next.is_ok(), "after a write given up at step {}: {next:?}", steps % 4);
    }
    app.finish().await;
});

const SAME: Stmt = Stmt::same("select ? + 0");

on_every_engine!(questions_given_up_at_any_moment_spoil_no_connection, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let store = &app.ctx.store;

    for n in 0..200_i64 {
        // New words each time: what is given up may be their preparation.
        let words = Stmt::same(format!("select {n} + ?").leak());
        let patience = Duration::from_micros(u64::try_from(n % 50).expect("small") * 40);
        let _ = timeout(patience, store.db.all(&words, args![n])).await;
        let origin = Origin::default();
        let write = store.write(&origin, |tx| async move {
            tx.all(&words, args![n]).await?;
            Ok::<_, Error>(tx.no_change(()))
        });
        let _ = timeout(patience, write).await;
    }

    let asked: JoinSet<_> = (0..100_i64)
        .map(|n| {
            let db = store.db.clone();
            async move { (n, db.one(&SAME, args![n]).await) }
        })
        .collect();
    let answers = timeout(Duration::from_secs(20), asked.join_all()).await;
    for (n, answer) in answers.expect("every connection is back in its place") {
        let told: i64 = answer.expect("an answer").expect("a row").take().expect("a number");
        assert_eq!(told, n, "the answer to somebody else's question");
    }
    app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn clients_that_hang_up_while_they_write_stop_nobody() {
    let app = TestApp::new(Engine::Sqlite).await;
    let vendor = app.vendor("acme").await;
    let token = vendor.token.clone().expect("signed in");

    let hasty = (0..300).map(|n| {
        let body = format!(r#"{{"name":"Warehouse {n}","city":"Kochi"}}"#);
        let request = format!(
            "POST /api/locations HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        let address = app.address;
        tokio::spawn(async move {
            let mut stream = TcpStream::connect(address).await.expect("a connection");
            stream.write_all(request.as_bytes()).await.expect("it is sent");
            // How far the request comes before this differs from one to the next.
            for _ in 0..n % 40 {
                tokio::task::yield_now().await;
            }
        })
    });
    for client in hasty.collect::<Vec<_>>() {
        client.await.expect("it hangs up");
    }

    for n in 0..5 {
        let body = serde_json::json!({ "name": format!("Patient {n}"), "city": "Kochi" });
        vendor.post("/api/locations", &body).await.is(201);
    }
    app.finish().await;
}
