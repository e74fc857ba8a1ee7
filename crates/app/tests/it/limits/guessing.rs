//! Guessing passwords: what a guesser gets, and what the owner still can (RL-13, RL-14, RL-15, RL-17,
//! and the brute-force cases BF-1 to BF-9).

use serde_json::json;
use sha2::{Digest, Sha256};
use testkit::{Engine, PASSWORD, TestApp, TestResponse};

use super::{BEHIND_A_PROXY, ON, OTHER_PASSWORD, device, login};

const VICTIM: &str = "corner@retailer.example";

fn status(answer: &TestResponse) -> u16 {
    answer.status.as_u16()
}

/// The answer to a step-up challenge, found by trying.
pub fn work(refused: &TestResponse) -> serde_json::Value {
    let (challenge, bits) = (refused.text_at("/details/challenge"), refused.int_at("/details/bits"));
    let good = |answer: &String| {
        let hash = Sha256::digest(format!("{challenge}.{answer}"));
        let zeros: u32 = hash.iter().take_while(|b| **b == 0).count().try_into().expect("few");
        let next = hash.iter().find(|b| **b != 0).map_or(0, |b| b.leading_zeros());
        i64::from(zeros * 8 + next) >= bits
    };
    let answer = (0..10_000_000_u64).map(|n| n.to_string()).find(good).expect("there is one");
    json!({ "challenge": challenge, "answer": answer })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn strangers_from_five_hundred_addresses_cannot_shut_the_owner_out() {
    let app = TestApp::with(Engine::Sqlite, &[ON, BEHIND_A_PROXY, ("limits.pow_bits", "10")]).await;
    app.applicant("retailer", "corner").await;
    let anybody = app.anybody();
    let known = device(&login(&anybody, "192.0.2.1", VICTIM, PASSWORD, None).await.is(200));

    let mut wrong = 0;
    for guess in 0..1_000_u32 {
        let from = format!("10.{}.{}.1", guess % 500 / 250, guess % 250);
        let answer = login(&anybody, &from, VICTIM, OTHER_PASSWORD, None).await;
        wrong += u32::from(status(&answer) == 401);
        assert!(matches!(status(&answer), 401 | 403), "{}", answer.text);
    }
    // The first right one was given back, so that all fifty are the guessers'.
    assert_eq!(wrong, 50, "guesses that were compared with the password");

    // From the known device at once; from elsewhere with some work, and not without.
    login(&anybody, "192.0.2.1", VICTIM, PASSWORD, Some(&known)).await.is(200);
    let elsewhere = login(&anybody, "192.0.2.99", VICTIM, PASSWORD, None).await.is(403).code("auth.step_up_required");
    let solved = work(&elsewhere);
    let body = json!({ "email": VICTIM, "password": PASSWORD, "step_up": solved });
    let headers = [("x-forwarded-for", "192.0.2.99"), ("content-type", "application/json")];
    let again = async |body: &serde_json::Value| {
        anybody.send("POST", "/api/auth/login", &headers, Some(body.to_string().into_bytes())).await
    };
    again(&body).await.is(200);

    // The work pays once, for this account, in its own words.
    again(&body).await.is(200);
    let guess = json!({ "email": VICTIM, "password": OTHER_PASSWORD, "step_up": body["step_up"] });
    again(&guess).await.is(401);
    assert_eq!(status(&again(&guess).await), 403, "the same work paid for a second guess");
    let mut forged = body.clone();
    forged["step_up"]["challenge"] = json!("9999999999.1.x.00000000000000000000000000000000");
    again(&forged).await.is(403);
    let for_another = json!({ "email": "nobody@retailer.example", "password": PASSWORD, "step_up": work(&elsewhere) });
    again(&for_another).await.is(401);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_people_behind_one_address_sign_in() {
    let app = TestApp::with(
        Engine::Sqlite,
        &[ON, BEHIND_A_PROXY, ("limits.address", "{ requests = 100000, seconds = 60, burst = 0 }")],
    )
    .await;
    let mut people = Vec::new();
    for n in 0..100 {
        people.push(format!("p{n}@office.example"));
    }
    app.people(&people).await;

    // Four at a time: how many passwords are checked at once is another matter.
    let mut signing_in = tokio::task::JoinSet::new();
    for some in people.chunks(25).map(<[String]>::to_vec) {
        let by = app.anybody();
        signing_in.spawn(async move {
            let mut statuses = Vec::new();
            for email in some {
                statuses.push(login(&by, "203.0.113.7", &email, PASSWORD, None).await.status.as_u16());
            }
            statuses
        });
    }
    let statuses = signing_in.join_all().await.concat();

    assert!(statuses.iter().all(|s| *s == 200), "{statuses:?}");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_password_tried_on_many_accounts_stops_at_twenty() {
    let app = TestApp::with(
        Engine::Sqlite,
        &[ON, BEHIND_A_PROXY, ("limits.address", "{ requests = 100000, seconds = 60, burst = 0 }")],
    )
    .await;
    app.applicant("retailer", "corner").await;
    let anybody = app.anybody();

    let mut compared = 0;
    for n in 0..200 {
        let answer = login(&anybody, "198.51.100.1", &format!("p{n}@office.example"), OTHER_PASSWORD, None).await;
        compared += u32::from(status(&answer) == 401);
    }

    assert_eq!(compared, 20);
    // Their neighbours in the office go on from devices that are known.
    let known = device(&login(&anybody, "192.0.2.1", VICTIM, PASSWORD, None).await.is(200));
    login(&anybody, "198.51.100.1", VICTIM, PASSWORD, Some(&known)).await.is(200);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_has_one_bucket_whatever_the_spelling_the_headers_or_the_network() {
    let app = TestApp::with(Engine::Sqlite, &[ON, BEHIND_A_PROXY]).await;
    app.applicant("retailer", "corner").await;
    let anybody = app.anybody();
    let spellings = [
        ("corner@retailer.example", "2001:db8:1:2::1"),
        (" CORNER@retailer.example ", "2001:db8:1:2::2"),
        ("Corner@Retailer.Example", "2001:db8:1:2:ffff::3"),
        ("corner@RETAILER.example   ", "[2001:db8:1:2::4]:4711"),
        ("cOrNeR@retailer.example", "9.9.9.9, 2001:db8:1:2::5"),
    ];
    for (email, from) in spellings {
        login(&anybody, from, email, OTHER_PASSWORD, None).await.is(401);
    }

    let sixth = login(&anybody, "2001:db8:1:2::6", VICTIM, PASSWORD, None).await.is(429);

    assert_eq!(sixth.text_at("/detail"), "Too many sign-in attempts. Try again in 15 minutes.");
    assert!(matches!(sixth.headers["retry-after"].to_str().expect("text").parse::<u32>(), Ok(890..=900)));
    // From another network the owner still gets in.
    login(&anybody, "2001:db8:ffff::1", VICTIM, PASSWORD, None).await.is(200);
    // An address that is none of e-mail's is no account.
    for odd in [json!(["corner@retailer.example"]), json!("corner@retailer.example\u{0}"), json!({ "$ne": null })] {
        let body = json!({ "email": odd, "password": PASSWORD }).to_string().into_bytes();
        let headers = [("content-type", "application/json"), ("x-forwarded-for", "192.0.2.5")];
        anybody.send("POST", "/api/auth/login", &headers, Some(body)).await.is(400);
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn addresses_of_one_network_share_what_it_has() {
    let few = ("limits.login_address", "{ requests = 5, seconds = 900 }");
    let wide = ("limits.address", "{ requests = 100000, seconds = 60, burst = 0 }");
    let app = TestApp::with(Engine::Sqlite, &[ON, BEHIND_A_PROXY, few, wide]).await;
    let anybody = app.anybody();

    // A new /56 and a new account each time, all in one /48.
    let mut compared = 0;
    for n in 0..120_u32 {
        let from = format!("2001:db8:77:{n:x}00::1");
        let answer = login(&anybody, &from, &format!("p{n}@office.example"), OTHER_PASSWORD, None).await;
        compared += u32::from(status(&answer) == 401);
    }

    assert_eq!(compared, 16 * 5);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signing_in_to_ones_own_account_does_not_clear_what_an_address_did() {
    let few = ("limits.login_address", "{ requests = 6, seconds = 900 }");
    let app = TestApp::with(Engine::Sqlite, &[ON, BEHIND_A_PROXY, few]).await;
    app.applicant("vendor", "mallory").await;
    let anybody = app.anybody();

    let mut compared = 0;
    for n in 0..10 {
        let guess = login(&anybody, "198.51.100.9", &format!("p{n}@office.example"), OTHER_PASSWORD, None).await;
        compared += u32::from(status(&guess) == 401);
        login(&anybody, "198.51.100.9", "mallory@vendor.example", PASSWORD, None).await;
    }

    assert_eq!(compared, 6);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_known_device_has_tries_of_its_own_and_no_more() {
    let app = TestApp::with(Engine::Sqlite, &[ON, BEHIND_A_PROXY]).await;
    app.applicant("retailer", "corner").await;
    app.applicant("vendor", "acme").await;
    let anybody = app.anybody();
    let known = device(&login(&anybody, "192.0.2.1", VICTIM, PASSWORD, None).await.is(200));

    // A thief of the cookie guesses from everywhere.
    for n in 0..5 {
        login(&anybody, &format!("10.0.{n}.1"), VICTIM, OTHER_PASSWORD, Some(&known)).await.is(401);
    }
    // Then the device is like any other: its address has its tries, and the owner gets in.
    for _ in 0..5 {
        login(&anybody, "10.0.9.1", VICTIM, OTHER_PASSWORD, Some(&known)).await.is(401);
    }
    login(&anybody, "10.0.9.1", VICTIM, OTHER_PASSWORD, Some(&known)).await.is(429);
    login(&anybody, "10.0.10.1", VICTIM, PASSWORD, Some(&known)).await.is(200);
    // It is good for one account, and as it was given.
    let (name, value) = known.split_once('=').expect("a pair");
    let bent = format!("{name}={}0", &value[..value.len() - 1]);
    let unknown = login(&anybody, "10.0.11.1", VICTIM, PASSWORD, Some(&bent)).await.is(200);
    assert_ne!(device(&unknown), known);
    let elsewhere = login(&anybody, "10.0.9.2", "acme@vendor.example", PASSWORD, Some(&known)).await.is(200);
    assert!(!device(&elsewhere).starts_with(name));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn accounts_that_are_there_and_not_are_limited_alike() {
    let app = TestApp::with(
        Engine::Sqlite,
        &[ON, BEHIND_A_PROXY, ("limits.login_unknown", "{ requests = 7, seconds = 86400 }")],
    )
    .await;
    app.applicant("retailer", "corner").await;
    let anybody = app.anybody();
    // Values that name the moment are left out of the comparison.
    let shape = |answer: &TestResponse| {
        let names: Vec<String> = answer.headers.keys().map(ToString::to_string).collect();
        (status(answer), names, answer.json["code"].clone(), answer.json["detail"].clone())
    };

    for (from, tries) in [("198.51.100.1", 7), ("198.51.100.2", 3)] {
        for _ in 0..tries {
            let there = login(&anybody, from, VICTIM, OTHER_PASSWORD, None).await;
            let not = login(&anybody, from, "nobody@retailer.example", OTHER_PASSWORD, None).await;
            assert_eq!(shape(&there), shape(&not));
        }
    }
    assert_eq!(status(&login(&anybody, "198.51.100.3", VICTIM, OTHER_PASSWORD, None).await), 403);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn confirming_ones_own_password_is_limited_by_person_and_forgiven_when_right() {
    let app = TestApp::with(Engine::Sqlite, &[ON]).await;
    let owner = app.applicant("retailer", "corner").await;
    let change = async |current: &str| {
        owner
            .post(
                "/api/auth/password",
                &json!({ "current_password": current, "new_password": "seven kettles under a copper pine" }),
            )
            .await
    };

    for _ in 0..4 {
        change(OTHER_PASSWORD).await.is(403).code("accounts.wrong_password");
    }
    change(PASSWORD).await.is(204);
    for _ in 0..5 {
        change(OTHER_PASSWORD).await.is(403);
    }

    let sixth = change("seven kettles under a copper pine").await.is(429);
    assert_eq!(sixth.text_at("/detail"), "Too many sign-in attempts. Try again in 15 minutes.");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invitation_is_no_way_around_the_limit_of_an_account() {
    let app = TestApp::with(Engine::Sqlite, &[ON, BEHIND_A_PROXY]).await;
    app.applicant("retailer", "corner").await;
    let mallory = app.vendor("mallory").await;
    let invited = mallory.post("/api/invitations", &json!({ "email": VICTIM, "role": "viewer" })).await.is(201);
    let body =
        json!({ "token": invited.text_at("/token"), "name": "Ravi Nair", "password": OTHER_PASSWORD }).to_string();

    let mut compared = 0;
    for n in 0..30 {
        let from = format!("10.1.{}.1", n % 3);
        let headers = [("x-forwarded-for", from.as_str()), ("content-type", "application/json")];
        let tried =
            app.anybody().send("POST", "/api/auth/accept-invitation", &headers, Some(body.clone().into_bytes())).await;
        compared += u32::from(status(&tried) == 204);
    }

    assert_eq!(compared, 3 * 5);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn weak_passwords_at_an_invitation_count_alike_whether_or_not_there_is_an_account() {
    let app = TestApp::with(Engine::Sqlite, &[ON, BEHIND_A_PROXY]).await;
    app.applicant("retailer", "corner").await;
    let mallory = app.vendor("mallory").await;

    for (email, from) in [(VICTIM, "10.1.0.1"), ("nobody@retailer.example", "10.2.0.1")] {
        let invited = mallory.post("/api/invitations", &json!({ "email": email, "role": "viewer" })).await.is(201);
        let body = json!({ "token": invited.text_at("/token"), "name": "Ravi Nair", "password": "short but odd" });
        let mut answers = Vec::new();
        for _ in 0..7 {
            let headers = [("x-forwarded-for", from), ("content-type", "application/json")];
            let body = body.to_string().into_bytes();
            let tried = app.anybody().send("POST", "/api/auth/accept-invitation", &headers, Some(body)).await;
            answers.push(status(&tried));
        }
        assert_eq!(answers, [422, 422, 422, 422, 422, 429, 429], "{email}");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_password_that_nobody_looked_at_forgives_nothing() {
    let app = TestApp::with(Engine::Sqlite, &[ON]).await;
    app.category().await;
    let vendor = app.vendor("acme").await;
    let offer = vendor.sells("Red Rice", 5_500, 5).await;
    let wrong = async || {
        let body = json!({ "current_password": OTHER_PASSWORD, "new_password": "seven kettles under a copper pine" });
        vendor.post("/api/auth/password", &body).await
    };
    for _ in 0..4 {
        wrong().await.is(403);
    }

    // A change that is held, and refused with a password that is not asked for.
    let path = format!("/api/offers/{}/price", offer.offer_id);
    let held = vendor.put(&path, "*", &json!({ "price_minor": 99_000 })).await;
    let change = held.json["change_id"].as_str().or_else(|| held.json["id"].as_str()).expect("a change").to_owned();
    let junk = json!({ "decision": "refuse", "password": OTHER_PASSWORD });
    vendor.post(&format!("/api/price-changes/{change}/decision"), &junk).await.is(200);

    wrong().await.is(403);
    wrong().await.is(429);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn work_gets_dearer_with_every_try_that_was_paid_for() {
    let one = ("limits.login_unknown", "{ requests = 1, seconds = 86400 }");
    let app = TestApp::with(Engine::Sqlite, &[ON, BEHIND_A_PROXY, one, ("limits.pow_bits", "1")]).await;
    let anybody = app.anybody();
    login(&anybody, "10.0.0.1", VICTIM, OTHER_PASSWORD, None).await.is(401);

    let mut bits = Vec::new();
    for n in 0..60 {
        let from = format!("10.2.{n}.1");
        let asked = login(&anybody, &from, VICTIM, OTHER_PASSWORD, None).await.is(403);
        bits.push(asked.int_at("/details/bits"));
        let body = json!({ "email": VICTIM, "password": OTHER_PASSWORD, "step_up": work(&asked) }).to_string();
        let headers = [("x-forwarded-for", from.as_str()), ("content-type", "application/json")];
        anybody.send("POST", "/api/auth/login", &headers, Some(body.into_bytes())).await.is(401);
    }

    assert_eq!((bits[0], bits[24], bits[25], bits[59]), (1, 1, 2, 3));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cheap_challenges_that_were_hoarded_lose_their_worth() {
    let one = ("limits.login_unknown", "{ requests = 1, seconds = 86400 }");
    let app = TestApp::with(Engine::Sqlite, &[ON, BEHIND_A_PROXY, one, ("limits.pow_bits", "1")]).await;
    let anybody = app.anybody();
    login(&anybody, "10.0.0.1", VICTIM, OTHER_PASSWORD, None).await.is(401);
    let from = |n: u32| format!("10.3.{n}.1");
    let mut hoard = Vec::new();
    for n in 0..70 {
        let asked = login(&anybody, &from(n), VICTIM, OTHER_PASSWORD, None).await.is(403);
        assert_eq!(asked.int_at("/details/bits"), 1);
        hoard.push(json!({ "email": VICTIM, "password": OTHER_PASSWORD, "step_up": work(&asked) }).to_string());
    }

    // Spent four at a time: no order of them buys more.
    let mut spending = tokio::task::JoinSet::new();
    for (lane, some) in (0..).step_by(20).zip(hoard.chunks(20).map(<[String]>::to_vec)) {
        let by = app.anybody();
        spending.spawn(async move {
            let mut statuses = Vec::new();
            for (n, body) in (lane..).zip(some) {
                let address = from(n);
                let headers = [("x-forwarded-for", address.as_str()), ("content-type", "application/json")];
                statuses.push(status(&by.send("POST", "/api/auth/login", &headers, Some(body.into_bytes())).await));
            }
            statuses
        });
    }
    let statuses = spending.join_all().await.concat();

    // One bit is good until three are asked for.
    let counted = |wanted: u16| statuses.iter().filter(|s| **s == wanted).count();
    assert_eq!((counted(401), counted(403)), (50, 20), "{statuses:?}");
    let dearer = login(&anybody, "10.4.0.1", VICTIM, OTHER_PASSWORD, None).await.is(403);
    assert_eq!(dearer.int_at("/details/bits"), 3);
    app.finish().await;
}
