//! A browser as far as sign-ins go: one that keeps the cookie it is given.

use infra::args;
use infra::clock::OsEntropy;
use infra::db::{Error, Query, Row};
use kernel::{Entropy, SessionId};
use serde_json::{Value, json};
use testkit::{Actor, PASSWORD, TestApp, TestResponse, minutes};

pub const NAME: &str = "__Host-aqad-session";

infra::statements! {
    ROW = "select secret_hash, previous_hash, used_at, revoked_why from sessions where id = ?";
}

/// Somebody's browser.
#[derive(Clone)]
pub struct Browser {
    pub by: Actor,
    /// The id that it has.
    pub id: String,
    /// The sign-in that it opens.
    pub session: String,
    pub user_id: String,
}

impl Browser {
    /// Signs in.
    pub async fn enter(app: &TestApp, email: &str) -> Self {
        let by = app.anybody();
        let answer = enter(&by, &[], email, PASSWORD).await.is(200);
        let id = id_given(&answer).expect("a cookie");
        Self { by, id, session: answer.text_at("/session_id"), user_id: answer.text_at("/user_id") }
    }

    /// The same browser with another id.
    pub fn with(&self, id: &str) -> Self {
        Self { id: id.to_owned(), ..self.clone() }
    }

    pub async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<Value>) -> TestResponse {
        let cookie = format!("theme=dark; {NAME}={}", self.id);
        let mut headers = [headers, &[("cookie", cookie.as_str())]].concat();
        if body.is_some() {
            headers.push(("content-type", "application/json"));
        }
        let answer = self.by.send(method, path, &headers, body.map(|b| b.to_string().into_bytes())).await;
        assert!(self.id.len() < 43 || !answer.text.contains(&self.id), "the id stands in {}", answer.text);
        answer
    }
    pub async fn get(&self, path: &str) -> TestResponse {
        self.send("GET", path, &[], None).await
    }
    /// A change that one of our own pages asks for.
    pub async fn change(&self, method: &str, path: &str, body: Option<Value>) -> TestResponse {
        self.send(method, path, &[("sec-fetch-site", "same-origin")], body).await
    }
}

/// Asks to be let in with a browser.
pub async fn enter(by: &Actor, headers: &[(&str, &str)], email: &str, password: &str) -> TestResponse {
    let headers = [headers, &[("content-type", "application/json")]].concat();
    let body = json!({ "email": email, "password": password }).to_string().into_bytes();
    by.send("POST", "/api/auth/session", &headers, Some(body)).await
}

/// What an answer has the browser do with the cookie; more than one such line would be a riddle.
pub fn line(answer: &TestResponse) -> Option<String> {
    let lines = answer.headers.get_all("set-cookie").iter().map(|v| v.to_str().expect("text").to_owned());
    let mut ours = lines.filter(|l| l.starts_with(&format!("{NAME}=")));
    let line = ours.next();
    assert_eq!(ours.next(), None, "two lines about one cookie");
    if line.is_some() {
        assert_eq!(answer.headers.get("cache-control").expect("said"), "no-store");
    }
    line
}

/// The id that an answer gives to the browser.
pub fn id_given(answer: &TestResponse) -> Option<String> {
    let line = line(answer)?;
    let id = line.strip_prefix(NAME)?.strip_prefix('=')?.split(';').next()?.to_owned();
    (!id.is_empty()).then_some(id)
}

/// Whether it takes the cookie away.
pub fn is_cleared(answer: &TestResponse) -> bool {
    line(answer).is_some_and(|l| l == format!("{NAME}=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax"))
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub secret_hash: Option<Vec<u8>>,
    pub previous_hash: Option<Vec<u8>>,
    pub used_at: Option<i64>,
    pub revoked_why: Option<String>,
}

/// What the table has of a sign-in.
pub async fn kept(app: &TestApp, session: &str) -> Kept {
    let id: SessionId = session.parse().expect("an id");
    let read = |mut r: Row| -> Result<Kept, Error> {
        Ok(Kept { secret_hash: r.take()?, previous_hash: r.take()?, used_at: r.take()?, revoked_why: r.take()? })
    };
    let row = app.ctx.store.db.one(&ROW, args![id]).await.expect("an answer").expect("a row");
    read(row).expect("readable")
}

/// A browser that has just entered is used every half hour, until a minute before its last hour is over.
pub async fn used_almost_to_the_end(app: &TestApp, browser: &Browser) {
    for _ in 0..23 {
        app.clock.advance(minutes(30));
        browser.get("/api/me").await.is(200);
    }
    app.clock.advance(minutes(29));
}

/// What looks like an id, and is nobody's.
pub fn made_up() -> String {
    let mut bytes = [0_u8; 45];
    OsEntropy.fill(&mut bytes);
    let id = super::forged::b64(bytes)[..59].to_owned();
    assert_eq!(id.len(), 59);
    id
}
