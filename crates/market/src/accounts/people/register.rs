//! A company and its first person ask to join.

use infra::EventLine;
use kernel::text::Name;
use kernel::{CompanyId, Currency, Email, MembershipId, Secret, UserId};

use super::password_policy::{self, PasswordContext};
use crate::accounts::client_origin::ClientOrigin;
use crate::accounts::store;
use crate::authority::CompanyState;
use crate::companies::{self, Address};
use crate::may::{CompanyKind, Role};
use crate::{Ctx, Event};

/// What is needed to join.
#[derive(Debug, Clone)]
pub struct Register {
    /// Vendor, retailer or delivery partner.
    pub kind: CompanyKind,
    /// As in the commercial register.
    pub legal_name: Name,
    /// As the marketplace shows it.
    pub display_name: Name,
    /// Where.
    pub address: Address,
    /// The money it trades in.
    pub currency: Currency,
    /// The first person, who becomes its owner.
    pub name: Name,
    /// How that person signs in.
    pub email: Email,
    /// With what.
    pub password: Secret<String>,
}

errors! {
    /// Why nobody joined.
    pub enum RegisterError {
        /// Staff is made at the console.
        NotJoinable = Invalid "accounts.kind_not_joinable" "only vendors, retailers and delivery partners can register",
        /// See [`super::WeakPassword`].
        WeakPassword { why: String } = Invalid "accounts.weak_password" "the password {why}",
        /// Too much at once.
        Overloaded = Unavailable "service.busy" "too many people are signing in right now; try again in a moment",
    }
}

/// Lets a company ask to join. Says the same, and takes the same time, when the address is taken:
/// nobody learns from here who has an account (ASVS 6.3.8). The company waits for approval.
pub async fn register(ctx: &Ctx, cmd: Register, caller: &ClientOrigin) -> Result<(), RegisterError> {
    if cmd.kind == CompanyKind::Platform {
        return Err(RegisterError::NotJoinable);
    }
    let names = [cmd.legal_name.as_str(), cmd.display_name.as_str(), cmd.name.as_str()];
    password_policy::check(&cmd.password, &PasswordContext::new(&cmd.email, names))
        .map_err(|why| RegisterError::WeakPassword { why: why.to_string() })?;
    let hash = ctx.passwords.hash(cmd.password.clone()).await.map_err(|_| RegisterError::Overloaded)?;
    let (company, user, membership) =
        (ctx.store.id::<CompanyId>(), ctx.store.id::<UserId>(), ctx.store.id::<MembershipId>());
    let now = ctx.store.now();
    let origin = caller.origin();
    let joined = ctx.store.write(&origin, |tx| {
        let (cmd, hash) = (cmd.clone(), hash.clone());
        async move {
            let event = Event::CompanyRegistered { company, kind: cmd.kind, name: cmd.display_name.to_string() };
            companies::insert(
                &tx,
                &companies::NewCompany {
                    id: company,
                    kind: cmd.kind,
                    legal_name: cmd.legal_name,
                    display_name: cmd.display_name,
                    address: cmd.address,
                    currency: cmd.currency,
                    state: CompanyState::Submitted,
                    now,
                },
            )
            .await?;
            store::insert_user(&tx, user, &cmd.email, &cmd.name, &hash, now).await?;
            store::insert_membership(&tx, membership, user, company, Role::Owner, now).await?;
            Ok::<_, RegisterError>(tx.commit_with(event.record(), ()))
        }
    });
    match joined.await {
        // The address is taken; its owner's account is left alone, and the stranger learns nothing.
        Err(RegisterError::Db(error)) if error.is_unique() => {
            if EventLine::DuplicateRegistration.is_due() {
                tracing::info!(
                    security = "user_created_duplicate",
                    client.address = caller.address,
                    request.id = %caller.request,
                    "a registration used an email address that already has an account"
                );
            }
            Ok(())
        }
        ended => ended,
    }
}
