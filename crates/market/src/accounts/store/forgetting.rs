//! What ran out long ago.

use infra::db::{Query, Result, Row, Stmt};
use infra::{WriteTx, args};
use kernel::{InvitationId, Scalar, SessionId, Stored, Timestamp};

use super::{EXPIRED_INVITATIONS, EXPIRED_SESSIONS};

const DELETE_TOKENS: Stmt = Stmt::same("delete from refresh_tokens where session_id in (");
const DELETE_SESSIONS: Stmt = Stmt::same("delete from sessions where id in (");
const DELETE_INVITATIONS: Stmt = Stmt::same("delete from invitations where id in (");

fn ids<T: Stored>(rows: Vec<Row>) -> Result<Vec<Scalar>> {
    rows.into_iter().map(|mut row| row.take::<T>().map(|id| id.to_scalar())).collect()
}

/// Deletes sign-ins that ran out before an instant, however they ended, with the refresh tokens that refer to them;
/// tells how many.
pub async fn delete_expired_sessions_unscoped(tx: &WriteTx, before: Timestamp, most: i64) -> Result<u64> {
    let sessions = ids::<SessionId>(tx.all(&EXPIRED_SESSIONS, args![before, most]).await?)?;
    tx.exec_list(&DELETE_TOKENS, vec![], sessions.clone()).await?;
    tx.exec_list(&DELETE_SESSIONS, vec![], sessions).await
}

/// Deletes invitations that ran out before an instant, whatever became of them; tells how many.
pub async fn delete_expired_invitations_unscoped(tx: &WriteTx, before: Timestamp, most: i64) -> Result<u64> {
    let invitations = ids::<InvitationId>(tx.all(&EXPIRED_INVITATIONS, args![before, most]).await?)?;
    tx.exec_list(&DELETE_INVITATIONS, vec![], invitations).await
}
