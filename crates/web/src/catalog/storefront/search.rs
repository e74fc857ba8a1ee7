//! The front of the shop, and the search. The search is a route of its own, because it is counted and
//! given room as one.

use std::sync::Arc;

use askama::Template;
use cache::CacheEntry;
use edge::{CursorBinding, Endpoint, LimitClass, Page, PageContext, Problem, QueryParams, Route, Router, RowsRead};
use kernel::text::{Name, SearchText, Slug};
use kernel::{CompanyId, Cursor, FieldError, PageOf};
use market::Ctx;
use market::authority::Anyone;
use market::catalog::{self, Category, ProductSummary, Search, Sort};
use market::companies;
use market::orders::{self, Popular};
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::value::Error as ValueError;
use serde::de::{DeserializeOwned, IntoDeserializer};

use crate::catalog::storefront::product_card::ProductCards;
use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::page_cache::{Decoded, PageKey};
use crate::ui::problems;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowHome>().mount::<FindProducts>()
}

/// Cards of one page.
const CARDS: u16 = 24;
/// Brands and vendors that can be chosen from a list.
const CHOICES: u16 = crate::ui::stated::VENDORS_TO_CHOOSE;

/// What is looked for, as a form sends it: what is left empty is not asked for.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(crate) struct SearchIn {
    /// Words of title, brand, category, SKU or GTIN.
    q: String,
    /// The slug of a category.
    category: String,
    /// Filter by brand.
    brand: String,
    /// The id of a vendor.
    vendor: String,
    /// The sort order.
    sort: String,
    /// Where to go on.
    cursor: String,
}

impl SearchIn {
    fn is_search(&self) -> bool {
        [&self.q, &self.category, &self.brand, &self.vendor, &self.sort, &self.cursor].iter().any(|t| !t.is_empty())
    }

    /// As the catalogue takes it. `None` for words that no product can have.
    fn search(&self) -> Result<Option<Search>, Problem> {
        let q = self.q.trim();
        let words = SearchText::new(q);
        if words.is_err() && !q.is_empty() {
            return Ok(None);
        }
        Ok(Some(Search {
            q: words.ok(),
            category: read::<Slug>("category", &self.category)?,
            brand: read::<Name>("brand", self.brand.trim())?,
            vendor: read::<CompanyId>("vendor", &self.vendor)?,
            currency: None,
            sort: read::<Sort>("sort", &self.sort)?,
            first: None,
            after: read::<Cursor>("cursor", &self.cursor)?,
            limit: kernel::PageLimit::new(CARDS).unwrap_or_default(),
        }))
    }

    /// The page of the search after this one.
    fn older(&self, next: Option<&Cursor>) -> String {
        let Some(next) = next else { return String::new() };
        let form = [("q", &self.q), ("category", &self.category), ("brand", &self.brand), ("vendor", &self.vendor)];
        let kept = form.into_iter().chain([("sort", &self.sort)]).filter(|(_, text)| !text.is_empty());
        let pairs = kept.map(|(name, text)| format!("{name}={}&", links::escaped(text)));
        format!("/products?{}cursor={}", pairs.collect::<String>(), next.as_str())
    }

    /// The first page of the search, from a later one.
    fn newest(&self) -> String {
        let older = self.older(Some(&Cursor::of("", &())));
        let first = older.rsplit_once("cursor=").map_or("", |(front, _)| front);
        if self.cursor.is_empty() { String::new() } else { first.trim_end_matches(['&', '?']).to_owned() }
    }
}

/// A filter, where there is one.
fn read<T: DeserializeOwned>(name: &str, text: &str) -> Result<Option<T>, Problem> {
    if text.is_empty() {
        return Ok(None);
    }
    T::deserialize(IntoDeserializer::<ValueError>::into_deserializer(text.to_owned())).map(Some).map_err(|why| {
        let wrong = FieldError { path: name.to_owned(), detail: why.to_string() };
        Problem::unreadable("request.bad_query", "the query", vec![wrong])
    })
}

/// The front of the shop, and what was found in it.
#[derive(Template)]
#[template(path = "catalog/storefront/search.html")]
struct HomePage<'a> {
    f: &'a Frame,
    search: SearchIn,
    /// Whether something is looked for, rather than looked at.
    searched: bool,
    cards: ProductCards,
    /// How many were found, in words.
    found: String,
    /// What an order by price is.
    note: String,
    newest: String,
    older: String,
    choices: Choices,
    sorts: Vec<(String, String)>,
}

