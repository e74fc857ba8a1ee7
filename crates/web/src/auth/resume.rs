//! A form whose sign-in ended while it was filled in goes on after the next one: for the same person, in
//! the company it was filled in for, and for nobody else. Its token tells: it was made for one sign-in.

use askama::Template;
use edge::{ClientInfo, FormFields, LocalPath, Page, PageContext, Problem};
use kernel::{CompanyId, RequestId};
use market::Ctx;
use market::accounts::{self, BrowserAuth, BrowserSignIn};
use market::authority::{Access, SignedIn};

use crate::ui::frame::Frame;
use crate::ui::links;

/// The page that sends a kept form again.
#[derive(Template)]
#[template(path = "auth/resume.html")]
struct ResumePage<'a> {
    f: &'a Frame,
    at: String,
    token: String,
    typed: Vec<(String, String)>,
}

/// Shows the kept form to whoever filled it in; anybody else goes home, and it is dropped.
pub(super) async fn resume(
    ctx: &Ctx,
    frame: &Frame,
    (fields, at): (&FormFields, LocalPath),
    entered: BrowserSignIn,
    visitor: &ClientInfo,
) -> Result<(Page, BrowserSignIn), Problem> {
    let was_for = fields.text("resume_for");
    let earlier = accounts::recent_sessions(ctx, &entered).await?;
    let theirs = earlier.into_iter().find(|(session, _)| PageContext::verify_csrf_token(&ctx.vault, *session, was_for));
    let there = match theirs {
        Some((_, company)) => go_over(ctx, entered, company, visitor).await?,
        None => Err(entered),
    };
    match there {
        Ok(entered) => {
            let sent = serde_urlencoded::from_str(fields.raw("resume")).unwrap_or_default();
            let typed = FormFields::new(sent);
            let typed = typed.without_secrets().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
            let token = PageContext::csrf_token(&ctx.vault, entered.session.session_id);
            Ok((frame.show(&ResumePage { f: frame, at: at.to_string(), token, typed })?, entered))
        }
        Err(entered) => Ok((Page::redirect(&links::local("/welcome?flash=resume-dropped")), entered)),
    }
}

/// In the company that the form is for; the sign-in as it was where they have no place there any more.
async fn go_over(
    ctx: &Ctx,
    entered: BrowserSignIn,
    company: CompanyId,
    ClientInfo(caller): &ClientInfo,
) -> Result<Result<BrowserSignIn, BrowserSignIn>, Problem> {
    if entered.session.company_id == company {
        return Ok(Ok(entered));
    }
    let request = ctx.store.id::<RequestId>();
    let BrowserAuth::Known { principal, .. } =
        accounts::authenticate_browser(ctx, entered.secret.reveal(), request).await?
    else {
        return Ok(Err(entered));
    };
    let Ok(by) = SignedIn::grant(Some(&principal)) else { return Ok(Err(entered)) };
    Ok(accounts::switch(ctx, &by, company, caller).await.map_err(|_| entered))
}
