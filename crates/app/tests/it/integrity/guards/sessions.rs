//! Sign-ins: who ends, renews or opens one once, and not what has ended.

use infra::crypto::token_hash;
use kernel::Scalar;
use kernel::ids::Id;
use rusqlite::Connection;
use serde_json::json;
use testkit::{Actor, PASSWORD};

use super::{Market, market};
use crate::integrity::{id, number, text};

/// A browser's sign-in as it lies in the table: its id, what opens it, when it was used.
struct BrowserRow {
    id: Vec<u8>,
    secret: Vec<u8>,
    used_at: i64,
}

fn bytes(value: &[u8]) -> Scalar {
    Scalar::Bytes(Some(value.to_vec()))
}

impl Market {
    async fn browser(&self) -> BrowserRow {
        let body = json!({ "email": self.acme.email, "password": PASSWORD }).to_string().into_bytes();
        let headers = [("content-type", "application/json"), ("sec-fetch-site", "same-origin")];
        self.app.anybody().send("POST", "/api/auth/session", &headers, Some(body)).await.is(200);
        let file = Connection::open(self.app.db.file()).expect("the file opens");
        let sql = "select id, secret_hash, used_at from sessions where kind = 'browser'";
        let row =
            |row: &rusqlite::Row<'_>| Ok(BrowserRow { id: row.get(0)?, secret: row.get(1)?, used_at: row.get(2)? });
        file.query_row(sql, [], row).expect("one browser")
    }

    async fn session_of(&self, who: &Actor) -> String {
        let rows = who.get("/api/me/sessions").await.is(200);
        let rows = rows.json.as_array().expect("a list").clone();
        let current = rows.iter().find(|row| row["current"] == true).expect("this one");
        current["id"].as_str().expect("an id").to_owned()
    }
}

#[tokio::test]
async fn a_sign_in_is_ended_renewed_and_opened_once() {
    let m = market().await;
    let browser = m.browser().await;
    let token = m.acme.sign_in(&m.acme.email).await;
    let session = m.session_of(&token).await;
    let (now, other) = (m.now(), bytes(&[7; 32]));

    let touch = |before: i64| vec![number(now + 1), bytes(&browser.id), number(before)];
    m.finds("accounts::store::TOUCH_SESSION", vec![(0, touch(browser.used_at)), (1, touch(browser.used_at + 1))]).await;
    let rotate = |old: &[u8]| vec![number(now), other.clone(), text("-"), number(now), bytes(&browser.id), bytes(old)];
    m.finds("accounts::store::ROTATE_SESSION", vec![(0, rotate(&[9; 32])), (1, rotate(&browser.secret))]).await;
    let replace = |which: Scalar| vec![other.clone(), which];
    let replacing = vec![(0, replace(id(&session))), (1, replace(bytes(&browser.id)))];
    m.finds("accounts::store::REPLACE_SECRET", replacing).await;

    // Three of the person: by registration, the browser, and this token.
    let all = || vec![number(now), id(&m.acme.user_id)];
    let others = || vec![number(now), id(&m.acme.user_id), id(&session)];
    let revoke = || vec![number(now), text("signed_out"), id(&session)];
    m.finds("accounts::store::REVOKE_ALL", vec![(3, all())]).await;
    let in_company = |of: &Actor| vec![number(now), id(&m.acme.user_id), id(&of.company_id)];
    let cases = vec![(0, in_company(&m.rival)), (3, in_company(&m.acme))];
    m.finds("accounts::store::REVOKE_IN_COMPANY", cases).await;
    m.finds("accounts::store::REVOKE_OTHERS", vec![(2, others())]).await;
    let why = || vec![number(now), text("ended_by_staff")];
    let of_user = || [why(), vec![id(&m.acme.user_id)]].concat();
    let of_member = |of: &Actor| [why(), vec![id(&m.acme.user_id), id(&of.company_id)]].concat();
    let of_company = |of: &Actor| [why(), vec![id(&of.company_id), id(&session)]].concat();
    m.finds("accounts::store::END_OF_USER", vec![(3, of_user())]).await;
    m.finds("accounts::store::END_OF_MEMBER", vec![(0, of_member(&m.rival)), (3, of_member(&m.acme))]).await;
    m.finds("accounts::store::END_OF_COMPANY", vec![(1, of_company(&m.rival)), (2, of_company(&m.acme))]).await;
    m.finds("accounts::store::REVOKE_SESSION", vec![(1, revoke())]).await;

    token.act("/api/auth/logout").await.is(204);
    m.finds("accounts::store::REVOKE_ALL", vec![(2, all())]).await;
    m.finds("accounts::store::REVOKE_SESSION", vec![(0, revoke())]).await;
    let file = Connection::open(m.app.db.file()).expect("the file opens");
    file.execute("update sessions set revoked_at = 1, revoked_why = 'signed_out'", []).expect("all of them end");
    m.finds("accounts::store::REVOKE_ALL", vec![(0, all())]).await;
    m.finds("accounts::store::REVOKE_IN_COMPANY", vec![(0, in_company(&m.acme))]).await;
    m.finds("accounts::store::REVOKE_OTHERS", vec![(0, others())]).await;
    m.finds("accounts::store::END_OF_USER", vec![(0, of_user())]).await;
    m.finds("accounts::store::END_OF_MEMBER", vec![(0, of_member(&m.acme))]).await;
    m.finds("accounts::store::END_OF_COMPANY", vec![(0, of_company(&m.acme))]).await;
    m.finds("accounts::store::TOUCH_SESSION", vec![(0, touch(browser.used_at + 1))]).await;
    m.finds("accounts::store::ROTATE_SESSION", vec![(0, rotate(&browser.secret))]).await;
    m.finds("accounts::store::REPLACE_SECRET", vec![(0, replace(bytes(&browser.id)))]).await;
    m.finish().await;
}

