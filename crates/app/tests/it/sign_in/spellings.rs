//! A password opens from every device, whichever way it types letters with marks; hashes of earlier releases are
//! renewed at the first sign-in.

use std::sync::Arc;
use std::time::Duration;

use infra::args;
use infra::clock::OsEntropy;
use infra::crypto::{SealFormat, VaultState};
use infra::db::Query;
use infra::password::{HashingCost, HashingSettings, PasswordHasher};
use kernel::{Email, Secret, Stored, UserId};
use serde_json::json;
use testkit::{Engine, TestApp, on_every_engine};

use super::{application, login};

infra::statements! {
    HASH = "select password_hash from users where id = ?";
    AGE_HASH = "update users set password_hash = ? where id = ?";
}

const COMPOSED: &str = "kaf\u{e9} na\u{ef}ve unter siebzehn \u{fc}bern";
const IN_PARTS: &str = "kafe\u{301} nai\u{308}ve unter siebzehn u\u{308}bern";

async fn kept(app: &TestApp, user: &str) -> String {
    let user: UserId = user.parse().expect("an id");
    let mut row = app.ctx.store.db.one(&HASH, vec![user.to_scalar()]).await.expect("an answer").expect("a person");
    row.take().expect("a text")
}

/// Hashes as a release did it that knew no seals, with the same master secret.
fn earlier_release(app: &TestApp) -> PasswordHasher {
    let vault = app.config.vault(Arc::new(OsEntropy)).expect("it is good");
    let (active, retired) = (vault.configured(), Vec::new());
    vault.take_over(&VaultState { active, format: SealFormat::Unversioned, peppered_by: active, retired });
    let (queue_timeout, cost) = (Duration::from_secs(5), HashingCost::Least);
    PasswordHasher::new(vault, Arc::new(OsEntropy), HashingSettings { parallel: 1, queue: 4, queue_timeout, cost })
}

on_every_engine!(a_password_opens_composed_and_in_parts_and_an_old_hash_is_renewed, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let anybody = app.anybody();
    anybody.post("/api/auth/register", &application("ravi@other.example", IN_PARTS)).await.is(202);
    for typed in [COMPOSED, IN_PARTS] {
        login(&anybody, "ravi@other.example", typed).await.is(200);
    }
    login(&anybody, "ravi@other.example", "kafe naive unter siebzehn ubern").await.is(401);

    // As an earlier release hashed it that took what was typed for what was meant.
    let user = login(&anybody, "ravi@other.example", COMPOSED).await.is(200).text_at("/user_id");
    let new = kept(&app, &user).await;
    let old = earlier_release(&app).hash(Secret::new(COMPOSED.to_owned())).await.expect("there is room");
    let old = old.replace(",form=nfc", "");
    assert!(new.starts_with("$sealed$") && old.starts_with("$argon2id$"), "{new} {old}");
    let nobody = infra::Origin::default();
    let aged = app.ctx.store.write::<_, infra::db::Error, _, _>(&nobody, |tx| {
        let user: UserId = user.parse().expect("an id");
        let old = old.clone();
        async move {
            tx.exec(&AGE_HASH, args![old, user]).await?;
            Ok(tx.commit_with(market::Event::Seeded { what: "an old hash".to_owned() }.record(), ()))
        }
    });
    aged.await.expect("it is there");

    login(&anybody, "ravi@other.example", "kafe naive unter siebzehn ubern").await.is(401);
    assert_eq!(kept(&app, &user).await, old, "a wrong password renews nothing");
    login(&anybody, "ravi@other.example", IN_PARTS).await.is(200);
    let renewed = kept(&app, &user).await;
    assert!(renewed.starts_with("$sealed$") && renewed != new, "{renewed}");
    login(&anybody, "ravi@other.example", COMPOSED).await.is(200);
    assert_eq!(kept(&app, &user).await, renewed, "once");
    app.finish().await;
});

#[tokio::test]
async fn an_address_that_was_copied_from_a_page_is_the_address() {
    let app = TestApp::new(Engine::Sqlite).await;
    let corner = app.retailer("corner").await;

    let copied = json!({ "email": "\u{2068}corner@retailer.example\u{2069}", "password": testkit::PASSWORD });

    app.anybody().post("/api/auth/login", &copied).await.is(200);
    assert!(Email::new("\u{202e}corner@retailer.example").is_err());
    drop(corner);
    app.finish().await;
}
