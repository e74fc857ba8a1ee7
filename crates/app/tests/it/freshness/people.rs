//! People in a storm: everybody sees their own and nothing else, and who is out is out.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;
use std::time::Duration;

use serde_json::{Value, json};
use testkit::{Actor, PASSWORD};

use super::storm::Storm;
use super::weather::Request;
use super::{BOUND, RECOVERY};
use crate::freshness::at;
use crate::nodes::dice::Dice;

/// Reads one's own again and again, on any node. What else is there is another's.
pub async fn reads_their_own(storm: &Storm, who: &Actor, offers: &BTreeSet<String>, dice: &mut Dice) {
    while !storm.is_over() {
        let node = storm.any_node(dice);
        let what = ["GET /api/me", "GET /api/offers?limit=100", "GET /api/orders?limit=100"];
        // A vendor has no orders, a retailer no offers.
        let pick = if offers.is_empty() { dice.below(2) * 2 } else { dice.below(2) };
        let what = what[usize::try_from(pick).expect("small")];
        if let Some(asked) = storm.fleet.ask(node, who, Request { what, ..Request::default() }).await {
            let is_own = |row: &Value| match what {
                "GET /api/me" => row["user_id"] == who.user_id && row["company_id"] == who.company_id,
                "GET /api/orders?limit=100" => row["retailer_id"] == who.company_id,
                _ => row["id"].as_str().is_some_and(|id| offers.contains(id)),
            };
            let rows = asked.json["items"].as_array().cloned().unwrap_or_else(|| vec![asked.json.clone()]);
            if asked.status != 200 || !rows.iter().all(is_own) {
                storm.complain(format!("{} at {what} is told {} {}", who.company_id, asked.status, asked.json));
            }
            storm.own.fetch_add(1, Ordering::Relaxed);
        }
        // SLEEP: the pace of a reader.
        tokio::time::sleep(Duration::from_millis(dice.below(25))).await;
    }
}

/// Somebody's right to be here changes; from then on all nodes have to say so.
async fn everybody_knows(storm: &Storm, who: &Actor, by: (u64, bool), answer: impl Fn(u16, &Value) -> bool) {
    let (process, told) = by;
    let acknowledged = std::time::Instant::now();
    let bound = if told { BOUND } else { RECOVERY };
    while acknowledged.elapsed() < BOUND * 3 {
        for node in 0..storm.fleet.count() {
            let me = Request { what: "GET /api/me", ..Request::default() };
            let Some(asked) = storm.fleet.ask(node, who, me).await else { continue };
            let age = asked.sent - acknowledged;
            if !answer(asked.status, &asked.json) && (asked.process == process || age > bound) {
                storm.complain(format!(
                    "process {} lets {} go on {age:?} after process {process} was told ({told}): {} {}",
                    asked.process, who.user_id, asked.status, asked.json
                ));
            }
        }
    }
    storm.standing.fetch_add(1, Ordering::Relaxed);
}

/// Lets somebody in and out, and gives them one role and another.
pub async fn keeps_the_door(storm: &Storm, owner: &Actor, member: &Actor, email: &str, dice: &mut Dice) {
    let roles = ["viewer", "order_manager"];
    for turn in (0..roles.len()).cycle() {
        if storm.is_over() {
            return;
        }
        let (node, role) = (storm.any_node(dice), roles[turn]);
        let Some(place) = place(storm, owner, email).await else { continue };
        if place["role"] != role {
            let path = format!("/api/members/{}", place["id"].as_str().unwrap_or_default());
            let tag = at(owner, &storm.truth_url).get(&path).await.is(200).etag();
            let (path, body) = (format!("PATCH {path}"), Some(json!({ "role": role })));
            let request = Request { what: &path, etag: Some(tag), body, ..Request::default() };
            if let Some(changed) = storm.fleet.ask(node, owner, request).await.filter(|a| a.status == 200) {
                let has_role = |status: u16, me: &Value| status == 200 && me["role"] == role;
                everybody_knows(storm, member, (changed.process, changed.told), has_role).await;
            }
        }
        // A sign-in of its own, which is ended on another node than it began on.
        let (door, body) = (at(member, &storm.truth_url), json!({ "email": email, "password": PASSWORD }));
        let begun = door.post("/api/auth/login", &body).await.is(200);
        let guest = member.with_token(&begun.text_at("/access_token"));
        for node in 0..storm.fleet.count() {
            storm.fleet.ask(node, &guest, Request { what: "GET /api/me", ..Request::default() }).await;
        }
        let out = Request { what: "POST /api/auth/logout", ..Request::default() };
        if let Some(ended) = storm.fleet.ask(storm.any_node(dice), &guest, out).await.filter(|a| a.status == 204) {
            everybody_knows(storm, &guest, (ended.process, ended.told), |status, _| status == 401).await;
        }
    }
}

async fn place(storm: &Storm, owner: &Actor, email: &str) -> Option<Value> {
    let members = at(owner, &storm.truth_url).get("/api/members").await.is(200);
    members.items().iter().find(|row| row["email"] == email).cloned()
}
