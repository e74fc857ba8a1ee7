//! Behind real caches, set up well and badly: what anybody may have is kept, and nobody is given
//! what is somebody else's.

mod conditions;
mod deception;
mod front;
mod people;
mod poison;
mod setups;

use testkit::{Engine, TestApp, TestResponse};

use crate::http_edges::{dressed, only};
use front::{Front, kept, without_the_front};
use setups::Setup;

/// What may be kept without asking again.
const DOCUMENTS: [&str; 4] = ["/.well-known/jwks.json", "/api/openapi.json", "/api/docs", "/api/docs.css"];

/// What of an answer must not depend on who asks, and how.
fn shown(answer: &TestResponse) -> (u16, String, Vec<(String, String)>) {
    let moving = ["date", "x-request-id"];
    let mut headers: Vec<(String, String)> = answer
        .headers
        .iter()
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .filter(|(name, _)| !moving.contains(&name.as_str()))
        .collect();
    headers.sort();
    (answer.status.as_u16(), answer.text.clone(), headers)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cache_gives_the_documents_without_asking_and_as_we_gave_them() {
    let app = TestApp::new(Engine::Sqlite).await;

    for setup in Setup::HONEST {
        let front = Front::new(*setup, &app).await;
        for path in DOCUMENTS {
            let ours = app.anybody().get(path).await.is(200);
            let first = front.of(&app.anybody()).get(path).await.is(200);
            let second = front.of(&app.anybody()).get(path).await.is(200);

            assert_eq!((kept(&first), kept(&second)), (false, true), "{setup:?} {path}");
            assert_eq!(only(&second, "x-request-id"), only(&first, "x-request-id"), "{setup:?} {path}");
            let second = without_the_front(second);
            dressed(&second);
            assert_eq!(shown(&second), shown(&without_the_front(ours)), "{setup:?} {path}");
        }
    }
    app.finish().await;
}
