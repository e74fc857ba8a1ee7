//! One's own company asks for other names.

use edge::{Endpoint, Form, FormFields, Page, PageContext, Path, Problem, Route, Router};
use kernel::NameChangeId;
use kernel::text::Name;
use market::authority::Member;
use market::companies::{self, AskNameChange};
use market::{Ctx, EventKind, may};

use super::company::with_names;
use crate::ui::links;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<AskForNames>().mount::<WithdrawWish>()
}

/// Other names are asked for.
struct AskForNames;

impl Endpoint for AskForNames {
    const ROUTE: Route = Route::post(
        "companies.member.ask_name_change",
        "/company/names",
        "Request other names for your company. Staff review them; until then the present ones stand.",
        &[EventKind::NameChangeAsked],
    );
    type Auth = Member<may::EditCompany>;
    type In = (Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (form, page_context): Self::In) -> Result<Page, Problem> {
        let mut fields = form.fields;
        match ask(ctx, &auth, &mut fields).await {
            Ok(()) => Ok(Page::redirect(&links::local("/company?flash=name-change-asked"))),
            Err(problem) => with_names(ctx, page_context, fields.with_problem(problem)).await,
        }
    }
}

async fn ask(ctx: &Ctx, by: &Member<may::EditCompany>, fields: &mut FormFields) -> Result<(), Problem> {
    let (display_name, legal_name) = (fields.read::<Name>("display_name"), fields.read::<Name>("legal_name"));
    if !fields.errors().is_empty() {
        return Err(fields.to_problem());
    }
    companies::ask_name_change(ctx, by, AskNameChange { display_name, legal_name }).await?;
    Ok(())
}

/// The wish is taken back.
struct WithdrawWish;

impl Endpoint for WithdrawWish {
    const ROUTE: Route = Route::post(
        "companies.member.withdraw_name_change",
        "/company/names/{name_change_id}/withdraw",
        "Withdraw a request to change your company's names.",
        &[EventKind::NameChangeWithdrawn],
    );
    type Auth = Member<may::EditCompany>;
    type In = (Path<NameChangeId>, Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), form, page_context): Self::In) -> Result<Page, Problem> {
        match companies::withdraw_name_change(ctx, &auth, id).await {
            Ok(()) => Ok(Page::redirect(&links::local("/company?flash=name-change-withdrawn"))),
            Err(error) => with_names(ctx, page_context, form.fields.with_problem(error.into())).await,
        }
    }
}
