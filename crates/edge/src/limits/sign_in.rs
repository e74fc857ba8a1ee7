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
use limiter::http::address::client_prefix;
use limiter::http::headers;
use limiter::{LimitCheck, LimitDecision, PolicyVerdict};

use super::budget::{Budget, LimitScope};
use super::device::Device;
use super::gatekeeper::{CurrentLimits, Gatekeeper};
use super::policies::Checks;
use super::step_up::{self, StepUpAnswer};
use super::subject::RateSubject;
use crate::problem::Problem;

/// How a try ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInOutcome {
    /// The password was right.
    Correct,
    /// It was not.
    Incorrect,
    /// It was not looked at.
    NotChecked,
}

/// A try that is counted, and not yet judged. Dropped, it stays counted.
#[must_use = "tell how it ended"]
pub struct SignInAttempt {
    gatekeeper: Gatekeeper,
    subject: RateSubject,
    account: String,
    device: Option<Device>,
    decision: LimitDecision,
    /// Whether a right one makes the device known.
    remembers_device: bool,
}

impl Gatekeeper {
    /// Counts a try at an account (its canonical name, whether or not it exists).
    pub async fn begin_sign_in(
        &self,
        account: &str,
        subject: RateSubject,
        headers: &HeaderMap,
        answer: Option<&StepUpAnswer>,
    ) -> Result<SignInAttempt, Problem> {
        let current = self.current();
        let known = Device::of(headers, account, &self.vault, self.wall_clock.now());
        let (device, decision) = match known {
            Some(device) => match self.count_device(account, &subject, &device, &current).await {
                Some(decision) => (Some(device), decision),
                // Its tries are used up, perhaps by whoever copied the cookie: then it is like any other.
                None => (None, self.count_unknown_device(account, &subject, answer, &current).await?),
            },
            None => (None, self.count_unknown_device(account, &subject, answer, &current).await?),
        };
        Ok(SignInAttempt {
            gatekeeper: self.clone(),
            subject,
            account: account.to_owned(),
            device,
            decision,
            remembers_device: true,
        })
    }

    /// Counts a try from a device that the account knows; nothing when it has none left.
    async fn count_device(
        &self,
        account: &str,
        subject: &RateSubject,
        device: &Device,
        current: &CurrentLimits,
    ) -> Option<LimitDecision> {
        let mut checks = Checks::new();
        for budget in [Budget::LoginDevice, Budget::LoginDeviceDaily] {
            current.policies.add_named(
                &mut checks,
                budget,
                &[account.as_bytes(), device.bytes()],
                self.limiter.key_hasher(),
            );
        }
        let decision = self.evaluate(&checks, subject, current).await;
        decision.admitted.then_some(decision)
    }

    /// Counts a try of somebody signed in at confirming their own password.
    pub async fn begin_password_check(&self, subject: RateSubject) -> Result<SignInAttempt, Problem> {
        let current = self.current();
        let mut checks = Checks::new();
        current.policies.add(&mut checks, Budget::Login, LimitScope::Person, &subject, self.limiter.key_hasher());
        let decision = self.enforce(&checks, &subject, &current).await?;
        Ok(SignInAttempt {
            gatekeeper: self.clone(),
            subject,
            account: String::new(),
            device: None,
            decision,
            remembers_device: false,
        })
    }

    async fn count_unknown_device(
        &self,
        account: &str,
        subject: &RateSubject,
        answer: Option<&StepUpAnswer>,
        current: &CurrentLimits,
    ) -> Result<LimitDecision, Problem> {
        let (hasher, mut checks) = (self.limiter.key_hasher(), Checks::new());
        let from = client_prefix(subject.address()).to_string();
        current.policies.add_named(&mut checks, Budget::Login, &[account.as_bytes(), from.as_bytes()], hasher);
        current.policies.add(&mut checks, Budget::LoginAddress, LimitScope::Address, subject, hasher);
        // Only failures make an account one of those tried from here: for now this only looks.
        let from_accounts = checks.len();
        current.policies.add_named(&mut checks, Budget::LoginAccounts, &[from.as_bytes()], hasher);
        for check in &mut checks[from_accounts..] {
            *check = check.costing(0).member(hasher.member(&[account.as_bytes()]));
        }
        let solved = answer.and_then(|answer| answer.solves(account, &self.vault, self.wall_clock.now()));
        if let Some(solved) = &solved {
            // The work pays for one try, and the next of many costs more.
            checks.push(LimitCheck::new(
                &current.step_up_once,
                hasher.key(&current.step_up_once.name, &[solved.challenge.as_bytes()]),
            ));
            checks.push(LimitCheck::new(&current.step_ups, hasher.key(&current.step_ups.name, &[account.as_bytes()])));
        } else {
            current.policies.add_named(&mut checks, Budget::LoginUnknown, &[account.as_bytes()], hasher);
        }
        let decision = self.evaluate(&checks, subject, current).await;
        let solved_before = solved_count(&decision.verdicts, current).saturating_sub(1);
        if decision.admitted && solved.is_some_and(|solved| !solved.is_enough(current.pow_bits, solved_before)) {
            self.limiter.refund(&decision).await;
            self.count_rejection(&current.step_up_once.name, subject);
            return Err(self.step_up_required(account, None, current).await);
        }
        // Only work is missing, or the one that was done has paid already.
        let unknown = Budget::LoginUnknown.as_str().replace('_', "-");
        let step_up_would_do =
            decision.violated().all(|v| *v.policy.name == *unknown || v.policy.name == current.step_up_once.name);
        match (decision.admitted, step_up_would_do) {
            (true, _) => Ok(decision),
            (false, true) => {
                // Counted and written down like every other limit.
                drop(self.reject(&decision, subject, current));
                Err(self.step_up_required(account, Some(headers::retry_after_seconds(&decision)), current).await)
            }
            (false, false) => Err(self.reject(&decision, subject, current)),
        }
    }

