//! Whether somebody may confirm a held price. Pure: people in, verdict out.
//!
//! - Another person than who changed it confirms. Somebody who confirms their own has to be alone, and to
//!   have been so for seven days: whoever suspends a colleague is not alone yet.
//! - For seven days after somebody joined, what they change counts as changed by whoever let them in, too.
//! - A person who is new as an approver stands behind those who were it before them, for seven days:
//!   whoever suspends a colleague and invites somebody else has not found a second person yet.

use kernel::{Timestamp, UserId};

use crate::accounts::{Approver, REMEMBERED_S};

/// What a confirmation needs, or why it is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Approval {
    /// Nothing more.
    Given,
    /// Alone for long enough: the password.
    WithPassword,
    /// Another approver is there.
    SecondPerson,
    /// Another approver was there; alone from this instant on.
    AloneFrom(Timestamp),
    /// Others were approvers before; as good as they are from this instant on.
    NewUntil(Timestamp),
}

/// Judges who confirms a change that somebody made, or several stand behind (nobody in demo data).
pub(super) fn judge(confirms: UserId, changed: &[UserId], approvers: &[Approver], now: Timestamp) -> Approval {
    let others = approvers.iter().filter(|a| a.user != confirms && !changed.contains(&a.user));
    if changed.contains(&confirms) {
        if others.clone().any(|other| other.until.is_none()) {
            return Approval::SecondPerson;
        }
        let last = others.filter_map(|other| other.until).max();
        return last.map_or(Approval::WithPassword, |until| Approval::AloneFrom(until.plus_seconds(REMEMBERED_S)));
    }
    let Some(own) = approvers.iter().find(|a| a.user == confirms) else { return Approval::Given };
    let settled_at = own.since.plus_seconds(REMEMBERED_S);
    let is_behind = others.into_iter().any(|other| other.since < own.since);
    if is_behind && settled_at > now { Approval::NewUntil(settled_at) } else { Approval::Given }
}

#[cfg(test)]
mod tests {
    use kernel::ids::Id;

    use super::*;

    const DAY_S: i64 = 24 * 3_600;

    fn person(n: u8) -> UserId {
        UserId::from_uuid(uuid::Uuid::from_bytes([n; 16]))
    }
    fn day(n: i64) -> Timestamp {
        Timestamp::from_micros(0).plus_seconds(n * DAY_S)
    }
    fn approver(n: u8, since: i64, until: Option<i64>) -> Approver {
        Approver { user: person(n), since: day(since), until: until.map(day) }
    }

    #[test]
    fn one_who_is_alone_needs_the_password_and_one_who_is_not_a_second_person() {
        let owner = approver(1, 0, None);

        assert_eq!(judge(person(1), &[person(1)], &[owner], day(1)), Approval::WithPassword);
        let two = [owner, approver(2, 0, None)];
        assert_eq!(judge(person(1), &[person(1)], &two, day(1)), Approval::SecondPerson);
        assert_eq!(judge(person(2), &[person(1)], &two, day(1)), Approval::Given);
        let left = [owner, approver(2, 0, Some(10)), approver(3, 0, Some(12))];
        assert_eq!(judge(person(1), &[person(1)], &left, day(13)), Approval::AloneFrom(day(19)));
    }

    #[test]
    fn a_new_approver_stands_behind_those_who_were_it_before() {
        let (owner, finance, fresh) = (approver(1, 0, None), approver(2, 0, Some(50)), approver(3, 51, None));

        // Nobody but the one who changed it was there before.
        assert_eq!(judge(person(3), &[person(1)], &[owner, fresh], day(51)), Approval::Given);
        let all = [owner, finance, fresh];
        assert_eq!(judge(person(3), &[person(1)], &all, day(51)), Approval::NewUntil(day(58)));
        assert_eq!(judge(person(3), &[person(1)], &all, day(58)), Approval::Given);
    }
    #[test]
    fn whoever_let_a_newcomer_in_is_no_second_person() {
        let (owner, finance) = (approver(1, 0, None), approver(2, 0, None));
        // The fifth changed it, whom the first let in.
        let behind = [person(5), person(1)];

        assert_eq!(judge(person(1), &behind, &[owner, finance], day(1)), Approval::SecondPerson);
        assert_eq!(judge(person(2), &behind, &[owner, finance], day(1)), Approval::Given);
        assert_eq!(judge(person(1), &behind, &[owner], day(1)), Approval::WithPassword);
        assert_eq!(judge(person(1), &[person(5)], &[owner, finance], day(9)), Approval::Given);
    }
}
