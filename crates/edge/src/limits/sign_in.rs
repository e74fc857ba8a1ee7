//! The limits of signing in. They must stop a guesser, however many addresses and accounts there
//! are, and must not let a stranger shut the owner out:
//!
//! - a try is counted before its password is verified, and given back when it was right, so only
//!   failures count and no burst gets past the limit;
//! - from a device that the account knows, only that device's own tries count, as long as it has some;
//! - from others: tries at this account from this address, tries from this address, and how many
//!   accounts were tried from it;
//! - tries at this account from unknown devices everywhere: beyond their limit there is no lock,
//!   but work to do (`step_up`).
//!
//! Nothing here asks whether the account exists: both get the same answers.

use http::{HeaderMap, HeaderValue, StatusCode};
use limiter::http::address::household;
use limiter::http::fields;
use limiter::{Ask, Decision, Verdict};

use super::book::Asks;
use super::budget::{Budget, Scope};
use super::device::Device;
use super::gatekeeper::{Gatekeeper, Now, Who};
use super::step_up::{self, Answered};
use crate::problem::Problem;

/// How a try ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The password was right.
    Right,
    /// It was not.
    Wrong,
    /// It was not looked at.
    Unheard,
}

/// A try that is counted, and not yet judged. Dropped, it stays counted.
#[must_use = "tell how it ended"]
pub struct Attempt {
    keeper: Gatekeeper,
    who: Who,
    account: String,
    device: Option<Device>,
    decision: Decision,
    /// Whether a right one makes the device known.
    of_account: bool,
}

impl Gatekeeper {
    /// Counts a try at an account (its canonical name, whether or not it exists).
    pub async fn begin_sign_in(
        &self,
        account: &str,
        who: Who,
        headers: &HeaderMap,
        answered: Option<&Answered>,
    ) -> Result<Attempt, Problem> {
        let now = self.now();
        let known = Device::of(headers, account, &self.vault, self.limiter.keyer(), self.wall.now());
        let (device, decision) = match known {
            Some(device) => match self.count_device(account, &who, &device, &now).await {
                Some(decision) => (Some(device), decision),
                // Its tries are used up, perhaps by whoever copied the cookie: then it is like any other.
                None => (None, self.count_unknown_device(account, &who, answered, &now).await?),
            },
            None => (None, self.count_unknown_device(account, &who, answered, &now).await?),
        };
        Ok(Attempt { keeper: self.clone(), who, account: account.to_owned(), device, decision, of_account: true })
    }

    /// Counts a try from a device that the account knows; nothing when it has none left.
    async fn count_device(&self, account: &str, who: &Who, device: &Device, now: &Now) -> Option<Decision> {
        let mut asks = Asks::new();
        for budget in [Budget::LoginDevice, Budget::LoginDeviceDay] {
            now.book.named(&mut asks, budget, &[account.as_bytes(), device.bytes()], self.limiter.keyer());
        }
        let decision = self.judge(&asks, who, now).await;
        decision.admitted.then_some(decision)
    }

    /// Counts a try of somebody signed in at confirming their own password.
    pub async fn begin_confirmation(&self, who: Who) -> Result<Attempt, Problem> {
        let now = self.now();
        let mut asks = Asks::new();
        now.book.count(&mut asks, Budget::Login, Scope::Person, &who, self.limiter.keyer());
        let decision = self.decide(&asks, &who, &now).await?;
        Ok(Attempt { keeper: self.clone(), who, account: String::new(), device: None, decision, of_account: false })
    }