impl HomePage<'_> {
    /// Whether the category that is looked for is one to choose, or none is looked for.
    fn has_category(&self) -> bool {
        let slug = self.search.category.as_str();
        let has = |category: &Category| category.slug == slug || category.children.iter().any(|c| c.slug == slug);
        slug.is_empty() || self.categories().iter().any(has)
    }
    fn categories(&self) -> &[Category] {
        &self.choices.categories
    }
    fn vendors(&self) -> &[(String, String)] {
        &self.choices.vendors
    }
    fn brands(&self) -> &[String] {
        &self.choices.brands
    }
}

/// What can be chosen from, as everybody sees it.
struct Choices {
    categories: Arc<Vec<Category>>,
    vendors: Arc<Vec<(String, String)>>,
    brands: Arc<Vec<String>>,
    /// What names this very choice.
    digests: [u64; 3],
}

impl Choices {
    async fn of(ctx: &Ctx) -> Result<Self, Problem> {
        static CATEGORIES: Decoded<Vec<Category>> = Decoded::new();
        static VENDORS: Decoded<Vec<(String, String)>> = Decoded::new();
        static BRANDS: Decoded<Vec<String>> = Decoded::new();
        let limit = kernel::PageLimit::new(CHOICES).unwrap_or_default();
        let categories = catalog::categories(ctx).await?;
        let vendors = companies::vendors(ctx, &companies::VendorFilter { limit, ..Default::default() }).await?;
        let brands = catalog::brands(ctx, &catalog::BrandFilter { limit, ..Default::default() }).await?;
        let pair = |vendor: companies::CompanyProfile| (vendor.id.to_string(), vendor.name);
        Ok(Self {
            digests: [categories.digest(), vendors.digest(), brands.digest()],
            categories: CATEGORIES.of(&categories, |all| all)?,
            vendors: VENDORS.of(&vendors, |page| page.items.into_iter().map(pair).collect())?,
            brands: BRANDS.of(&brands, |page| page.items.into_iter().map(|brand| brand.name).collect())?,
        })
    }

    /// With a vendor who is looked for, if that is not among the first ones. One that is gone is no choice.
    async fn with_vendor(mut self, ctx: &Ctx, chosen: &str) -> Self {
        let is_there = self.vendors.iter().any(|(id, _)| id == chosen);
        let Some(chosen) = chosen.parse::<CompanyId>().ok().filter(|_| !is_there) else { return self };
        let shown = companies::vendor_profile(ctx, chosen).await.ok().and_then(|entry| entry.value().ok());
        Arc::make_mut(&mut self.vendors).extend(shown.map(|vendor| (vendor.id.to_string(), vendor.name)));
        self
    }
}

impl<'a> HomePage<'a> {
    fn of(
        ctx: &Ctx,
        f: &'a Frame,
        search: SearchIn,
        (found, next): (&[ProductSummary], Option<&Cursor>),
        choices: Choices,
    ) -> Self {
        let (newest, older) = (search.newest(), search.older(next));
        let cards =
            if search.vendor.is_empty() { ProductCards::of(f, found) } else { ProductCards::of_vendor(f, found) };
        let currency = f.buyer().map_or(ctx.rules.currency, |buyer| buyer.currency);
        let note = || f.t1("storefront-by-price", "currency", currency.code());
        let note = if search.sort.starts_with("price") { note() } else { String::new() };
        let more = if older.is_empty() { "storefront-found" } else { "storefront-found-more" };
        Self {
            found: f.t1(more, "n", cards.len()),
            note,
            cards,
            newest,
            older,
            choices,
            sorts: Sort::ALL.iter().map(|sort| (sort.to_string(), f.word("sort", sort))).collect(),
            searched: search.is_search(),
            search,
            f,
        }
    }
}

impl HomePage<'_> {
    /// What is said where there may be more vendors than can be chosen from.
    fn vendors_hint(&self) -> String {
        if self.vendors().len() < usize::from(CHOICES) { String::new() } else { self.f.t("storefront-first-vendors") }
    }
}

