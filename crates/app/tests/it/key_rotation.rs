//! Another master secret takes over: nobody is signed out, everything is sealed again, and the former one is of no use
//! at the end. `scripts/faults rotation` does the same under load, killed at random instants.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use infra::clock::{OsEntropy, SystemClock};
use infra::crypto::{Purpose, SealFormat, Vault, generate_secret};
use infra::db::{Db, DbSettings, DbTimeouts, Error, Query};
use infra::signing_keys::{OpenKeysError, SigningKeys};
use infra::{Origin, Store, args};
use kernel::{Secret, UserId};
use market::accounts::{ResealProgress, Unsealed, reseal, unsealed};
use market::authority::Operator;
use market::{Event, may};
use serde_json::json;
use testkit::{Actor, Engine, TestApp, TestDb, TestResponse, days, minutes, on_every_engine, seconds};

use super::sign_in;
use super::sign_in::cookie::Browser;

infra::statements! {
    HASHES = "select password_hash from users order by id";
    SET_UP = "insert into master_secret (id, check_value, made_at) values (1, ?, ?)";
    CROWD = "insert into users (id, email, name, password_hash, state, created_at, version) values ";
    KEYS = "select kid from signing_keys";
    SPOIL = "update users set password_hash = '$sealed$k=00000000$AAAA' where email = 'corner@retailer.example'";
}

fn secret() -> String {
    generate_secret(&OsEntropy).reveal().clone()
}

const CONSOLE: Operator = Operator::at_the_console();

/// Portion after portion; time passes where it waits.
async fn rotate(app: &TestApp) -> ResealProgress {
    let mut at = ResealProgress::default();
    while !at.is_done() {
        at = reseal(&app.ctx, CONSOLE, at).await.expect("it goes on");
        if at.wait_s > 0 {
            app.clock.advance(seconds(at.wait_s.unsigned_abs()));
        }
    }
    at
}

async fn left(app: &TestApp) -> Unsealed {
    unsealed(CONSOLE, &app.ctx.store.db, &app.ctx.vault).await.expect("they can be counted")
}

async fn hashes(app: &TestApp) -> Vec<String> {
    let rows = app.ctx.store.db.all(&HASHES, vec![]).await.expect("an answer");
    rows.into_iter().map(|mut row| row.take().expect("a text")).collect()
}

async fn refresh(app: &TestApp, token: &str) -> TestResponse {
    app.anybody().post("/api/auth/refresh", &json!({ "refresh_token": token })).await
}

/// Somebody who is signed in by tokens and with a browser, as they were given to them.
struct SignedIn {
    email: String,
    access: String,
    refresh: String,
    browser: Browser,
}

impl SignedIn {
    async fn new(app: &TestApp, who: &Actor) -> Self {
        Self {
            email: who.email.clone(),
            access: who.token.clone().expect("signed in"),
            refresh: who.refresh_token.clone(),
            browser: Browser::enter(app, &who.email).await,
        }
    }
    async fn still_is(&self, app: &TestApp) {
        app.anybody().with_token(&self.access).get("/api/me").await.is(200);
        let browser = Browser { by: app.anybody(), ..self.browser.clone() };
        browser.get("/api/me").await.is(200);
    }
}

on_every_engine!(a_new_master_secret_takes_over_and_nobody_is_signed_out, |engine: Engine| async move {
    let (old, new) = (secret(), secret());
    let app = TestApp::with(engine, &[("auth.secret", &old)]).await;
    let corner = app.retailer("corner").await;
    let mut corner = SignedIn::new(&app, &corner).await;
    let spent = corner.refresh.clone();
    corner.refresh = refresh(&app, &spent).await.is(200).text_at("/refresh_token");

    // Nodes with both secrets go by the old one, as those beside them do that know no other.
    let app = app.restarted(&[("auth.secret", &new), ("auth.previous_secrets", &old)]).await;
    assert_ne!(app.ctx.vault.active(), app.ctx.vault.configured());
    corner.still_is(&app).await;
    // What one of those sealed is opened: the answer that got lost is given again.
    assert_eq!(refresh(&app, &spent).await.is(200).text_at("/refresh_token"), corner.refresh);
    let late = SignedIn::new(&app, &app.anybody().sign_in(&corner.email).await).await;

    let done = rotate(&app).await;

    assert_eq!(app.ctx.vault.active(), app.ctx.vault.configured());
    assert!(done.keys >= 1 && done.passwords >= 2 && done.successors >= 1 && done.unreadable == 0, "{done:?}");
    assert_eq!(left(&app).await, Unsealed::default());
    corner.still_is(&app).await;
    late.still_is(&app).await;

    // The old secret is gone.
    let app = app.restarted(&[("auth.secret", &new)]).await;
    corner.still_is(&app).await;
    late.still_is(&app).await;
    refresh(&app, &corner.refresh).await.is(200);
    app.anybody().sign_in(&corner.email).await;
    let again = rotate(&app).await;
    assert_eq!((again.keys, again.passwords, again.unreadable), (0, 0, 0), "it is done: {again:?}");

    // And refused.
    let refused = SigningKeys::open(&app.ctx.store, vault_of(&old)).await.map(|_| ());
    assert!(matches!(refused, Err(OpenKeysError::WrongSecret)), "{refused:?}");
    app.finish().await;
});