    async fn count_unknown_device(
        &self,
        account: &str,
        who: &Who,
        answered: Option<&Answered>,
        now: &Now,
    ) -> Result<Decision, Problem> {
        let (keyer, mut asks) = (self.limiter.keyer(), Asks::new());
        let from = household(who.address()).to_string();
        now.book.named(&mut asks, Budget::Login, &[account.as_bytes(), from.as_bytes()], keyer);
        now.book.count(&mut asks, Budget::LoginAddress, Scope::Address, who, keyer);
        // Only failures make an account one of those tried from here: for now this only looks.
        let accounts = asks.len();
        now.book.named(&mut asks, Budget::LoginAccounts, &[from.as_bytes()], keyer);
        for ask in &mut asks[accounts..] {
            *ask = ask.costing(0).member(keyer.member(&[account.as_bytes()]));
        }
        let solved = answered.and_then(|answered| answered.solves(account, &self.vault, self.wall.now()));
        if let Some(solved) = &solved {
            // The work pays for one try, and the next of many costs more.
            asks.push(Ask::new(&now.work, keyer.key(&now.work.name, &[solved.challenge.as_bytes()])));
            asks.push(Ask::new(&now.worked, keyer.key(&now.worked.name, &[account.as_bytes()])));
        } else {
            now.book.named(&mut asks, Budget::LoginUnknown, &[account.as_bytes()], keyer);
        }
        let decision = self.judge(&asks, who, now).await;
        let paid_before = paid(&decision.verdicts, now).saturating_sub(1);
        if decision.admitted && solved.is_some_and(|solved| !solved.is_enough(now.step_up_bits, paid_before)) {
            self.limiter.give_back(&decision).await;
            self.refused(&now.work.name, who);
            return Err(self.wants_work(account, None, now).await);
        }
        // Only work is missing, or the one that was done has paid already.
        let unknown = Budget::LoginUnknown.word().replace('_', "-");
        let work_would_do = decision.violated().all(|v| *v.policy.name == *unknown || v.policy.name == now.work.name);
        match (decision.admitted, work_would_do) {
            (true, _) => Ok(decision),
            (false, true) => {
                // Counted and written down like every other limit.
                drop(self.refuse(&decision, who, now));
                Err(self.wants_work(account, Some(fields::retry_seconds(&decision)), now).await)
            }
            (false, false) => Err(self.refuse(&decision, who, now)),
        }
    }

    async fn wants_work(&self, account: &str, free_in: Option<u64>, now: &Now) -> Problem {
        let worked = Ask::new(&now.worked, self.limiter.keyer().key(&now.worked.name, &[account.as_bytes()]));
        let bits = step_up::bits(now.step_up_bits, paid(&self.limiter.look(&[worked]).await, now));
        let task = step_up::task(account, bits, free_in, &self.vault, self.wall.now());
        let mut problem = Problem::new(
            StatusCode::FORBIDDEN,
            "auth.step_up_required",
            "there were many failed sign-ins to this account; solve the challenge in facts and send it with your answer as step_up in the next attempt",
        );
        problem.facts = serde_json::to_value(task).ok();
        problem
    }
}

/// Tries of an account that were paid for, as its counter stands.
fn paid(verdicts: &[Verdict], now: &Now) -> u64 {
    verdicts.iter().find(|v| v.policy.name == now.worked.name).map_or(0, |v| v.limit.saturating_sub(v.remaining))
}

impl Attempt {
    /// Says how it ended. A right try takes away what was counted, and gives the cookie by which the
    /// account will know the device.
    pub async fn conclude(self, outcome: Outcome) -> Option<HeaderValue> {
        let (keeper, now) = (&self.keeper, self.keeper.now());
        if !now.enabled {
            return None;
        }
        match outcome {
            Outcome::Wrong => {
                if self.of_account && self.device.is_none() {
                    self.count_account(&now).await;
                }
                None
            }
            Outcome::Unheard => {
                keeper.limiter.give_back(&self.decision).await;
                None
            }
            Outcome::Right => {
                keeper.limiter.give_back(&self.decision).await;
                self.forgive(&now).await;
                if !self.of_account {
                    return None;
                }
                let device = self.device.unwrap_or_else(|| Device::fresh(&keeper.vault));
                device.cookie(&self.account, &keeper.vault, keeper.limiter.keyer(), keeper.wall.now())
            }
        }
    }

    /// One more account that was tried from here.
    async fn count_account(&self, now: &Now) {
        let (keyer, mut asks) = (self.keeper.limiter.keyer(), Asks::new());
        let from = household(self.who.address()).to_string();
        now.book.named(&mut asks, Budget::LoginAccounts, &[from.as_bytes()], keyer);
        for ask in &mut asks {
            *ask = ask.member(keyer.member(&[self.account.as_bytes()]));
        }
        // Refused, there are enough of them already.
        drop(self.keeper.judge(&asks, &self.who, now).await);
    }

    /// Tries before a right one were the owner's: they have all of them again.
    async fn forgive(&self, now: &Now) {
        let (keyer, mut asks) = (self.keeper.limiter.keyer(), Asks::new());
        let from = household(self.who.address()).to_string();
        let account = self.account.as_bytes();
        match &self.device {
            _ if !self.of_account => now.book.count(&mut asks, Budget::Login, Scope::Person, &self.who, keyer),
            Some(device) => now.book.named(&mut asks, Budget::LoginDevice, &[account, device.bytes()], keyer),
            None => now.book.named(&mut asks, Budget::Login, &[account, from.as_bytes()], keyer),
        }
        self.keeper.limiter.forgive(&asks).await;
    }
}
