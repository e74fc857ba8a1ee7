//! Work in place of a lock: an account that is under attack from many addresses is not shut; who
//! tries from an unknown device spends some seconds of computing per try instead (after Back's
//! Hashcash, 2002). A guesser pays for every guess, the owner once.

use infra::crypto::{Purpose, Vault, constant_time_eq};
use kernel::Timestamp;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// Seconds to find an answer in.
pub(super) const SECONDS: i64 = 600;
const PURPOSE: Purpose = Purpose::StepUp;

/// A task, as it stands in the problem `auth.step_up_required`.
#[derive(Debug, Clone, Serialize)]
pub struct Challenge {
    /// To be sent back with the answer.
    pub challenge: String,
    /// The SHA-256 of the challenge, a full stop and the answer must begin with this many zero bits.
    pub bits: u32,
    /// Seconds it is good for.
    pub expires_in: i64,
    /// Seconds after which a try needs no work any more, if nobody else tries meanwhile; null where that
    /// is not known.
    pub free_in: Option<u64>,
}

/// A solved challenge, sent with the next attempt.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StepUpAnswer {
    /// The challenge, as it was received.
    challenge: Short<200>,
    /// A text that makes the hash start with enough zero bits.
    answer: Short<64>,
}

/// A text of a few visible ASCII characters.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
struct Short<const MOST: usize>(String);

impl<const MOST: usize> TryFrom<String> for Short<MOST> {
    type Error = String;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        let fits = (1..=MOST).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
        if fits { Ok(Self(text)) } else { Err(format!("must have 1 to {MOST} visible ASCII characters")) }
    }
}

impl<const MOST: usize> JsonSchema for Short<MOST> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Short{MOST}").into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "minLength": 1, "maxLength": MOST, "pattern": "^[!-~]+$" })
    }
}

/// Tries of an account that were paid for within a day, after which the next costs twice as much.
const DOUBLES_EVERY: u64 = 25;
/// Beyond this nobody would ever finish.
const MOST_BITS: u32 = 26;

/// How much work the next try costs, after so many that were paid for.
pub(super) fn bits(least: u32, paid: u64) -> u32 {
    let extra = u32::try_from(paid / DOUBLES_EVERY).unwrap_or(MOST_BITS);
    least.saturating_add(extra).min(MOST_BITS.max(least))
}

/// A task for an account.
pub(super) fn challenge_for(
    account: &str,
    bits: u32,
    free_in: Option<u64>,
    vault: &Vault,
    now: Timestamp,
) -> Challenge {
    let head = format!("{}.{bits}.{}", now.seconds() + SECONDS, vault.token().0.reveal());
    let mac = vault.mac_hex(PURPOSE, &[account.as_bytes(), head.as_bytes()]);
    let challenge = format!("{head}.{mac}");
    Challenge { challenge, bits, expires_in: SECONDS, free_in }
}

/// An answered challenge.
#[derive(Debug, Clone, Copy)]
pub(super) struct SolvedChallenge<'a> {
    /// Its own name.
    pub challenge: &'a str,
    bits: u32,
}

impl SolvedChallenge<'_> {
    /// Whether it was work enough after so many tries that were paid for. One doubling since it was
    /// given is forgiven; otherwise cheap challenges could be hoarded and spent when they are dear.
    pub fn is_enough(&self, least: u32, paid: u64) -> bool {
        self.bits.saturating_add(1) >= bits(least, paid)
    }
}

impl StepUpAnswer {
    /// As a form brings it; `None` where it cannot be one.
    pub fn new(challenge: &str, answer: &str) -> Option<Self> {
        let (challenge, answer) = (challenge.to_owned().try_into().ok()?, answer.to_owned().try_into().ok()?);
        Some(Self { challenge, answer })
    }

    /// The challenge, if it is ours, for this account, in time, and answered.
    pub(super) fn solves(&self, account: &str, vault: &Vault, now: Timestamp) -> Option<SolvedChallenge<'_>> {
        let (head, mac) = self.challenge.0.rsplit_once('.')?;
        let mut parts = head.splitn(3, '.');
        let (until, bits) = (parts.next()?.parse::<i64>().ok()?, parts.next()?.parse::<u32>().ok()?);
        let mut macs = vault.mac_hexes(PURPOSE, &[account.as_bytes(), head.as_bytes()]);
        let ours = macs.any(|good| constant_time_eq(mac.as_bytes(), good.as_bytes()));
        let good = ours && now.seconds() < until && zero_bits(&self.challenge.0, &self.answer.0) >= bits;
        good.then_some(SolvedChallenge { challenge: head, bits })
    }
}

/// Leading zero bits of the SHA-256 of both, with a full stop between.
fn zero_bits(challenge: &str, answer: &str) -> u32 {
    let hash = infra::crypto::token_hash(&format!("{challenge}.{answer}"));
    let zeros = hash.iter().take_while(|byte| **byte == 0).count();
    let next = hash.get(zeros).map_or(0, |byte| byte.leading_zeros());
    u32::try_from(zeros).unwrap_or(0) * 8 + next
}