/// The shop is entered.
struct ShowHome;

impl Endpoint for ShowHome {
    const ROUTE: Route =
        Route::get("catalog.storefront.home", "/", "Show the storefront.").limit(LimitClass::Catalogue);
    type Auth = Anyone;
    type In = (QueryParams<SearchIn>, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, _: Anyone, (QueryParams(form), page_context): Self::In) -> Result<Page, Problem> {
        if form.is_search() {
            let query = page_context.current.as_str().split_once('?').map_or("", |(_, query)| query);
            return Ok(Page::redirect(&links::local(&format!("/products?{query}"))));
        }
        let frame = Frame::open(ctx, page_context).await?;
        let (popular, choices) = (orders::popular(ctx, &Popular::default()).await?, Choices::of(ctx).await?);
        let [categories, vendors, brands] = choices.digests;
        let key = PageKey::of(&frame, "home", &[popular.digest(), categories, vendors, brands], &[]);
        if let Some(page) = key.as_ref().and_then(PageKey::find) {
            return Ok(page);
        }
        let page = show_home(ctx, &frame, form, (&popular, choices))?;
        PageKey::keep(key.as_ref(), &page);
        Ok(page)
    }
}

fn show_home(
    ctx: &Ctx,
    frame: &Frame,
    form: SearchIn,
    (popular, choices): (&CacheEntry<Vec<ProductSummary>>, Choices),
) -> Result<Page, Problem> {
    static POPULAR: Decoded<Vec<ProductSummary>> = Decoded::new();
    let popular = POPULAR.of(popular, |all| all)?;
    frame.show(&HomePage::of(ctx, frame, form, (&popular, None), choices))
}

/// Something is looked for.
struct FindProducts;

impl Endpoint for FindProducts {
    const ROUTE: Route =
        Route::get("catalog.storefront.search", "/products", "Search products by words, category, brand and vendor.")
            .limit(LimitClass::Search)
            .automatic(LimitClass::Typing)
            .rows(RowsRead::UpTo(CARDS));
    type Auth = Anyone;
    type In = (QueryParams<SearchIn>, PageContext, CursorBinding);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, _: Anyone, (QueryParams(form), context, cursors): Self::In) -> Result<Page, Problem> {
        let frame = Frame::open(ctx, context).await?;
        let page = match form.search()? {
            Some(search) => {
                let search = Search { first: frame.buyer().map(|buyer| buyer.currency), ..search };
                catalog::search(ctx, &search).await?.value().map_err(|e| problems::unreadable(&e))?
            }
            None => PageOf { items: Vec::new(), next_cursor: None },
        };
        let (page, choices) = (cursors.bind(page), Choices::of(ctx).await?.with_vendor(ctx, &form.vendor).await);
        let page = HomePage::of(ctx, &frame, form, (&page.items, page.next_cursor.as_ref()), choices);
        frame.show(&HomePage { searched: true, ..page })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_keeps_what_was_asked_for() {
        let form = SearchIn { q: "red rice & dal".into(), sort: "name".into(), ..SearchIn::default() };
        let cursor = Cursor::of("name", &1);

        let older = form.older(Some(&cursor));
        assert_eq!(older, format!("/products?q=red%20rice%20%26%20dal&sort=name&cursor={}", cursor.as_str()));
        assert_eq!((form.older(None), form.newest()), (String::new(), String::new()));
        let later = SearchIn { cursor: cursor.as_str().to_owned(), ..form };
        assert_eq!(later.newest(), "/products?q=red%20rice%20%26%20dal&sort=name");
        let bare = SearchIn { cursor: cursor.as_str().to_owned(), ..SearchIn::default() };
        assert_eq!(bare.newest(), "/products");
    }

    #[test]
    fn words_that_no_product_can_have_find_nothing() {
        let form = |q: &str| SearchIn { q: q.into(), ..SearchIn::default() };

        assert!(form("rice\u{202e}").search().is_ok_and(|search| search.is_none()));
        assert!(form(&"x".repeat(101)).search().is_ok_and(|search| search.is_none()));
        assert!(form("  ").search().is_ok_and(|search| search.is_some_and(|search| search.q.is_none())));
        assert!(SearchIn { sort: "sideways".into(), ..SearchIn::default() }.search().is_err());
    }
}
