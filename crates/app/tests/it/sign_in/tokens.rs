//! Access tokens: the keys that sign them, and what is tried against them (SECURITY.md, JWT-1 to
//! JWT-8 and JWT-11). Forgeries that the server's own key has signed are refused for what they say.

use std::sync::Arc;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use infra::Origin;
use infra::clock::OsEntropy;
use infra::db::Db;
use kernel::RequestId;
use market::{Ctx, accounts};
use serde_json::{Value, json};
use testkit::{Actor, Engine, TestApp, on_every_engine, seconds};

use super::forged::{self, Mint, b64};

/// An owner with a good token, the same somebody's claims, and the server's own key.
async fn scene() -> (TestApp, Actor, String, Mint) {
    let app = TestApp::new(Engine::Sqlite).await;
    let owner = app.retailer("corner").await;
    let good = owner.token.clone().expect("signed in");
    let mint = Mint::of(&app).await;
    (app, owner, good, mint)
}

async fn all_are_refused(owner: &Actor, tokens: &[(String, String)]) {
    for (name, token) in tokens {
        let answer = owner.with_token(token).get("/api/me").await;
        assert_eq!(answer.status, 401, "{name}: {token}: {}", answer.text);
        assert_eq!(answer.json["code"], "auth.token_not_valid", "{name}: {}", answer.text);
    }
    // The good one still is, so it was not the connection, the account or a limit.
    owner.get("/api/me").await.is(200);
}

fn named(name: impl Into<String>, token: impl Into<String>) -> (String, String) {
    (name.into(), token.into())
}

