//! Registering a company, signing in and out with tokens, and joining a company by an invitation.

use edge::{
    Accepted, Admits, ClientInfo, Endpoint, Json, JsonBody, LimitClass, NoContent, OrProblem, Problem, RateLimits,
    Route, Router, SignInOutcome, StepUpAnswer, WithCookies,
};
use http::HeaderValue;
use kernel::text::Name;
use kernel::{CompanyId, Currency, Email, Secret};
use market::accounts::{self, AcceptInvitation, JoinOutcome, Register, SignIn, Tokens};
use market::authority::{Anyone, SignedIn};
use market::companies::Address;
use market::may::CompanyKind;
use market::{Ctx, EventKind};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::shapes::{NewPasswordIn, PasswordIn};

pub(crate) fn mount(router: Router) -> Router {
    router
        .mount::<RegisterCompany>()
        .mount::<SigningIn>()
        .mount::<SigningInByShortPath>()
        .mount::<Refreshing>()
        .mount::<SigningOut>()
        .mount::<AcceptingInvitation>()
}

/// The most characters of a token.
const MOST_TOKEN: usize = 128;

/// A token as it is sent.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct TokenIn(Secret<String>);

impl JsonSchema for TokenIn {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "TokenIn".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "minLength": 1, "maxLength": MOST_TOKEN })
    }
}

impl TryFrom<String> for TokenIn {
    type Error = String;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        let fits = (1..=MOST_TOKEN).contains(&text.chars().count());
        if fits { Ok(Self(Secret::new(text))) } else { Err(format!("must have 1 to {MOST_TOKEN} characters")) }
    }
}

/// A response that reveals nothing about accounts.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct UnderstoodOut {
    /// The message.
    message: &'static str,
}

/// A company and its first user.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RegisterIn {
    /// `vendor`, `retailer` or `delivery_partner`.
    kind: CompanyKind,
    /// Legal name, as in the commercial register.
    legal_name: Name,
    /// Display name on the marketplace.
    display_name: Name,
    /// Address.
    address: Address,
    /// Currency.
    currency: Currency,
    /// Name of the first user, who becomes the owner.
    name: Name,
    /// Email address of the first user.
    email: Email,
    /// A phrase of several words works well; so do many random digits.
    password: NewPasswordIn,
}

/// A company asks to join.
struct RegisterCompany;

impl Endpoint for RegisterCompany {
    const ROUTE: Route = Route::post("auth.register", "/api/auth/register", "Register a company and its first user. The response is the same whether or not the email address has an account.", &[EventKind::CompanyRegistered]).limit(LimitClass::Registration);
    type Auth = Anyone;
    type In = (JsonBody<RegisterIn>, ClientInfo);
    type Out = Accepted<UnderstoodOut>;
    type Error = accounts::RegisterError;
    async fn handle(
        ctx: &Ctx,
        _: Anyone,
        (JsonBody(b), ClientInfo(caller)): Self::In,
    ) -> Result<Self::Out, Self::Error> {
        let cmd = Register {
            kind: b.kind,
            legal_name: b.legal_name,
            display_name: b.display_name,
            address: b.address,
            currency: b.currency,
            name: b.name,
            email: b.email,
            password: b.password.into_secret(),
        };
        accounts::register(ctx, cmd, &caller).await?;
        Ok(Accepted::new(UnderstoodOut {
            message: "If this email address is new, the company is now pending approval. Sign in to check its status.",
        }))
    }
}

/// Sign-in credentials.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LoginIn {
    /// Email address.
    email: Email,
    /// Password.
    password: PasswordIn,
    /// ID of the company to sign in to, if the user belongs to several. By default, the one joined first.
    #[serde(default)]
    company_id: Option<CompanyId>,
    /// The solved challenge, if the previous attempt returned `auth.step_up_required`.
    #[serde(default)]
    step_up: Option<StepUpAnswer>,
}

impl LoginIn {
    /// One try, counted before the password is looked at, whatever the sign-in is to give; with the
    /// cookie by which the account knows the device from now on.
    pub(crate) async fn signs_in<T>(
        self,
        limits: &RateLimits,
        begin: impl AsyncFnOnce(SignIn) -> Result<T, accounts::SignInError>,
    ) -> Result<(T, Option<HeaderValue>), Problem> {
        let cmd = SignIn { email: self.email, password: self.password.into_secret(), company: self.company_id };
        limits.attempt_sign_in(cmd, self.step_up.as_ref(), begin).await
    }
}

/// Somebody signs in.
struct SigningIn;

