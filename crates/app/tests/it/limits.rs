//! Limits on the served program: what callers are told, what guessers get, what many nodes hold.

mod answers;
mod attacks;
mod automatic;
mod console;
mod copying;
pub mod fleet;
mod guessing;
mod lapses;
pub mod raw;
mod rows;
mod scopes;
mod shared;

use serde_json::json;
use testkit::{Actor, TestResponse};

/// Limits on, with the mission's numbers.
const ON: (&str, &str) = ("limits.enabled", "true");
/// Callers say where they are, as behind a proxy.
const BEHIND_A_PROXY: (&str, &str) = ("server.trusted_proxies", "127.0.0.0/8");

const OTHER_PASSWORD: &str = "nine lanterns over a silver canal";

/// A try at signing in, from an address as a proxy tells it.
async fn login(by: &Actor, from: &str, email: &str, password: &str, cookie: Option<&str>) -> TestResponse {
    let body = json!({ "email": email, "password": password }).to_string().into_bytes();
    let mut headers = vec![("content-type", "application/json"), ("x-forwarded-for", from)];
    headers.extend(cookie.map(|c| ("cookie", c)));
    by.send("POST", "/api/auth/login", &headers, Some(body)).await
}

/// The device cookie of an answer, as it is sent back.
fn device(answer: &TestResponse) -> String {
    let cookies = answer.headers.get_all("set-cookie").iter().filter_map(|v| v.to_str().ok());
    let mut devices = cookies.filter(|c| c.starts_with("__Host-aqad-device-"));
    let cookie = devices.next().expect("a device cookie");
    for rule in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict"] {
        assert!(cookie.contains(rule), "{cookie}");
    }
    cookie.split(';').next().expect("a pair").to_owned()
}