    async fn step_up_required(&self, account: &str, free_in: Option<u64>, current: &CurrentLimits) -> Problem {
        let step_ups = LimitCheck::new(
            &current.step_ups,
            self.limiter.key_hasher().key(&current.step_ups.name, &[account.as_bytes()]),
        );
        let bits = step_up::bits(current.pow_bits, solved_count(&self.limiter.peek(&[step_ups]).await, current));
        let challenge = step_up::challenge_for(account, bits, free_in, &self.vault, self.wall_clock.now());
        let mut problem = Problem::new(
            StatusCode::FORBIDDEN,
            "auth.step_up_required",
            "there were many failed sign-ins to this account; solve the challenge in details and send it with your answer as step_up in the next attempt",
        );
        problem.details = serde_json::to_value(challenge).ok();
        problem
    }
}

/// Tries of an account that were paid for, as its counter stands.
fn solved_count(verdicts: &[PolicyVerdict], current: &CurrentLimits) -> u64 {
    verdicts.iter().find(|v| v.policy.name == current.step_ups.name).map_or(0, |v| v.limit.saturating_sub(v.remaining))
}

impl SignInAttempt {
    /// Says how it ended. A right try takes away what was counted, and gives the cookie by which the
    /// account will know the device.
    pub async fn finish(self, outcome: SignInOutcome) -> Option<HeaderValue> {
        let (gatekeeper, current) = (&self.gatekeeper, self.gatekeeper.current());
        if !current.enabled {
            return None;
        }
        match outcome {
            SignInOutcome::Incorrect => {
                if self.remembers_device && self.device.is_none() {
                    self.count_account(&current).await;
                }
                None
            }
            SignInOutcome::NotChecked => {
                gatekeeper.limiter.refund(&self.decision).await;
                None
            }
            SignInOutcome::Correct => {
                gatekeeper.limiter.refund(&self.decision).await;
                self.reset_failures(&current).await;
                if !self.remembers_device {
                    return None;
                }
                let device = self.device.unwrap_or_else(|| Device::fresh(&gatekeeper.vault));
                device.cookie(&self.account, &gatekeeper.vault, gatekeeper.wall_clock.now())
            }
        }
    }

    /// One more account that was tried from here.
    async fn count_account(&self, current: &CurrentLimits) {
        let (hasher, mut checks) = (self.gatekeeper.limiter.key_hasher(), Checks::new());
        let from = client_prefix(self.subject.address()).to_string();
        current.policies.add_named(&mut checks, Budget::LoginAccounts, &[from.as_bytes()], hasher);
        for check in &mut checks {
            *check = check.member(hasher.member(&[self.account.as_bytes()]));
        }
        // Refused, there are enough of them already.
        drop(self.gatekeeper.evaluate(&checks, &self.subject, current).await);
    }

    /// Tries before a right one were the owner's: they have all of them again.
    async fn reset_failures(&self, current: &CurrentLimits) {
        let (hasher, mut checks) = (self.gatekeeper.limiter.key_hasher(), Checks::new());
        let from = client_prefix(self.subject.address()).to_string();
        let account = self.account.as_bytes();
        match &self.device {
            _ if !self.remembers_device => {
                current.policies.add(&mut checks, Budget::Login, LimitScope::Person, &self.subject, hasher);
            }
            Some(device) => {
                current.policies.add_named(&mut checks, Budget::LoginDevice, &[account, device.bytes()], hasher);
            }
            None => current.policies.add_named(&mut checks, Budget::Login, &[account, from.as_bytes()], hasher),
        }
        self.gatekeeper.limiter.clear_counters(&checks).await;
    }
}
