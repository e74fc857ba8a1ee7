//! Forms as a browser sends them: fields, with the token of the page they stand on.

use reqwest::redirect::Policy;
use testkit::{Actor, TestResponse};

/// The same person, who sees where an answer leads instead of going there.
pub fn at_a_screen(by: &Actor) -> Actor {
    let client = reqwest::Client::builder().tls_certs_only([]).redirect(Policy::none()).build().expect("a client");
    Actor { client, ..by.clone() }
}

/// What a page has in a hidden field.
pub fn hidden(page: &TestResponse, name: &str) -> String {
    let field = format!("name=\"{name}\" value=\"");
    let rest = page.text.split_once(&field).unwrap_or_else(|| panic!("no field {name} in {}", page.text)).1;
    rest.split('"').next().expect("a value").to_owned()
}

fn written(fields: &[(&str, &str)]) -> Vec<u8> {
    let escaped = |text: &str| {
        text.bytes()
            .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02x}") })
            .collect::<String>()
    };
    let pairs: Vec<_> = fields.iter().map(|(name, text)| format!("{}={}", escaped(name), escaped(text))).collect();
    pairs.join("&").into_bytes()
}

/// Sends a form from a page of ours, without reading it first.
pub async fn send(by: &Actor, headers: &[(&str, &str)], action: &str, fields: &[(&str, &str)]) -> TestResponse {
    let own = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
    at_a_screen(by).send("POST", action, &[headers, &own].concat(), Some(written(fields))).await
}

/// Reads a page and sends a form that stands on it.
pub async fn fill(
    by: &Actor,
    headers: &[(&str, &str)],
    page: &str,
    action: &str,
    fields: &[(&str, &str)],
) -> TestResponse {
    let page = at_a_screen(by).send("GET", page, headers, None).await.is(200);
    let (token, key) = (hidden(&page, "_csrf"), hidden(&page, "_key"));
    let fields = [fields, &[("_csrf", token.as_str()), ("_key", key.as_str())]].concat();
    send(by, headers, action, &fields).await
}

/// Where an answer leads.
pub fn leads_to(answer: &TestResponse) -> String {
    answer.headers.get("location").map(|to| to.to_str().expect("a path").to_owned()).unwrap_or_default()
}