#[tokio::test]
async fn a_refresh_token_is_used_once_and_in_time() {
    let m = market().await;
    let hash = token_hash(&m.acme.refresh_token);
    let a_century = 100 * 365 * 86_400 * 1_000_000;
    let uses = |at: i64| vec![number(at), Scalar::Bytes(Some(vec![1])), bytes(&hash), number(at)];

    m.finds("accounts::store::USE_REFRESH", vec![(0, uses(m.now() + a_century)), (1, uses(m.now()))]).await;
    let body = json!({ "refresh_token": m.acme.refresh_token });
    m.app.anybody().post("/api/auth/refresh", &body).await.is(200);
    m.finds("accounts::store::USE_REFRESH", vec![(0, uses(m.now()))]).await;
    m.finish().await;
}

#[tokio::test]
async fn what_is_sealed_again_replaces_only_what_was_read() {
    let m = market().await;
    let body = json!({ "refresh_token": m.acme.refresh_token });
    m.app.anybody().post("/api/auth/refresh", &body).await.is(200);
    let hash = token_hash(&m.acme.refresh_token);
    let file = Connection::open(m.app.db.file()).expect("the file opens");
    let user = m.acme.user_id.parse::<kernel::UserId>().expect("an id");
    let of_user = [user.uuid().as_bytes().to_vec()];
    let kept: String =
        file.query_row("select password_hash from users where id = ?", of_user, |row| row.get(0)).expect("somebody");
    let sealed: Vec<u8> = file
        .query_row("select sealed_successor from refresh_tokens where token_hash = ?", [&hash], |row| row.get(0))
        .expect("it was used");

    let hashes = |from: &str| vec![text("another"), id(&m.acme.user_id), text(from)];
    m.finds("accounts::store::RESEAL_HASH", vec![(0, hashes("changed meanwhile")), (1, hashes(&kept))]).await;
    let successors = |from: &[u8]| vec![bytes(b"another"), bytes(&hash), bytes(from)];
    m.finds("accounts::store::RESEAL_SUCCESSOR", vec![(0, successors(b"changed")), (1, successors(&sealed))]).await;
    m.finish().await;
}

#[tokio::test]
async fn a_sign_in_is_deleted_when_it_has_ended_and_no_sooner() {
    let m = market().await;
    let browser = m.browser().await;
    let token = m.acme.sign_in(&m.acme.email).await;
    let session = m.session_of(&token).await;
    let tokens = || vec![id(&session), id(&session)];
    let row = || vec![bytes(&browser.id)];

    m.finds("accounts::store::DELETE_TOKENS_OF_ENDED", vec![(0, tokens())]).await;
    m.finds("accounts::store::DELETE_ENDED", vec![(0, row())]).await;
    let file = Connection::open(m.app.db.file()).expect("the file opens");
    file.execute("update sessions set revoked_at = 1, revoked_why = 'signed_out'", []).expect("all of them end");
    m.finds("accounts::store::DELETE_TOKENS_OF_ENDED", vec![(1, tokens())]).await;
    m.finds("accounts::store::DELETE_ENDED", vec![(1, row())]).await;
    m.finish().await;
}
