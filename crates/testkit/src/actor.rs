//! Somebody who sends requests.

use reqwest::header::HeaderMap;
use reqwest::redirect::Policy;
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};

/// The password of all test accounts.
pub const PASSWORD: &str = "copper kettle under seven pines";

/// Somebody who sends requests, signed in or not.
#[derive(Clone)]
pub struct Actor {
    /// The marketplace.
    pub url: String,
    /// The connection pool.
    pub client: Client,
    /// The access token.
    pub token: Option<String>,
    /// The refresh token.
    pub refresh_token: String,
    /// The person.
    pub user_id: String,
    /// Their company.
    pub company_id: String,
    /// What they sign in with.
    pub email: String,
}

/// What came back.
#[derive(Debug)]
pub struct TestResponse {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub text: String,
    /// The body as JSON; null where it is none.
    pub json: Value,
}

impl TestResponse {
    /// Insists on a status.
    #[track_caller]
    #[expect(clippy::return_self_not_must_use, reason = "insisting is the use")]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        self
    }
    /// Insists on a problem's code.
    #[track_caller]
    #[expect(clippy::return_self_not_must_use, reason = "insisting is the use")]
    pub fn code(self, code: &str) -> Self {
        assert_eq!(self.json["code"], code, "{}", self.text);
        self
    }
    /// A text in the body, by JSON pointer.
    #[track_caller]
    pub fn text_at(&self, pointer: &str) -> String {
        self.json
            .pointer(pointer)
            .and_then(Value::as_str)
            .unwrap_or_else(|| panic!("no text at {pointer} in {}", self.text))
            .to_owned()
    }
    /// A number in the body, by JSON pointer.
    #[track_caller]
    pub fn int_at(&self, pointer: &str) -> i64 {
        self.json
            .pointer(pointer)
            .and_then(Value::as_i64)
            .unwrap_or_else(|| panic!("no number at {pointer} in {}", self.text))
    }
    /// The list of a page.
    #[track_caller]
    pub fn items(&self) -> &Vec<Value> {
        self.json["items"].as_array().unwrap_or_else(|| panic!("no items in {}", self.text))
    }
    /// The entity tag.
    pub fn etag(&self) -> String {
        self.headers.get("etag").and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned()
    }
}

impl Actor {
    /// Somebody without an account.
    pub fn anybody(url: &str) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        // Reading the machine's certificates, of which it needs none, takes longer than many a test.
        let client = Client::builder().tls_certs_only([]).redirect(Policy::none()).pool_max_idle_per_host(64);
        let client = client.build().expect("a client");
        Self {
            url: url.to_owned(),
            client,
            token: None,
            refresh_token: String::new(),
            user_id: String::new(),
            company_id: String::new(),
            email: String::new(),
        }
    }

    /// Signs in with the password that all test accounts share.
    pub async fn sign_in(&self, email: &str) -> Self {
        let answer = self.post("/api/auth/login", &json!({ "email": email, "password": PASSWORD })).await.is(200);
        let mut signed_in = self.clone();
        signed_in.token = Some(answer.text_at("/access_token"));
        signed_in.refresh_token = answer.text_at("/refresh_token");
        signed_in.user_id = answer.text_at("/user_id");
        signed_in.company_id = answer.text_at("/company_id");
        email.clone_into(&mut signed_in.email);
        signed_in
    }

    /// Signs the same person in once more: after a while their access token has run out.
    pub async fn again(&self) -> Self {
        self.sign_in(&self.email).await
    }

    /// The same person with another token.
    #[must_use]
    pub fn with_token(&self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..self.clone() }
    }

    /// Sends a request with these headers and this body, as they are.
    pub async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Vec<u8>>,
    ) -> TestResponse {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let mut request = self.client.request(method, format!("{}{path}", self.url));
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request.body(body);
        }
        let response = request.send().await.expect("an answer");
        let (status, headers) = (response.status(), response.headers().clone());
        let text = response.text().await.expect("a body");
        let json = serde_json::from_str(&text).unwrap_or(Value::Null);
        TestResponse { status, headers, text, json }
    }

    async fn send_json(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &Value) -> TestResponse {
        let headers = [headers, &[("content-type", "application/json")]].concat();
        self.send(method, path, &headers, Some(body.to_string().into_bytes())).await
    }

    /// GET.
    pub async fn get(&self, path: &str) -> TestResponse {
        self.send("GET", path, &[], None).await
    }
    /// POST with a body.
    pub async fn post(&self, path: &str, body: &Value) -> TestResponse {
        self.send_json("POST", path, &[], body).await
    }
    /// POST without a body.
    pub async fn act(&self, path: &str) -> TestResponse {
        self.send("POST", path, &[], None).await
    }
    /// POST under an idempotency key.
    pub async fn post_once(&self, path: &str, key: &str, body: &Value) -> TestResponse {
        self.send_json("POST", path, &[("idempotency-key", key)], body).await
    }
    /// PATCH under a condition.
    pub async fn patch(&self, path: &str, etag: &str, body: &Value) -> TestResponse {
        self.send_json("PATCH", path, &[("if-match", etag)], body).await
    }
    /// PUT under a condition.
    pub async fn put(&self, path: &str, etag: &str, body: &Value) -> TestResponse {
        self.send_json("PUT", path, &[("if-match", etag)], body).await
    }
    /// DELETE.
    pub async fn delete(&self, path: &str) -> TestResponse {
        self.send("DELETE", path, &[], None).await
    }
}