/// The claims with one of them otherwise, or gone where it is null.
fn with(claims: &Value, name: &str, value: Value) -> String {
    let mut other = claims.clone();
    let fields = other.as_object_mut().expect("claims are an object");
    if value.is_null() {
        fields.remove(name)
    } else {
        fields.insert(name.to_owned(), value)
    };
    other.to_string()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_mint_makes_is_good_as_long_as_it_says_the_truth() {
    let (app, owner, good, mint) = scene().await;

    let own = mint.token(&mint.header(), &forged::claims(&good).to_string());

    owner.with_token(&own).get("/api/me").await.is(200);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_algorithm_is_refused() {
    let (app, owner, good, mint) = scene().await;
    let [_, payload, signature] = forged::parts(&good);
    let claims = forged::claims(&good).to_string();
    let jwks = owner.get("/.well-known/jwks.json").await.is(200);
    let public = jwks.text_at("/keys/0/x");
    let raw = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(&public).expect("base64url");
    let der = [&[0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00], raw.as_slice()].concat();
    let pem = format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", STANDARD.encode(&der));
    let jwk = jwks.json["keys"][0].to_string();
    let mut tokens = Vec::new();

    for alg in ["none", "None", "nOnE", "NONE", ""] {
        let head = b64(json!({ "typ": "at+jwt", "alg": alg, "kid": mint.kid }).to_string());
        tokens.push(named(format!("{alg:?} without a signature"), format!("{head}.{payload}.")));
        tokens.push(named(format!("{alg:?} with one"), format!("{head}.{payload}.{signature}")));
    }
    let head = json!({ "typ": "at+jwt", "alg": "HS256", "kid": mint.kid }).to_string();
    let head = mint.marked(&head, &claims);
    let secrets = [b"".as_slice(), b"secret", &raw, &der, pem.as_bytes(), public.as_bytes(), jwk.as_bytes()];
    for (at, secret) in secrets.into_iter().enumerate() {
        tokens.push(named(format!("HS256 with secret {at}"), forged::with_hmac(&head, &claims, secret)));
        let claimed = forged::with_hmac(&mint.marked(&mint.header(), &claims), &claims, secret);
        tokens.push(named(format!("HS256 with secret {at} that says EdDSA"), claimed));
    }
    for alg in ["eddsa", "Ed25519", "ES256", "RS256"] {
        let head = json!({ "typ": "at+jwt", "alg": alg, "kid": mint.kid }).to_string();
        tokens.push(named(alg, mint.token(&head, &claims)));
    }

    all_are_refused(&owner, &tokens).await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_keys_name_or_a_key_that_comes_along_is_refused() {
    let (app, owner, good, mint) = scene().await;
    let claims = forged::claims(&good);
    let long = "k".repeat(10_000);
    let kids = [
        "../../dev/null",
        "/proc/self/environ",
        "' or '1'='1",
        "https://evil.example/key",
        "a\0b",
        "",
        " ",
        &long,
        "kid",
    ];
    let stranger = mint.by_another_key();
    let mut tokens = vec![named("signed by a stranger", stranger.token(&mint.header(), &claims.to_string()))];

    for kid in kids {
        let head = json!({ "typ": "at+jwt", "alg": "EdDSA", "kid": kid }).to_string();
        if kid != long {
            tokens.push(named(format!("kid {kid:?}"), mint.token(&head, &claims.to_string())));
        }
    }
    for (name, value) in [
        ("jku", json!("https://evil.example/jwks.json")),
        ("x5u", json!("https://evil.example/cert.pem")),
        ("jwk", json!({ "kty": "OKP", "crv": "Ed25519", "x": b64([7; 32]) })),
        ("x5c", json!(["MIIB"])),
        ("crit", json!(["exp"])),
        ("b64", json!(false)),
        ("cty", json!("JWT")),
    ] {
        let mut head: Value = serde_json::from_str(&mint.header()).expect("JSON");
        head[name] = value;
        tokens.push(named(name, mint.token(&head.to_string(), &claims.to_string())));
        tokens.push(named(format!("{name}, by a stranger"), stranger.token(&head.to_string(), &claims.to_string())));
    }
    let other = app.ctx.keys.rotate::<infra::db::Error>(&app.ctx.store, &Origin::default(), 600).await;
    let head = json!({ "typ": "at+jwt", "alg": "EdDSA", "kid": other.expect("a new key") }).to_string();
    tokens.push(named("the name of our other key", mint.token(&head, &claims.to_string())));

    all_are_refused(&owner, &tokens).await;
    let head = json!({ "typ": "at+jwt", "alg": "EdDSA", "kid": long }).to_string();
    let huge = owner.with_token(&mint.token(&head, &claims.to_string())).get("/api/me").await;
    assert!(matches!(huge.status.as_u16(), 401 | 431), "{}", huge.text);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn claims_that_do_not_hold_are_refused_though_our_own_key_signed_them() {
    let (app, owner, good, mint) = scene().await;
    let claims = forged::claims(&good);
    let now = app.ctx.store.now().seconds();
    let rival = app.vendor("rival").await;
    let theirs = forged::claims(&rival.token.clone().expect("signed in"));
    let cases = [
        ("exp", json!(now - 60)),
        ("exp", json!(now)),
        ("exp", Value::Null),
        ("exp", json!((now + 60).to_string())),
        ("exp", json!(f64::from(i32::MAX) + 0.5)),
        ("exp", json!(now + 10 * 365 * 86_400)),
        ("exp", json!(i64::MAX)),
        ("exp", json!(-1)),
        ("nbf", json!(now + 120)),
        ("nbf", Value::Null),
        ("iat", json!(now + 120)),
        ("iat", json!(i64::MAX)),
        ("iat", Value::Null),
        ("aud", json!("aqad")),
        ("aud", json!(["aqad-api"])),
        ("aud", Value::Null),
        ("iss", json!("https://evil.example")),
        ("iss", json!("")),
        ("iss", Value::Null),
        ("sub", theirs["sub"].clone()),
        ("sub", Value::Null),
        ("sub", json!("usr_")),
        ("company", theirs["company"].clone()),
        ("company", Value::Null),
        ("sid", theirs["sid"].clone()),
        ("sid", Value::Null),
        ("role", json!("emperor")),
        ("admin", json!(true)),
    ];

    let mut tokens: Vec<_> = cases
        .into_iter()
        .map(|(name, value)| named(format!("{name} {value}"), mint.token(&mint.header(), &with(&claims, name, value))))
        .collect();
    for typ in ["JWT", "jwt", "AT+JWT", "refresh+jwt", ""] {
        let head = json!({ "typ": typ, "alg": "EdDSA", "kid": mint.kid }).to_string();
        tokens.push(named(format!("typ {typ:?}"), mint.token(&head, &claims.to_string())));
    }
    let untyped = json!({ "alg": "EdDSA", "kid": mint.kid }).to_string();
    tokens.push(named("no typ", mint.token(&untyped, &claims.to_string())));
    tokens.push(named("a refresh token", owner.refresh_token.clone()));

    all_are_refused(&owner, &tokens).await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_never_gives_another_role_than_the_tables() {
    let (app, owner, good, mint) = scene().await;
    let buyer = app.colleague(&owner, "buyer").await;
    let claims = forged::claims(&buyer.token.clone().expect("signed in"));

    let risen = mint.token(&mint.header(), &with(&claims, "role", json!("owner")));

    assert_ne!(risen, good);
    assert_eq!(buyer.with_token(&risen).get("/api/me").await.is(200).text_at("/role"), "buyer");
    buyer.with_token(&risen).get("/api/members").await.is(403).code("access.no_right");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_edited_payload_is_refused() {
    let (app, owner, good, _) = scene().await;
    let rival = app.vendor("rival").await;
    let theirs = rival.token.clone().expect("signed in");
    let [head, payload, signature] = forged::parts(&good);
    let [_, other_payload, other_signature] = forged::parts(&theirs);
    let mut tokens = vec![
        named("another's payload", format!("{head}.{other_payload}.{signature}")),
        named("another's signature", format!("{head}.{payload}.{other_signature}")),
        named("a flipped bit", forged::with_flipped_bit(&good)),
    ];

    for (name, value) in
        [("role", json!("super_admin")), ("company", json!(rival.company_id)), ("sub", json!(rival.user_id))]
    {
        let edited = b64(with(&forged::claims(&good), name, value));
        tokens.push(named(format!("{name} edited"), format!("{head}.{edited}.{signature}")));
        tokens.push(named(format!("{name} edited, signature stripped"), format!("{head}.{edited}.")));
        tokens.push(named(format!("{name} edited, another's signature"), format!("{head}.{edited}.{other_signature}")));
    }

    all_are_refused(&owner, &tokens).await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_has_one_spelling() {
    let (app, owner, good, mint) = scene().await;
    let claims = forged::claims(&good).to_string();
    let [head, payload, signature] = forged::parts(&good);
    let doubled = |text: &str, field: &str| text.replacen('{', &format!("{{{field},"), 1);
    // The last of 86 characters carries two bits of the signature; its other four must be nothing.
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let last = alphabet.find(signature.chars().last().expect("not empty")).expect("of the alphabet");
    let loose = format!("{}{}", &signature[..85], &alphabet[last + 1..last + 2]);
    let json_form = json!({ "payload": payload, "protected": head, "signature": signature }).to_string();

    let tokens = [
        named("sub twice", mint.token(&mint.header(), &doubled(&claims, "\"sub\":\"usr_00000000000000000000000000\""))),
        named("exp twice", mint.token(&mint.header(), &doubled(&claims, "\"exp\":99999999999"))),
        named("alg twice", mint.token(&doubled(&mint.header(), "\"alg\":\"none\""), &claims)),
        named("kid twice", mint.token(&doubled(&mint.header(), "\"kid\":\"other\""), &claims)),
        named("a comment", mint.token(&mint.header(), &claims.replacen('{', "{/* */", 1))),
        named("loose bits", format!("{head}.{payload}.{loose}")),
        named("padding", format!("{head}.{payload}.{signature}==")),
        named("padded payload", format!("{head}.{payload}=.{signature}")),
        named("a blank inside", format!("{head}. {payload}.{signature}")),
        named("a blank before", format!(" {good}")),
        named("a trailing dot", format!("{good}.")),
        named("two trailing dots", format!("{good}..")),
        named("a leading dot", format!(".{good}")),
        named("five parts", format!("{head}..{payload}.{signature}.{signature}")),
        named("the JSON form", json_form),
        named("two parts", format!("{head}.{payload}")),
        named("one part", head.to_owned()),
        named("nothing between dots", ".."),
        named("standard base64", good.replace('-', "+").replace('_', "/") + "+"),
    ];

    all_are_refused(&owner, &tokens).await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_is_read_from_one_place_only() {
    let (app, owner, good, _) = scene().await;
    let anybody = app.anybody();
    let (bearer, twice) = (format!("Bearer {good}"), format!("Bearer {good}, Bearer {good}"));
    let (cookie, lower, basic) =
        (format!("access_token={good}"), format!("bearer {good}"), format!("Basic {}", STANDARD.encode(&good)));
    let form = format!("access_token={good}").into_bytes();

    for path in [format!("/api/me?access_token={good}"), format!("/api/me?token={good}")] {
        anybody.get(&path).await.is(401).code("auth.required");
    }
    anybody.send("GET", "/api/me", &[("cookie", &cookie)], None).await.is(401).code("auth.required");
    anybody.send("GET", "/api/me", &[("x-access-token", &good)], None).await.is(401).code("auth.required");
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    anybody.send("POST", "/api/invitations", &headers, Some(form)).await.is(401).code("auth.required");
    let two_headers = [("authorization", bearer.as_str()), ("authorization", bearer.as_str())];
    anybody.send("GET", "/api/me", &two_headers, None).await.is(401).code("auth.token_not_valid");
    for value in [twice.as_str(), &basic, &good, "Bearer", "Bearer ", ""] {
        let answer = anybody.send("GET", "/api/me", &[("authorization", value)], None).await;
        assert_eq!((answer.status.as_u16(), &answer.json["code"]), (401, &json!("auth.token_not_valid")), "{value}");
    }
    // The name of the scheme may be in any case (RFC 9110, 11.1).
    anybody.send("GET", "/api/me", &[("authorization", &lower)], None).await.is(200);
    owner.get("/api/me").await.is(200);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_published_keys_are_public_halves_only() {
    let app = TestApp::new(Engine::Sqlite).await;

    let set = app.anybody().get("/.well-known/jwks.json").await.is(200);

    let keys = set.json["keys"].as_array().expect("a list");
    assert_eq!(keys.len(), 1);
    let mut members: Vec<_> = keys[0].as_object().expect("a key").keys().map(String::as_str).collect();
    members.sort_unstable();
    assert_eq!(members, ["alg", "crv", "kid", "kty", "use", "x"]);
    assert_eq!(keys[0]["x"].as_str().map(str::len), Some(43), "32 bytes");
    app.finish().await;
}

/// Waits, within a bound, until another node knows a token's bearer.
async fn is_known_to(node: &Ctx, token: &str) -> bool {
    let deadline = Instant::now() + Duration::from_secs(5);
    while Instant::now() < deadline {
        let request = node.store.id::<RequestId>();
        let who = accounts::authenticate(node, token, request).await.expect("the database answers");
        if matches!(who, accounts::BearerAuth::Known(_)) {
            return true;
        }
        // SLEEP: between two looks.
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    false
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_is_good_by_a_clock_that_is_behind_and_ends_when_it_says() {
    let app = TestApp::new(Engine::Sqlite).await;
    let owner = app.retailer("corner").await;
    let claims = forged::claims(owner.token.as_deref().expect("signed in"));
    let at = |name: &str| claims[name].as_i64().expect("an instant");

    let issued = app.ctx.store.now().seconds();
    // RFC 7519, 4.1.5: a verifier whose clock is two seconds behind must not find a token that is not yet good.
    assert!((issued - 40..=issued - 28).contains(&at("nbf")) && at("iat") == at("nbf"), "{claims}");
    let left = at("exp") - issued;
    assert!((590..=600).contains(&left), "{claims}");
    app.clock.advance(seconds(left.cast_unsigned() - 2));
    owner.get("/api/me").await.is(200);
    app.clock.advance(seconds(3));
    owner.get("/api/me").await.is(401).code("auth.token_not_valid");
    app.finish().await;
}

on_every_engine!(a_rotation_adds_a_key_that_every_node_learns_of, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let owner = app.retailer("corner").await;
    let mut settings = app.config.database_settings().expect("settings");
    settings.source = app.db.source();
    let database = Db::open(&settings).await.expect("the database opens");
    let node = Ctx::open_for_tests(&app.config, database, app.ctx.store.clock.clone(), Arc::new(OsEntropy))
        .await
        .expect("a second node");
    let old = owner.token.clone().expect("signed in");

    let kid = app.ctx.keys.rotate::<infra::db::Error>(&app.ctx.store, &Origin::default(), 600).await.expect("a key");
    let kid_of = |actor: &Actor| forged::header(actor.token.as_deref().expect("signed in"))["kid"].clone();
    let set = app.anybody().get("/.well-known/jwks.json").await.is(200);
    assert!(set.text.contains(&kid), "it is published at once: {}", set.text);
    // Readers may keep the set for five minutes: until they have a newer one, what is signed is what they know.
    app.clock.advance(seconds(300));
    assert_eq!(kid_of(&owner.sign_in("corner@retailer.example").await), forged::header(&old)["kid"]);
    app.clock.advance(seconds(61));
    let again = owner.sign_in("corner@retailer.example").await;

    let new = again.token.clone().expect("signed in");
    assert_ne!(forged::header(&old)["kid"], kid.as_str());
    assert_eq!(forged::header(&new)["kid"], kid.as_str());
    for token in [&old, &new] {
        owner.with_token(token).get("/api/me").await.is(200);
        assert!(is_known_to(&node, token).await, "the second node refuses a good token");
    }
    let set = app.anybody().get("/.well-known/jwks.json").await.is(200);
    let published: Vec<_> = set.json["keys"].as_array().expect("a list").iter().map(|key| key["kid"].clone()).collect();
    assert_eq!(published.len(), 2, "{}", set.text);
    assert!(published.contains(&forged::header(&old)["kid"]) && published.contains(&json!(kid)), "{}", set.text);
    node.store.db.close().await;
    app.finish().await;
});

on_every_engine!(a_key_whose_time_is_over_verifies_nothing, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let owner = app.retailer("corner").await;

    app.ctx.keys.rotate::<infra::db::Error>(&app.ctx.store, &Origin::default(), 0).await.expect("a key");

    owner.get("/api/me").await.is(401).code("auth.token_not_valid");
    owner.sign_in("corner@retailer.example").await.get("/api/me").await.is(200);
    let set = app.anybody().get("/.well-known/jwks.json").await.is(200);
    assert_eq!(set.json["keys"].as_array().map(Vec::len), Some(1), "{}", set.text);
    app.finish().await;
});
