//! What somebody must still be when their write commits. Imports nothing of the subject: proofs of right name it.

use infra::db::Stmt;

/// The end of a statement that begins with `insert … select …`: one row while a person has a role in a company of a
/// state, and neither they nor their place was stopped. Its rows are locked until the transaction ends, so whoever
/// takes the role away waits for it, or it finds the role gone.
pub(crate) const STANDING: Stmt = Stmt::per_engine(
    " from memberships m join users u on u.id = m.user_id join companies o on o.id = m.company_id
        where m.user_id = ? and m.company_id = ? and m.role = ? and m.state = 'active' and u.state = 'active' and o.state = ?",
    " from memberships m join users u on u.id = m.user_id join companies o on o.id = m.company_id
        where m.user_id = ? and m.company_id = ? and m.role = ? and m.state = 'active' and u.state = 'active' and o.state = ? lock in share mode",
    " from memberships m join users u on u.id = m.user_id join companies o on o.id = m.company_id
        where m.user_id = ? and m.company_id = ? and m.role = ? and m.state = 'active' and u.state = 'active' and o.state = ? for share of m, u, o",
);