impl Endpoint for SigningIn {
    const ROUTE: Route = Route::post(
        "auth.login",
        "/api/auth/login",
        "Sign in with email and password. The response does not reveal whether an account exists.",
        &[EventKind::SignedIn],
    )
    .limit(LimitClass::Login);
    type Auth = Anyone;
    type In = (JsonBody<LoginIn>, ClientInfo, RateLimits);
    type Out = WithCookies<Json<Tokens>>;
    type Error = OrProblem<accounts::SignInError>;
    async fn handle(
        ctx: &Ctx,
        _: Anyone,
        (JsonBody(b), ClientInfo(caller), limits): Self::In,
    ) -> Result<Self::Out, Self::Error> {
        let (tokens, device) = b.signs_in(&limits, async |cmd| accounts::sign_in(ctx, cmd, &caller).await).await?;
        Ok(WithCookies::new(Json::new(tokens)).cookie(device))
    }
}

/// The same at another path.
struct SigningInByShortPath;

impl Endpoint for SigningInByShortPath {
    const ROUTE: Route = Route {
        id: "auth.login_short",
        path: "/api/login",
        summary: "The same as auth.login, under the same limits.",
        ..SigningIn::ROUTE
    };
    type Auth = Anyone;
    type In = <SigningIn as Endpoint>::In;
    type Out = <SigningIn as Endpoint>::Out;
    type Error = <SigningIn as Endpoint>::Error;
    async fn handle(ctx: &Ctx, anyone: Anyone, input: Self::In) -> Result<Self::Out, Self::Error> {
        SigningIn::handle(ctx, anyone, input).await
    }
}

/// The refresh token.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RefreshIn {
    /// The refresh token. It can be used once.
    refresh_token: TokenIn,
}

/// A sign-in is prolonged.
struct Refreshing;

impl Endpoint for Refreshing {
    const ROUTE: Route = Route::post(
        "auth.refresh",
        "/api/auth/refresh",
        "Exchange a refresh token for a new pair of tokens. Using a token twice ends the session.",
        &[EventKind::SessionRenewed],
    )
    .limit(LimitClass::Token);
    type Auth = Anyone;
    type In = (JsonBody<RefreshIn>, ClientInfo);
    type Out = Json<Tokens>;
    type Error = accounts::RefreshError;
    async fn handle(
        ctx: &Ctx,
        _: Anyone,
        (JsonBody(b), ClientInfo(caller)): Self::In,
    ) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(accounts::refresh(ctx, &b.refresh_token.0, &caller).await?))
    }
}

/// Somebody signs out.
struct SigningOut;

impl Endpoint for SigningOut {
    const ROUTE: Route = Route::post(
        "auth.logout",
        "/api/auth/logout",
        "End the current session. Its tokens stop working immediately.",
        &[EventKind::SessionEnded],
    )
    .admits(Admits::Restricted);
    type Auth = SignedIn;
    type In = ();
    type Out = NoContent;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: SignedIn, (): ()) -> Result<NoContent, Problem> {
        accounts::sign_out(ctx, &auth).await?;
        Ok(NoContent)
    }
}

/// Acceptance of an invitation.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AcceptIn {
    /// The invitation token.
    token: TokenIn,
    /// Your name; used only if the email address has no account yet.
    name: Name,
    /// The new password, of 15 characters at least, or, if the email address has an account, its password.
    password: PasswordIn,
}

/// Somebody joins a company.
struct AcceptingInvitation;

impl Endpoint for AcceptingInvitation {
    const ROUTE: Route = Route::post(
        "auth.accept_invitation",
        "/api/auth/accept-invitation",
        "Accept an invitation to a company. An invitation can be used once. The response is the same whether or not the email address has an account, and whether or not the password is that account's: sign in to see whether you have joined.",
        &[EventKind::MemberJoined, EventKind::InvitationNotAccepted],
    )
    .limit(LimitClass::InvitationAcceptance);
    type Auth = Anyone;
    type In = (JsonBody<AcceptIn>, ClientInfo, RateLimits);
    type Out = NoContent;
    type Error = OrProblem<accounts::TeamError>;
    async fn handle(
        ctx: &Ctx,
        _: Anyone,
        (JsonBody(b), ClientInfo(caller), limits): Self::In,
    ) -> Result<NoContent, Self::Error> {
        // The password may be that of an account that is there: guessing it is signing in.
        let invited = accounts::invited(ctx, &b.token.0).await?;
        let attempt = limits.begin_sign_in(invited.as_str(), None).await?;
        let cmd = AcceptInvitation { token: b.token.0, name: b.name, password: b.password.into_secret() };
        let joined = accounts::accept_invitation(ctx, cmd, &caller).await;
        let wrong = JoinOutcome::is_wrong_try(&joined);
        attempt.finish(if wrong { SignInOutcome::Incorrect } else { SignInOutcome::NotChecked }).await;
        joined?;
        Ok(NoContent)
    }
}
