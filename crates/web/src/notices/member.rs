//! The company's notices.

use askama::Template;
use edge::{Endpoint, Form, LimitClass, Page, PageContext, Problem, QueryParams, Route, Router};
use kernel::PageOf;
use market::authority::Member;
use market::may::CompanyKind;
use market::notices::{self, MOST_UNREAD, Message, NoticeRow};
use market::{Ctx, EventKind, may};

use crate::ui::filters::PageIn;
use crate::ui::frame::Frame;
use crate::ui::links;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListNotices>().mount::<MarkRead>()
}

/// The company's notices.
#[derive(Template)]
#[template(path = "notices/member.html")]
struct NoticesPage<'a> {
    f: &'a Frame,
    rows: PageOf<NoticeRow>,
    unread: i64,
}

impl NoticesPage<'_> {
    /// How many nobody has read yet, as far as they were counted.
    fn how_many(&self) -> String {
        match self.unread {
            MOST_UNREAD.. => self.f.t1("notices-unread-many", "n", MOST_UNREAD),
            fewer => self.f.t1("notices-unread", "n", fewer),
        }
    }
    /// Where the thing a notice is about can be looked at; empty where it cannot.
    fn about(&self, row: &NoticeRow) -> String {
        let subject = row.kind.split('.').next().unwrap_or_default();
        // Lists of orders lead to the one whose number they are given.
        let number = match &row.message {
            Some(
                Message::OrderPlaced { number, .. }
                | Message::VendorOrderStateChanged { number, .. }
                | Message::DeliveryCodeBlocked { number, .. }
                | Message::DeliveryCodeRenewed { number, .. },
            ) => format!("?number={number}"),
            _ => String::new(),
        };
        match (self.f.kind(), subject) {
            // Everybody of a company reads its notices, and not everybody its orders.
            (Some(CompanyKind::Vendor), "order") if !self.f.may_do("orders.read_vendor_orders") => String::new(),
            (Some(CompanyKind::Vendor), "order") if row.kind == "order.state_changed" => {
                format!("/vendor/orders/{}", row.subject)
            }
            (Some(CompanyKind::Vendor), "order") => format!("/vendor/orders{number}"),
            (Some(CompanyKind::Vendor), "price") => "/vendor/prices".to_owned(),
            (Some(CompanyKind::Vendor), "import") => "/vendor/imports".to_owned(),
            // What a retailer is told of a delivery stands on its order.
            (Some(CompanyKind::Retailer), "order" | "delivery") => format!("/orders{number}"),
            (Some(CompanyKind::Platform), "delivery") => format!("/admin/deliveries/{}", row.subject),
            (Some(CompanyKind::DeliveryPartner), "delivery") => format!("/delivery/{}", row.subject),
            (_, "company") => "/welcome".to_owned(),
            _ => String::new(),
        }
    }
    /// What it says, in the reader's language; English alone where it was sent before there was data.
    fn text(&self, row: &NoticeRow) -> (String, &'static str) {
        row.message.as_ref().map_or_else(|| (row.text.clone(), "en"), |message| (self.translated(message), ""))
    }
    fn translated(&self, message: &Message) -> String {
        let f = self.f;
        match message {
            Message::CompanyMayTrade => f.t("notice-company-may-trade"),
            Message::CompanyRenamed { display_name } => f.t1("notice-company-renamed", "name", display_name),
            Message::NameChangeRefused { reason } => f.t1("notice-name-change-refused", "why", reason),
            Message::PriceChanged { old_minor, new_minor, currency } => {
                let (old, new) = (f.minor(old_minor, currency), f.minor(new_minor, currency));
                f.locale.fill("notice-price-changed", &[("old", (&old).into()), ("new", (&new).into())])
            }
            Message::PriceHeld { why } => f.t1("notice-price-held", "why", &f.hold_reason(why)),
            Message::PriceRejected => f.t("notice-price-refused"),
            Message::ImportEnded { done, failed } => {
                f.locale.fill("notice-import-ended", &[("done", (*done).into()), ("failed", (*failed).into())])
            }
            Message::OrderPlaced { number, accept_by } => {
                let until = f.moment(accept_by);
                f.locale.fill("notice-order-placed", &[("number", number.into()), ("until", (&until).into())])
            }
            Message::VendorOrderStateChanged { number, to } => {
                let state = f.word("vendor-order-state", to);
                f.locale.fill("notice-order-moved", &[("number", number.into()), ("state", (&state).into())])
            }
            Message::DeliveryOffered => f.t("notice-delivery-offered"),
            Message::DeliveryCancelled => f.t("notice-delivery-cancelled"),
            Message::DeliveryCodeBlocked { number, reader } => {
                let key = match reader {
                    CompanyKind::Platform => "notice-delivery-code-blocked-platform",
                    CompanyKind::DeliveryPartner => "notice-delivery-code-blocked-partner",
                    _ => "notice-delivery-code-blocked",
                };
                f.t1(key, "number", number)
            }
            Message::DeliveryCodeRenewed { number, reader } => {
                let is_partner = *reader == CompanyKind::DeliveryPartner;
                let key =
                    if is_partner { "notice-delivery-code-renewed-partner" } else { "notice-delivery-code-renewed" };
                f.t1(key, "number", number)
            }
            Message::ProductRequestDecided { title, state } => {
                let state = f.word("request-state", state);
                f.locale.fill("notice-request-decided", &[("title", title.into()), ("state", (&state).into())])
            }
            Message::ProductChanged { title } => f.t1("notice-product-changed", "title", title),
            Message::CompanyPrefixDecided { prefix, state } => {
                let state = f.word("prefix-state", state);
                f.locale.fill("notice-prefix-decided", &[("prefix", prefix.into()), ("state", (&state).into())])
            }
        }
    }
    fn next(&self) -> String {
        self.rows.next_cursor.as_ref().map(|cursor| format!("/notices?cursor={}", cursor.as_str())).unwrap_or_default()
    }
    fn first(&self) -> &'static str {
        if self.f.page_context.current.as_str().contains("cursor=") { "/notices" } else { "" }
    }
}

/// They are looked at.
struct ListNotices;

impl Endpoint for ListNotices {
    const ROUTE: Route =
        Route::get("notices.member.list", "/notices", "List the company's notifications, newest first.")
            .automatic(LimitClass::Refresh);
    type Auth = Member<may::ReadNotices>;
    type In = (PageContext, QueryParams<PageIn>);
    type Out = Page;
    type Error = Problem;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (page_context, QueryParams(query)): Self::In,
    ) -> Result<Page, Problem> {
        let rows = notices::notices(ctx, &auth, query.cursor, kernel::PageLimit::default()).await?;
        let unread = notices::unread(ctx, &auth).await?;
        let frame = Frame::open(ctx, page_context).await?;
        frame.show(&NoticesPage { f: &frame, rows, unread })
    }
}

/// They were read.
struct MarkRead;

impl Endpoint for MarkRead {
    const ROUTE: Route = Route::post(
        "notices.member.mark_read",
        "/notices/read",
        "Mark the company's notifications as read.",
        &[EventKind::NoticesRead],
    );
    type Auth = Member<may::ReadNotices>;
    type In = (Form,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, _: Self::In) -> Result<Page, Problem> {
        notices::mark_read(ctx, &auth).await?;
        Ok(Page::redirect(&links::local("/notices?flash=notices-read")))
    }
}
