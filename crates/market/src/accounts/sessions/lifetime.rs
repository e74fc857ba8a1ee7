//! How long a browser's sign-in lives, and when its id is replaced: rules without I/O.

use infra::crypto::constant_time_eq;
use kernel::Timestamp;

use crate::Ctx;
use crate::authority::{CompanyState, Principal};
use crate::may::Role;

/// Seconds an id goes on working beside the one that replaced it, for requests that were on their way.
pub(super) const GRACE_S: i64 = 30;

/// A browser session as the tables have it, found by one of its ids.
#[derive(Debug, Clone)]
pub(crate) struct StoredSession {
    /// Who it stands for, with the rights of now.
    pub principal: Principal,
    /// Whether it was not ended, and neither the person nor their place was stopped.
    pub is_open: bool,
    pub expires_at: Timestamp,
    pub used_at: Timestamp,
    /// The hash of the id that is good now.
    pub secret_hash: Vec<u8>,
    /// Until when the one before it works.
    pub previous_until: Option<Timestamp>,
    /// The rights that the id was issued for.
    pub rights_as_of: String,
}

/// How long a browser's sign-in may lie unused.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Idle(pub i64);

impl Idle {
    /// Seconds between two notes of use: a write per request would be too many.
    const fn between_notes(self) -> i64 {
        self.0 / 10
    }
    /// The oldest note of use that a living session can have. Use that was not noted may be younger than
    /// the note, so the time between notes is given on top: nobody is put out early.
    pub const fn since(self, now: Timestamp) -> Timestamp {
        now.plus_seconds(-(self.0 + self.between_notes()))
    }
    /// Use noted before this is noted again.
    pub const fn note_again(self, now: Timestamp) -> Timestamp {
        now.plus_seconds(-self.between_notes())
    }
}

/// The bound that is configured.
pub(crate) fn idle(ctx: &Ctx) -> Idle {
    Idle(ctx.rules.session_idle_s)
}

/// What an id is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SessionStatus {
    /// It opens the session, and this is due.
    Active {
        /// That the use is noted.
        touch: bool,
        /// That the id is replaced: it was issued for other rights.
        rotate: bool,
    },
    /// Another replaced it, and the session goes on under that one.
    Replaced,
    /// The session is over.
    Over,
}

/// Rights in one word that can be compared: a role, and whether the company may trade.
pub(crate) fn rights_of(role: Role, state: CompanyState) -> String {
    format!("{role}/{state}")
}

/// Judges an id by its hash.
pub(super) fn judge(held: &StoredSession, hash: &[u8], idle: Idle, now: Timestamp) -> SessionStatus {
    if !held.is_open || held.expires_at <= now || held.used_at < idle.since(now) {
        return SessionStatus::Over;
    }
    let is_current = constant_time_eq(&held.secret_hash, hash);
    // Not much longer before its end than it was given: then the clock was set back.
    let grace = |until: Timestamp| (until.plus_seconds(-2 * GRACE_S)..until).contains(&now);
    if !is_current && !held.previous_until.is_some_and(grace) {
        return SessionStatus::Replaced;
    }
    // A request on its way with the former id does not replace the one that others have by now.
    let rotate = is_current && held.rights_as_of != rights_of(held.principal.role, held.principal.company_state);
    SessionStatus::Active { touch: held.used_at < idle.note_again(now), rotate }
}

#[cfg(test)]
mod tests {
    use kernel::ids::Id;
    use kernel::{CompanyId, UserId};

    use super::*;
    use crate::may::CompanyKind;

    const IDLE: Idle = Idle(1_800);
    const DAWN: Timestamp = Timestamp::from_micros(1_800_000_000_000_000);
    const FRESH: SessionStatus = SessionStatus::Active { touch: false, rotate: false };

    fn at(seconds: i64) -> Timestamp {
        DAWN.plus_seconds(seconds)
    }

    /// Begun and used at dawn, for twelve hours, with the id `new` after `old`.
    fn held() -> StoredSession {
        let principal = Principal {
            user: UserId::least(),
            company: CompanyId::least(),
            kind: CompanyKind::Vendor,
            role: Role::Owner,
            company_state: CompanyState::Approved,
            session: None,
            request: None,
            must_change_password: false,
            at_console: false,
        };
        StoredSession {
            principal,
            is_open: true,
            expires_at: at(43_200),
            used_at: DAWN,
            secret_hash: b"new".to_vec(),
            previous_until: Some(at(GRACE_S)),
            rights_as_of: "owner/approved".to_owned(),
        }
    }

    #[test]
    fn it_is_noted_now_and_then_and_never_ends_early() {
        let held = held();

        for (seconds, worth) in [
            (-5, FRESH),
            (0, FRESH),
            (180, FRESH),
            (181, SessionStatus::Active { touch: true, rotate: false }),
            (1_980, SessionStatus::Active { touch: true, rotate: false }),
            (1_981, SessionStatus::Over),
        ] {
            assert_eq!(judge(&held, b"new", IDLE, at(seconds)), worth, "after {seconds} s");
        }
    }

    #[test]
    fn use_does_not_prolong_it_beyond_its_last_hour() {
        let held = StoredSession { used_at: at(43_190), ..held() };

        assert_eq!(judge(&held, b"new", IDLE, at(43_199)), FRESH);
        assert_eq!(judge(&held, b"new", IDLE, at(43_200)), SessionStatus::Over);
    }

    #[test]
    fn what_was_ended_is_over_under_every_id() {
        let held = StoredSession { is_open: false, ..held() };

        assert_eq!(judge(&held, b"new", IDLE, at(1)), SessionStatus::Over);
        assert_eq!(judge(&held, b"old", IDLE, at(1)), SessionStatus::Over);
    }

    #[test]
    fn the_former_id_works_for_a_moment_and_replaces_nothing() {
        let held = StoredSession { rights_as_of: "viewer/approved".to_owned(), ..held() };

        assert_eq!(judge(&held, b"new", IDLE, at(1)), SessionStatus::Active { touch: false, rotate: true });
        assert_eq!(judge(&held, b"old", IDLE, at(GRACE_S - 1)), FRESH);
        assert_eq!(judge(&held, b"old", IDLE, at(GRACE_S)), SessionStatus::Replaced);
        // The clock of another node is a little behind; one that was set back opens nothing.
        assert_eq!(judge(&held, b"old", IDLE, at(-GRACE_S)), FRESH);
        assert_eq!(judge(&held, b"old", IDLE, at(-GRACE_S - 1)), SessionStatus::Replaced);
        let at_once = StoredSession { previous_until: None, ..held };
        assert_eq!(judge(&at_once, b"old", IDLE, at(1)), SessionStatus::Replaced);
    }

    #[test]
    fn other_rights_want_another_id() {
        for (role, state, rotate) in [
            (Role::Owner, CompanyState::Approved, false),
            (Role::Viewer, CompanyState::Approved, true),
            (Role::Owner, CompanyState::Suspended, true),
        ] {
            let mut held = held();
            (held.principal.role, held.principal.company_state) = (role, state);
            assert_eq!(
                judge(&held, b"new", IDLE, at(1)),
                SessionStatus::Active { touch: false, rotate },
                "{role} {state}"
            );
        }
    }

    #[test]
    fn a_short_idle_time_is_kept_too() {
        let held = held();

        assert_eq!(judge(&held, b"new", Idle(60), at(66)), SessionStatus::Active { touch: true, rotate: false });
        assert_eq!(judge(&held, b"new", Idle(60), at(67)), SessionStatus::Over);
    }
}