/// A database that a release set up which knew one master secret.
async fn set_up_by_an_earlier_release(engine: Engine, secret: &str) -> TestDb {
    let vault = vault_of(secret);
    let check = vault.check_value(vault.configured()).expect("its own");
    let db = TestDb::migrated(engine).await;
    let store = store_of(&db).await;
    store.record_last_use(&SET_UP, args![check, store.now()]).await.expect("it is written");
    store.db.close().await;
    db
}

fn vault_of(secret: &str) -> Vault {
    Vault::new(&Secret::new(secret.to_owned()), Arc::new(OsEntropy)).expect("a good secret")
}

async fn store_of(db: &TestDb) -> Store {
    let settings = DbSettings {
        source: db.source(),
        max_connections: 2,
        acquire_timeout: Duration::from_secs(20),
        timeouts: DbTimeouts::default(),
    };
    let opened = Db::open(&settings).await.expect("the database opens");
    Store::new(opened, Arc::new(SystemClock), Arc::new(OsEntropy))
}

on_every_engine!(hashes_of_earlier_releases_are_sealed_without_anybodys_password, |engine: Engine| async move {
    let (old, new) = (secret(), secret());
    let db = set_up_by_an_earlier_release(engine, &old).await;
    let app = TestApp::on(db, &[("auth.secret", &old)]).await;
    let owner = app.retailer("corner").await;
    let corner = SignedIn::new(&app, &owner).await;
    // Nodes of that release may run beside, and must be able to read what this one writes.
    assert_eq!(app.ctx.vault.format(), SealFormat::Unversioned);
    assert!(hashes(&app).await.iter().all(|hash| hash.starts_with("$argon2id$") && hash.contains(",form=nfc$")));

    let app = app.restarted(&[("auth.secret", &new), ("auth.previous_secrets", &old)]).await;
    app.anybody().sign_in(&corner.email).await;
    assert!(hashes(&app).await.iter().all(|hash| hash.starts_with("$argon2id$")), "too early");
    let done = rotate(&app).await;
    assert_eq!((done.unreadable, left(&app).await), (0, Unsealed::default()));
    let prefix = format!("$sealed$k={}$", app.ctx.vault.configured());
    let sealed = hashes(&app).await;
    assert!(sealed.iter().all(|hash| hash.starts_with(&prefix) && hash.len() <= 200), "{sealed:?}");

    let app = app.restarted(&[("auth.secret", &new)]).await;
    corner.still_is(&app).await;
    sign_in::login(&app.anybody(), &corner.email, "another copper kettle under pines").await.is(401);
    assert_eq!(hashes(&app).await, sealed, "a wrong password renews nothing");
    app.anybody().sign_in(&corner.email).await;
    let renewed = hashes(&app).await;
    assert_ne!(renewed, sealed, "the pepper went at the first sign-in");
    app.anybody().sign_in(&corner.email).await;
    assert_eq!(hashes(&app).await, renewed, "once");
    app.finish().await;
});

on_every_engine!(a_rotation_that_is_interrupted_goes_on_and_does_nothing_twice, |engine: Engine| async move {
    let (old, new) = (secret(), secret());
    let app = TestApp::with(engine, &[("auth.secret", &old)]).await;
    let corner = app.retailer("corner").await;
    let hash = app.ctx.passwords.hash(Secret::new(testkit::PASSWORD.to_owned())).await.expect("there is room");
    let (store, now) = (&app.ctx.store, app.ctx.store.now());
    let nobody = Origin::default();
    let crowd = store.write::<_, Error, _, _>(&nobody, |tx| {
        let person = |at: usize| {
            let (id, email) = (store.id::<UserId>(), format!("person-{at}@crowd.example"));
            args![id, email, "Person Name".to_owned(), hash.clone(), "active".to_owned(), now, 1_i64]
        };
        let rows: Vec<_> = (0..450).map(person).collect();
        async move {
            tx.insert_rows(&CROWD, rows).await?;
            Ok(tx.commit_with(Event::Seeded { what: "a crowd".to_owned() }.record(), ()))
        }
    });
    crowd.await.expect("they are there");
    let everybody = hashes(&app).await.len();
    let corner = SignedIn::new(&app, &corner).await;

    let app = app.restarted(&[("auth.secret", &new), ("auth.previous_secrets", &old)]).await;
    let (mut at, mut sealed) = (ResealProgress::default(), 0);
    for broken_off in 1..=5 {
        // Activation, keys, and a portion more each time.
        at = ResealProgress::default();
        for _ in 0..broken_off {
            at = reseal(&app.ctx, CONSOLE, at).await.expect("it goes on");
        }
        sealed += at.passwords;
        corner.still_is(&app).await;
    }
    assert!(at.passwords < 450, "the last one had all to do: {at:?}");
    let done = rotate(&app).await;

    assert_eq!(sealed + done.passwords, u64::try_from(everybody).expect("few"), "{done:?}");
    assert_eq!(left(&app).await, Unsealed::default());
    corner.still_is(&app).await;
    app.finish().await;
});

#[tokio::test]
async fn nodes_beside_each_other_take_what_either_made_before_during_and_after() {
    for engine in [Engine::Mariadb, Engine::Postgres] {
        let (old, new) = (secret(), secret());
        let one = TestApp::with(engine, &[("auth.secret", &old)]).await;
        let corner = one.retailer("corner").await;
        let two = TestApp::on(one.db.beside(), &[("auth.secret", &new), ("auth.previous_secrets", &old)]).await;
        let three = TestApp::on(one.db.beside(), &[("auth.secret", &new), ("auth.previous_secrets", &old)]).await;
        let before = [
            SignedIn::new(&one, &corner).await,
            SignedIn::new(&two, &two.anybody().sign_in(&corner.email).await).await,
        ];
        for signed_in in &before {
            for node in [&one, &two, &three] {
                signed_in.still_is(node).await;
            }
        }

        rotate(&two).await;

        // One that looks within seconds, and one that did.
        let during = [
            SignedIn::new(&two, &two.anybody().sign_in(&corner.email).await).await,
            SignedIn::new(&three, &three.anybody().sign_in(&corner.email).await).await,
        ];
        for signed_in in before.iter().chain(&during) {
            for node in [&two, &three] {
                signed_in.still_is(node).await;
            }
        }
        three.ctx.keys.follow_secret(&three.ctx.store).await.expect("it knows both");
        assert_eq!(three.ctx.vault.active(), two.ctx.vault.active());
        // A node that was left behind knows that it was.
        let behind = one.ctx.keys.follow_secret(&one.ctx.store).await;
        assert!(matches!(behind, Err(OpenKeysError::WrongSecret)), "{behind:?}");
        // What the node that was late sealed with the old secret is found by the next look.
        rotate(&two).await;
        let alone = TestApp::on(one.db.beside(), &[("auth.secret", &new)]).await;
        assert_eq!(left(&alone).await, Unsealed::default());
        for signed_in in before.iter().chain(&during) {
            signed_in.still_is(&alone).await;
        }
        for app in [alone, three, two, one] {
            app.finish().await;
        }
    }
}

#[tokio::test]
async fn a_rotation_can_be_turned_back() {
    let (old, new) = (secret(), secret());
    let app = TestApp::with(Engine::Sqlite, &[("auth.secret", &old)]).await;
    let corner = app.retailer("corner").await;
    let first = SignedIn::new(&app, &corner).await;
    let app = app.restarted(&[("auth.secret", &new), ("auth.previous_secrets", &old)]).await;
    rotate(&app).await;
    let second = SignedIn::new(&app, &app.anybody().sign_in(&first.email).await).await;

    let app = app.restarted(&[("auth.secret", &old), ("auth.previous_secrets", &new)]).await;
    let back = rotate(&app).await;
    let app = app.restarted(&[("auth.secret", &old)]).await;

    assert_eq!((back.unreadable, left(&app).await), (0, Unsealed::default()));
    for signed_in in [&first, &second] {
        signed_in.still_is(&app).await;
    }
    app.anybody().sign_in(&first.email).await;
    app.finish().await;
}

#[tokio::test]
async fn forms_cursors_and_codes_of_the_old_secret_go_on_until_it_is_removed() {
    let (old, new) = (secret(), secret());
    let app = TestApp::with(Engine::Sqlite, &[("auth.secret", &old)]).await;
    let old_vault = app.ctx.vault.clone();
    let app = app.restarted(&[("auth.secret", &new), ("auth.previous_secrets", &old)]).await;
    rotate(&app).await;
    let (both, parts): (_, &[&[u8]]) = (&app.ctx.vault, &[b"a", b"b"]);

    for purpose in Purpose::ALL {
        let made = old_vault.mac_hex(*purpose, parts);
        assert_ne!(made, both.mac_hex(*purpose, parts), "{purpose:?} is still made by the old secret");
        assert!(both.mac_hexes(*purpose, parts).any(|mac| mac == made), "{purpose:?} is not known any more");
    }

    let app = app.restarted(&[("auth.secret", &new)]).await;
    for purpose in Purpose::ALL {
        let made = old_vault.mac_hex(*purpose, parts);
        assert!(!app.ctx.vault.mac_hexes(*purpose, parts).any(|mac| mac == made), "{purpose:?} is still taken");
        let tag = old_vault.short_tag(*purpose, "a token");
        let is_prefilter = Purpose::PREFILTERS.contains(purpose);
        assert_eq!(app.ctx.vault.is_short_tag(*purpose, "a token", &tag), is_prefilter, "{purpose:?}");
    }
    // Those are forgotten when no session can be left that bears one.
    app.clock.advance(days(31));
    app.ctx.keys.follow_secret(&app.ctx.store).await.expect("it is its own");
    let tag = old_vault.short_tag(Purpose::RefreshToken, "a token");
    assert!(!app.ctx.vault.is_short_tag(Purpose::RefreshToken, "a token", &tag));
    app.finish().await;
}

#[tokio::test]
async fn what_no_secret_opens_is_counted_and_lets_nobody_in() {
    let (old, new) = (secret(), secret());
    let app = TestApp::with(Engine::Sqlite, &[("auth.secret", &old)]).await;
    let corner = app.retailer("corner").await;
    app.staff(may::Role::SuperAdmin).await;
    app.ctx.store.record_last_use(&SPOIL, vec![]).await.expect("it is spoilt");
    let app = app.restarted(&[("auth.secret", &new), ("auth.previous_secrets", &old)]).await;

    let done = rotate(&app).await;

    assert_eq!((done.unreadable, left(&app).await.passwords), (1, 1), "{done:?}");
    sign_in::login(&app.anybody(), &corner.email, testkit::PASSWORD).await.is(401);
    app.staff(may::Role::SuperAdmin).await;
    app.finish().await;
}

on_every_engine!(signing_keys_that_verify_nothing_any_more_are_deleted, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let store = &app.ctx.store;
    let kids = async || -> BTreeSet<String> {
        let rows = store.db.all(&KEYS, vec![]).await.expect("an answer");
        rows.into_iter().map(|mut row| row.take().expect("a name")).collect()
    };
    let first = kids().await;
    let second = app.ctx.keys.rotate::<Error>(store, &Origin::default(), 1_200).await.expect("another key");

    for (passes, left) in [(0, 2), (20, 2), (30, 2), (60, 1), (60, 1)] {
        app.clock.advance(minutes(passes));
        app.ctx.keys.delete_expired(store).await.expect("an answer");
        assert_eq!(kids().await.len(), left, "{passes}");
    }

    assert_eq!(first.len(), 1);
    assert_eq!(kids().await, BTreeSet::from([second]));
    app.finish().await;
});
